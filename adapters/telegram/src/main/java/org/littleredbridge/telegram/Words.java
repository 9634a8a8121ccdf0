package org.littleredbridge.telegram;

/// What people wrote, so that Telegram makes nothing of it.
///
/// Telegram finds names and commands in any text by itself, and `@name` tells that person
/// (https://core.telegram.org/bots/api#messageentity). There is no switch for that, so a word
/// joiner, which nobody sees, stands between the sign and the name. Addresses and hashtags stay:
/// they show where they lead and tell nobody.
final class Words {
  static final char JOINER = '\u2060';

  private Words() {}

  /// For our own sentences, in which a command may be pressed; a name in them is quoted all the
  /// same.
  static String said(String text) {
    return clean(text, false);
  }

  /// For what others wrote: neither names nor commands.
  static String quoted(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean commands) {
    var clean = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isSurrogate(c)) {
        // Half a character cannot be sent.
        clean.append('\uFFFD');
      } else if (c == '\t') {
        clean.append(' ');
      } else if (c == 0x2028 || c == 0x2029) {
        // Telegram drops these, and with them the end of the line.
        clean.append('\n');
      } else if (c == '\n' || !isDangerous(c)) {
        clean.appendCodePoint(c);
      }
      i += Character.charCount(c);
      if (c == '@' && i < text.length() && isNameSign(text, i)
          || c == '/' && commands && isCommand(clean, text, i)) {
        clean.append(JOINER);
      }
    }
    return clean.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /// Control signs, and those that turn the direction of what stands after them, also outside the
  /// text: they make an address or a name look like another. And the three that Telegram drops
  /// before it looks for names (`clean_input_string` in
  /// https://github.com/tdlib/td/blob/master/td/telegram/misc.cpp): what stands behind one would
  /// move up to the `@`.
  private static boolean isDangerous(int c) {
    return Character.isISOControl(c)
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0x030A
        || c == 0x0333
        || c == 0x033F;
  }

  /// Signs that are left out do not count: what comes after them would stand at the sign.
  private static boolean isNameSign(String text, int from) {
    int i = skip(text, from);
    return i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
  }

  private static int skip(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && isDangerous(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// A command begins a word, and is no part of an address.
  private static boolean isCommand(StringBuilder before, String text, int from) {
    if (!isNameSign(text, from)) {
      return false;
    }
    int slash = before.length() - 1;
    if (slash == 0) {
      return true;
    }
    char prior = before.charAt(slash - 1);
    if (Character.isLetterOrDigit(prior) || prior == '/' || prior == '_') {
      return false;
    }
    int word = slash;
    while (word > 0 && !Character.isWhitespace(before.charAt(word - 1))) {
      word--;
    }
    return before.indexOf("://", word) < 0;
  }
}
