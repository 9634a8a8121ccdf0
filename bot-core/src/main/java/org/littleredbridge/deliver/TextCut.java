package org.littleredbridge.deliver;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// Cuts a text into pieces that fit messages: at the end of a paragraph where one is near, else of
/// a sentence, else at a space, and never inside what people see as one character.
final class TextCut {
  private static final String MORE = "…";
  // What follows tells whether a character or sentence is over; no more than this is looked at.
  private static final int AHEAD = 64;

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
      // A character that the next piece has more room for waits for that one.
      var cut = cut(rest, limit, !pieces.isEmpty() || next <= first);
      if (cut == 0 && !pieces.isEmpty()) {
        throw new IllegalArgumentException("a piece of " + limit + " holds no character");
      }
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    return pieces;
  }

  /// The beginning of a text that is too long, with a mark that there was more.
  String shortened(String text, int limit) {
    var room = limit - measure.applyAsInt(MORE);
    return room <= 0 ? "" : pieces(text, room, Integer.MAX_VALUE).getFirst() + MORE;
  }

  private int cut(String text, int limit, boolean insideCharacters) {
    if (limit <= 0) {
      return 0;
    }
    var most = longest(text, limit);
    if (most == text.length()) {
      return most;
    }
    var window = text.substring(0, Math.min(text.length(), most + AHEAD));
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(window);
    var least = most / 2;
    var paragraph = window.lastIndexOf('\n', most);
    if (paragraph > least) {
      return paragraph;
    }
    var sentence = lastBoundary(BreakIterator.getSentenceInstance(Locale.ROOT), window, most);
    if (sentence > least && characters.isBoundary(sentence)) {
      return sentence;
    }
    var space = window.lastIndexOf(' ', most);
    if (space > least && characters.isBoundary(space + 1)) {
      return space;
    }
    var character = characters.isBoundary(most) ? most : characters.preceding(most);
    // A single letter under thousands of accents is cut all the same.
    return character > 0 || !insideCharacters ? character : whole(text, most);
  }

  private static int whole(String text, int most) {
    return most > 0 && Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most))
        ? most - 1
        : most;
  }

  /// The longest beginning that fits: by doubling, so that an endless text is not measured whole
  /// for each piece, then by halving.
  private int longest(String text, int limit) {
    int fits = 0;
    int tooLong = Math.min(text.length(), limit);
    while (fits(text, tooLong, limit)) {
      if (tooLong == text.length()) {
        return tooLong;
      }
      fits = tooLong;
      tooLong = Math.min(text.length(), tooLong * 2);
    }
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (fits(text, middle, limit)) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }

  private boolean fits(String text, int length, int limit) {
    return measure.applyAsInt(text.substring(0, length)) <= limit;
  }

  private static int lastBoundary(BreakIterator iterator, String text, int most) {
    iterator.setText(text);
    return iterator.isBoundary(most) ? most : iterator.preceding(most);
  }
}
