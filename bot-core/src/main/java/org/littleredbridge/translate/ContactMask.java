package org.littleredbridge.translate;

import java.util.BitSet;

/// Hides how to reach somebody in what other people wrote: phone numbers, WeChat, QQ, Line and
/// Telegram ids, e-mail addresses, numbers of identity and bank cards. A comment is public where it
/// was written; that is no leave to carry its author's number into other places.
///
/// Everything but the first two characters becomes `•`. What it takes for a number to be one, and
/// after which words an id stands, is our own experience: no list of the platform is known. It is
/// made for texts that hide from filters (`1 3 8 …`, `一三八…`, `V❤xin：…`), and lets prices, dates and
/// words in numbers (520, 1314) alone. Takes time in proportion to the text's length.
public final class ContactMask {
  private static final char HIDDEN = '•';
  private static final int STAYS = 2;

  private ContactMask() {}

  /// The text without what must not leave; the same text where there is nothing to hide.
  public static String of(String text) {
    var clean = CleanText.of(text);
    var points = clean.codePoints().toArray();
    var plain = PlainLetters.of(points);
    var hidden = new BitSet();
    ContactNumbers.find(plain, (start, end) -> hidden.set(start + STAYS, end));
    ContactIds.find(plain, (start, end) -> hidden.set(Math.min(end, start + STAYS), end));
    if (hidden.isEmpty()) {
      return text;
    }
    var masked = new StringBuilder(clean.length());
    for (int i = 0; i < points.length; i++) {
      masked.appendCodePoint(
          hidden.get(i) && !Character.isWhitespace(points[i]) ? HIDDEN : points[i]);
    }
    return masked.toString();
  }

  /// Takes what was found.
  @FunctionalInterface
  interface Found {
    void at(int start, int end);
  }
}
