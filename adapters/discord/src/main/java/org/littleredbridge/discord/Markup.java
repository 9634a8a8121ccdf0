package org.littleredbridge.discord;

/// Makes what people wrote fit for Discord, where most signs mean something: nothing in it formats,
/// mentions, or hides where a link leads, and it reads as it was written.
///
/// Source of the signs: https://docs.discord.com/developers/reference, “Message Formatting”, and
/// https://support.discord.com/hc/articles/210298617. A backslash takes any sign's meaning away.
final class Markup {
  private static final String MORE = "…";
  private static final String ALWAYS = "\\*_~`|<>[]#@";
  private static final String IN_LINKS = "-._~:/?#&=%+@!$,;()";
  private static final String AFTER_LINKS = ".,;!?)";
  private static final int MARKS_ON_A_LETTER = 4;

  private Markup() {}

  /// How long Discord thinks a text is once it is escaped.
  ///
  /// In UTF-16 units, which is never less than Discord counts: its staff say code points
  /// (https://github.com/discord/discord-api-docs/issues/1315), and somebody measured that it takes
  /// fewer emoji than that (https://github.com/go-gitea/gitea/pull/34084).
  static int measure(String text) {
    return escape(text).length();
  }

  /// The text without anything's meaning. Links stay as they are, in `<>`, which shows them bare
  /// and without a preview.
  static String escape(String text) {
    var clean = clean(text);
    var out = new StringBuilder(clean.length() + 32);
    var line = Line.BEGINS;
    for (int i = 0; i < clean.length(); ) {
      int end = endOfLink(clean, i);
      if (end > i) {
        out.append('<').append(clean, i, end).append('>');
        line = Line.GOES_ON;
        i = end;
      } else {
        char c = clean.charAt(i);
        if (means(c, clean, i, line)) {
          out.append('\\');
        }
        out.append(c);
        line = line.then(c);
        i++;
      }
    }
    return out.toString();
  }

  /// The text, escaped, or as much of its beginning as `limit` has room for.
  static String fit(String text, int limit) {
    var clean = clean(text).strip();
    if (escape(clean).length() <= limit) {
      return escape(clean);
    }
    return escape(clean.substring(0, fitting(clean, limit - MORE.length()))) + MORE;
  }

  /// One line that leads elsewhere, no longer than [#measure] says. Discord shows no such link
  /// whose words look like an address, so no address is left in it; and where the words end is
  /// decided without regard to backslashes, so brackets are wide ones.
  static String linked(String text) {
    var line =
        clean(text)
            .replaceAll("[\\s\\p{Z}]+", " ")
            .strip()
            .replaceAll("/(?=/)", "/ ")
            .replace('[', '［')
            .replace(']', '］')
            .replace('\\', '＼');
    return isBlank(line) ? MORE : fit(line, Math.max(measure(text), MORE.length() + 1));
  }

  /// How many `char`s of a clean text fit, never half of a pair.
  static int fitting(String clean, int limit) {
    int fits = 0;
    int tooLong = Math.min(clean.length(), limit) + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (escape(clean.substring(0, middle)).length() <= limit) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits > 0
            && fits < clean.length()
            && Character.isSurrogatePair(clean.charAt(fits - 1), clean.charAt(fits))
        ? fits - 1
        : fits;
  }

  /// One line for where Discord formats nothing: names of authors and posts, footers, buttons.
  static String plain(String text, int limit) {
    var line = clean(text).replaceAll("[\\s\\p{Z}]+", " ").strip();
    if (line.length() <= limit) {
      return line;
    }
    int end = limit - MORE.length();
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }

  /// Without what cannot be seen and could turn the text around or break the layout, and with line
  /// breaks of one kind, two in a row at most.
  static String clean(String text) {
    var out = new StringBuilder(text.length());
    int breaks = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue;
      }
      if (isBreak(c)) {
        if (++breaks <= 2) {
          out.append('\n');
        }
        continue;
      }
      if (isHidden(c)) {
        continue;
      }
      marks = isMark(c) ? marks + 1 : 0;
      if (marks <= MARKS_ON_A_LETTER) {
        breaks = 0;
        out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
      }
    }
    return out.toString();
  }

  /// Whether there is nothing to see in a text. Discord takes no message without a visible sign.
  static boolean isBlank(String text) {
    return clean(text)
        .codePoints()
        .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private enum Line {
    BEGINS,
    BEGINS_WITH_DIGITS,
    GOES_ON;

    Line then(char c) {
      if (c == '\n') {
        return BEGINS;
      }
      return switch (this) {
        case BEGINS -> isSpace(c) ? BEGINS : isDigit(c) ? BEGINS_WITH_DIGITS : GOES_ON;
        case BEGINS_WITH_DIGITS -> isDigit(c) ? BEGINS_WITH_DIGITS : GOES_ON;
        case GOES_ON -> GOES_ON;
      };
    }
  }

  private static boolean means(char c, String text, int at, Line line) {
    return ALWAYS.indexOf(c) >= 0
        // Emoji by name (:name:), and addresses of other programs (steam://).
        || c == ':' && at + 1 < text.length() && " \n\t".indexOf(text.charAt(at + 1)) < 0
        // Lists.
        || (c == '-' || c == '+') && line == Line.BEGINS
        || (c == '.' || c == ')') && line == Line.BEGINS_WITH_DIGITS
        // Invitations, which Discord shows as a box even without https://.
        || c == '.' && followsInviter(text, at);
  }

  private static boolean followsInviter(String text, int dot) {
    return text.regionMatches(true, dot - 7, "discord", 0, 7)
        || text.regionMatches(true, dot - 10, "discordapp", 0, 10);
  }

  /// Where the link ends that begins here; `at` when none does.
  private static int endOfLink(String text, int at) {
    int scheme = text.startsWith("https://", at) ? 8 : text.startsWith("http://", at) ? 7 : 0;
    if (scheme == 0 || at > 0 && isLetterOrDigit(text.charAt(at - 1))) {
      return at;
    }
    int end = at + scheme;
    while (end < text.length()
        && (isLetterOrDigit(text.charAt(end)) || IN_LINKS.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > at + scheme && AFTER_LINKS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > at + scheme ? end : at;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isBreak(int c) {
    return c == '\n'
        || c == '\r'
        || c == 0x0B
        || c == 0x0C
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t';
      // Emoji and some scripts are joined, or kept apart, by these two.
      case Character.FORMAT -> c != 0x200D && c != 0x200C;
      default -> false;
    };
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
