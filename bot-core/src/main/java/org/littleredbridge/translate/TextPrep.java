package org.littleredbridge.translate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prepares RedNote texts for engines and for people. Emoji codes (`[笑哭R]`), hashtags (`#标签[话题]#`,
/// `#tag`), mentions and links are kept away from engines, which break them. Invisible characters
/// are taken out everywhere. Thread-safe.
public final class TextPrep {
  private final PieceScanner scanner = new PieceScanner();

  /// The text with numbered marks in place of what no engine may touch.
  public Prepared prepare(String text) {
    return new Prepared(scanner.scan(CleanText.of(text)), scanner);
  }

  /// The original for people: codes as emoji, hashtags as `#tag`.
  public String plain(String text) {
    var pieces = scanner.scan(CleanText.of(text));
    var next = nextWords(pieces);
    var stitching = new Stitching();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Piece.Words(var words)) {
        stitching.words(words);
      } else {
        stitching.piece(pieces.get(i), next[i]);
      }
    }
    return stitching.toString();
  }

  /// The text without the block of hashtags at its end: a note's tags are shown apart.
  ///
  /// @param tags the note's own list; a plain `#word` that it does not hold stays in the text
  public String withoutTrailingTags(String text, Collection<String> tags) {
    var known = tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    var pieces = scanner.scan(CleanText.of(text));
    int end = pieces.size();
    while (end > 0
        && (blank(pieces.get(end - 1))
            || pieces.get(end - 1) instanceof Piece.Hashtag(_, var name, var topic)
                && (topic || known.contains(name.toLowerCase(Locale.ROOT))))) {
      end--;
    }
    return pieces.subList(0, end).stream()
        .map(Piece::written)
        .collect(Collectors.joining())
        .strip();
  }

  private static boolean blank(Piece piece) {
    return piece instanceof Piece.Words(var words) && words.isBlank();
  }

  /// For each piece the words that follow it next; in one walk, since hostile texts have many.
  private static String[] nextWords(List<Piece> pieces) {
    var next = new String[pieces.size()];
    var following = "";
    for (int i = pieces.size() - 1; i >= 0; i--) {
      next[i] = following;
      if (pieces.get(i) instanceof Piece.Words(var words)) {
        following = words;
      }
    }
    return next;
  }
}
