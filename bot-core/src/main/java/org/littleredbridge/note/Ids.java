package org.littleredbridge.note;

/// What every id of the platform must look like. Ids end up in links, file names and keys, so
/// nothing else may pass.
final class Ids {
  private static final int LONGEST = 64;

  private Ids() {}

  static void check(String what, String value) {
    if (!isId(value)) {
      throw new IllegalArgumentException(
          "not a " + what + ": 1 to 64 letters, digits, '-' or '_' expected");
    }
  }

  // By hand: each list of notes brings dozens of them.
  private static boolean isId(String value) {
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (!((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '_')) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST;
  }
}
