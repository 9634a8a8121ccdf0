package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/// A text ready for an engine: codes, hashtags, mentions and links are cut out and stand as
/// numbered marks `⟦1⟧`, `⟦2⟧` … Immutable.
public final class Prepared {
  static final char OPEN = '⟦';
  static final char CLOSE = '⟧';

  /// Engines put spaces in, and Chinese ones wide digits.
  private static final Pattern MARK = Pattern.compile("⟦[ 　]{0,3}([0-9０-９]{1,6})[ 　]{0,3}⟧|[⟦⟧]");

  private final String text;
  private final List<Piece> cutOut;
  private final PieceScanner scanner;

  Prepared(List<Piece> pieces, PieceScanner scanner) {
    var marked = new StringBuilder();
    var cut = new ArrayList<Piece>();
    for (var piece : pieces) {
      if (piece instanceof Piece.Words(var words)) {
        marked.append(words);
      } else if (piece.shown().isEmpty()) {
        marked.append(' '); // an unknown code; its neighbours must not become one word
      } else {
        cut.add(piece);
        marked.append(mark(cut.size()));
      }
    }
    this.text = marked.toString().strip();
    this.cutOut = List.copyOf(cut);
    this.scanner = scanner;
  }

  /// What an engine gets.
  public String text() {
    return text;
  }

  /// The words alone, with a space in place of each mark.
  public String words() {
    return withoutMarks(text);
  }

  static String withoutMarks(String marked) {
    return MARK.matcher(marked).replaceAll(" ");
  }

  /// Puts what was cut out back in place of its marks. A mark that the engine repeated or made up
  /// disappears; a lost emoji or hashtag stays lost; a lost mention or link is added at the end.
  ///
  /// @param rendered what the engine made of [#text()]
  public String restore(String rendered) {
    var marked = CleanText.keepingMarks(rendered);
    var stitching = new Stitching();
    var used = new BitSet();
    var matcher = MARK.matcher(marked);
    int words = 0;
    while (matcher.find()) {
      stitching.words(marked.substring(words, matcher.start()));
      words = matcher.end();
      var next = nextWords(marked, words);
      int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
      if (number >= 1 && number <= cutOut.size() && !used.get(number)) {
        used.set(number);
        stitching.piece(cutOut.get(number - 1), next);
      } else {
        stitching.gap(next);
      }
    }
    stitching.words(marked.substring(words));
    for (int number = 1; number <= cutOut.size(); number++) {
      if (!used.get(number) && mustNotBeLost(cutOut.get(number - 1))) {
        stitching.words(" ");
        stitching.piece(cutOut.get(number - 1), "");
      }
    }
    return stitching.toString();
  }

  /// A finished translation with these same marks: for translations that were written by people and
  /// hold our codes, tags, mentions and links as they are.
  public String mark(String translation) {
    var marked = new StringBuilder();
    var used = new BitSet();
    for (var piece : scanner.scan(CleanText.of(translation))) {
      int number = piece instanceof Piece.Words ? 0 : unused(piece, used);
      if (number > 0) {
        used.set(number);
        marked.append(mark(number));
      } else {
        marked.append(piece.shown());
      }
    }
    return marked.toString().strip();
  }

  private static CharSequence nextWords(String marked, int from) {
    var matcher = MARK.matcher(marked).region(from, marked.length());
    int start = from;
    while (matcher.lookingAt()) {
      start = matcher.end();
      matcher.region(start, marked.length());
    }
    return marked.subSequence(start, Math.min(marked.length(), start + 2));
  }

  private int unused(Piece piece, BitSet used) {
    for (int number = 1; number <= cutOut.size(); number++) {
      if (!used.get(number) && cutOut.get(number - 1).shown().equals(piece.shown())) {
        return number;
      }
    }
    return 0;
  }

  /// Without a mention or a link the text would say something else; an emoji only colours it.
  private static boolean mustNotBeLost(Piece piece) {
    return piece instanceof Piece.Mention || piece instanceof Piece.Link;
  }

  private static String mark(int number) {
    return "" + OPEN + number + CLOSE;
  }
}
