package org.littleredbridge.translate;

import java.text.Normalizer;

/// A text as its plain small letters and digits, one character for each code point: what looks like
/// a letter or digit of ASCII (Ａ, 𝟭, ①, ¹) becomes it.
final class PlainLetters {
  private static final String DIGITS = "0123456789";
  private static final String TELEPHONES = "📞📱📲";

  /// Stands for every other sign beyond the plane of most letters: emoji, mostly.
  private static final char OTHER = '\u2605';

  private PlainLetters() {}

  static String of(int[] points) {
    var plain = new StringBuilder(points.length);
    for (int point : points) {
      plain.append(Character.toLowerCase(plain(point)));
    }
    return plain.toString();
  }

  private static char plain(int point) {
    if (point < 0x80) {
      return (char) point;
    }
    int type = Character.getType(point);
    int value = Character.getNumericValue(point);
    if ((type == Character.DECIMAL_DIGIT_NUMBER || type == Character.OTHER_NUMBER)
        && value >= 0
        && value <= 9) {
      return DIGITS.charAt(value);
    }
    if (Character.isIdeographic(point) && Character.isBmpCodePoint(point)) {
      return (char) point;
    }
    var form = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    if (form.length() == 1) {
      return form.charAt(0);
    }
    if (TELEPHONES.codePoints().anyMatch(one -> one == point)) {
      return '☎';
    }
    return Character.isBmpCodePoint(point) ? (char) point : OTHER;
  }
}
