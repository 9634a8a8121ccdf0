package org.littleredbridge.note;

import java.util.regex.Pattern;

/// What every id of the platform must look like. Ids end up in links, file names and keys, so
/// nothing else may pass.
final class Ids {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Ids() {}

  static void check(String what, String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a " + what + ": 1 to 64 letters, digits, '-' or '_' expected");
    }
  }
}
