package org.littleredbridge.deliver;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// Cuts a text into pieces that fit messages: at the end of a paragraph where one is near, else of
/// a sentence, else at a space, and never inside a character.
final class TextCut {
  private final ToIntFunction<String> measure;

  /// @param measure how long the service thinks a text is; grows with the text
  TextCut(ToIntFunction<String> measure) {
    this.measure = measure;
  }

  /// @param first how much the first piece may measure; 0 or less: the first piece is empty
  /// @param next how much each further piece may measure
  /// @return at least one piece; together they are the text, but for white space where it was cut
  List<String> pieces(String text, int first, int next) {
    var pieces = new ArrayList<String>();
    var rest = text.strip();
    for (int limit = first; pieces.isEmpty() || !rest.isEmpty(); limit = next) {
      var cut = cut(rest, limit);
      if (cut == 0 && !pieces.isEmpty()) {
        throw new IllegalArgumentException("a piece of " + limit + " holds no character");
      }
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    return pieces;
  }

  private int cut(String text, int limit) {
    if (limit <= 0) {
      return 0;
    }
    if (measure.applyAsInt(text) <= limit) {
      return text.length();
    }
    var most = longest(text, limit);
    var least = most / 2;
    var paragraph = text.lastIndexOf('\n', most);
    if (paragraph > least) {
      return paragraph;
    }
    var sentence = boundary(BreakIterator.getSentenceInstance(Locale.ROOT), text, most);
    if (sentence > least) {
      return sentence;
    }
    var word = text.lastIndexOf(' ', most);
    if (word > least) {
      return word;
    }
    var character = boundary(BreakIterator.getCharacterInstance(Locale.ROOT), text, most);
    // A single letter under thousands of accents is cut all the same.
    return character > 0 ? character : whole(text, most);
  }

  private static int whole(String text, int most) {
    return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
  }

  /// The longest beginning that fits, by halving.
  private int longest(String text, int limit) {
    int fits = 0;
    int tooLong = text.length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (measure.applyAsInt(text.substring(0, middle)) <= limit) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }

  private static int boundary(BreakIterator iterator, String text, int most) {
    iterator.setText(text);
    return iterator.isBoundary(most) ? most : iterator.preceding(most);
  }
}
