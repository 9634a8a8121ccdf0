package org.littleredbridge.translate;

/// Puts pieces together again so that no two of them grow into something new: a tag keeps its end,
/// a link its shape.
final class Stitching {
  private final StringBuilder text = new StringBuilder();

  void words(String words) {
    text.append(words);
  }

  /// @param next what will follow, to see whether a space is needed
  void piece(Piece piece, CharSequence next) {
    var shown = piece.shown();
    if (shown.isEmpty()) {
      gap(next);
      return;
    }
    if (piece.standsApart() && !text.isEmpty() && clings(text.codePointBefore(text.length()))) {
      text.append(' ');
    }
    text.append(shown);
    // Nicknames end in emoji; where they end cannot be told.
    boolean ofTheName = piece instanceof Piece.Mention && symbol(next);
    if (piece.standsApart() && !ofTheName && runsOn(next)) {
      text.append(' ');
    }
  }

  /// Something was taken out here: what stood before and after it must not become one word.
  void gap(CharSequence next) {
    if (!text.isEmpty()
        && !next.isEmpty()
        && printableAscii(text.charAt(text.length() - 1))
        && printableAscii(next.charAt(0))) {
      text.append(' ');
    }
  }

  @Override
  public String toString() {
    return text.toString().strip();
  }

  private static boolean clings(int before) {
    return Character.isLetterOrDigit(before) || "@#＃＠/:.-_&=+%?~\\".indexOf(before) >= 0;
  }

  private static boolean symbol(CharSequence next) {
    return !next.isEmpty()
        && Character.getType(Character.codePointAt(next, 0)) == Character.OTHER_SYMBOL;
  }

  private static boolean runsOn(CharSequence next) {
    if (next.isEmpty() || Character.isWhitespace(next.charAt(0))) {
      return false;
    }
    int first = Character.codePointAt(next, 0);
    if (!printableAscii(first)) {
      return switch (Character.getType(first)) {
        case Character.NON_SPACING_MARK,
            Character.ENCLOSING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.OTHER_SYMBOL ->
            true;
        default -> Character.isLetterOrDigit(first);
      };
    }
    boolean closes = ".,!?;:)]}'\"".indexOf(first) >= 0;
    return !closes || (next.length() > 1 && !Character.isWhitespace(next.charAt(1)));
  }

  private static boolean printableAscii(int c) {
    return c > ' ' && c < 0x7f;
  }
}
