package org.littleredbridge.translate;

/// Takes out what people cannot see and others use to hide things: zero-width, bidi and tag
/// characters, control codes, broken surrogates. Line breaks stay.
final class CleanText {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int EMOJI_STYLE = 0xFE0F;

  /// Letters and marks by their category, but never drawn.
  private static final String BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

  private CleanText() {}

  /// For texts of people. Our own marks use `⟦` and `⟧`: a text that holds them gets their
  /// look-alikes.
  static String of(String text) {
    return keepingMarks(text).replace(Prepared.OPEN, '〚').replace(Prepared.CLOSE, '〛');
  }

  /// For texts of engines, which hold our marks.
  static String keepingMarks(String text) {
    var clean = new StringBuilder(text.length());
    var points = text.replace("\r\n", "\n").codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029) {
        clean.append('\n');
      } else if (point == '\t') {
        clean.append(' ');
      } else if (visible(point) || joinsEmoji(points, i)) {
        clean.appendCodePoint(point);
      }
    }
    return clean.toString();
  }

  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
      default -> !carriesHiddenBytes(point) && BLANK_LETTERS.indexOf(point) < 0;
    };
  }

  /// Non-characters, the tag plane, and variation selectors beside the two that style an emoji.
  private static boolean carriesHiddenBytes(int point) {
    return (point & 0xFFFE) == 0xFFFE
        || (point >= 0xFDD0 && point <= 0xFDEF)
        || (point >= 0xFE00 && point < TEXT_STYLE)
        || (point >= 0xE0000 && point <= 0xE0FFF);
  }

  /// A family made of several emoji needs its joiner.
  private static boolean joinsEmoji(int[] points, int i) {
    return points[i] == ZERO_WIDTH_JOINER
        && i > 0
        && i + 1 < points.length
        && (points[i - 1] == EMOJI_STYLE || pictograph(points[i - 1]))
        && pictograph(points[i + 1]);
  }

  private static boolean pictograph(int point) {
    return Character.isEmoji(point) && point > 0x7f;
  }
}
