package org.littleredbridge.follow;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Words that are looked for in notes. Two that are found in the same texts are equal.
///
/// A word of letters that are spelled out is found as a whole word: `ad` is not in `bread`. Scripts
/// that are written without spaces know no such bounds: `广告` is in `软广告位`.
public final class Phrase {
  // Korean has spaces, but its words carry their endings with them.
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  /// The longest text of a rule; see [#length].
  public static final int LONGEST = 200;

  private final String text;
  private final String folded;

  private Phrase(String text) {
    this.text = text;
    this.folded = FoldedText.of(text);
    if (folded.isEmpty() || length(text) > LONGEST) {
      throw new IllegalArgumentException("a phrase has 1 to " + LONGEST + " characters");
    }
  }

  /// @throws IllegalArgumentException when nothing in it can be seen, or it is longer than
  ///   [#LONGEST]
  public static Phrase of(String text) {
    return new Phrase(FoldedText.typed(text));
  }

  /// Whether there is anything in a text that could be looked for.
  public static boolean hasWords(String text) {
    return !FoldedText.of(text).isEmpty();
  }

  /// How long a text is, in characters as people count them.
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// As it was typed.
  public String text() {
    return text;
  }

  /// As it is compared.
  String folded() {
    return folded;
  }

  boolean isIn(String foldedText) {
    for (var at = foldedText.indexOf(folded); at >= 0; at = foldedText.indexOf(folded, at + 1)) {
      if (!isWithin(foldedText, at) && !isWithin(foldedText, at + folded.length())) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word goes on over this place.
  private static boolean isWithin(String text, int place) {
    return place > 0
        && place < text.length()
        && isSpelled(text.codePointBefore(place))
        && (isSpelled(text.codePointAt(place)) || isMark(text.codePointAt(place)));
  }

  private static boolean isSpelled(int c) {
    // The sign that lengthens a vowel belongs to no script.
    return Character.isLetterOrDigit(c)
        && !WITHOUT_SPACES.contains(UnicodeScript.of(c))
        && !UnicodeBlock.KATAKANA.equals(UnicodeBlock.of(c));
  }

  private static boolean isMark(int c) {
    var type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Phrase phrase && phrase.folded.equals(folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
