package org.littleredbridge.translate;

/// A stretch of a text: words, or something that no engine may touch.
sealed interface Piece {
  /// What an engine gets to see.
  record Words(String text) implements Piece {}

  /// A platform emoji code.
  ///
  /// @param shown the Unicode emoji, empty when we do not know the code
  record Emoji(String written, String shown) implements Piece {}

  /// @param topic whether the platform marked it with `[话题]`, so that it also stands in the note's
  ///   list of tags
  record Hashtag(String written, String name, boolean topic) implements Piece {}

  record Mention(String text) implements Piece {}

  record Link(String text) implements Piece {}

  /// How people see it.
  default String shown() {
    return switch (this) {
      case Words(var text) -> text;
      case Emoji(_, var shown) -> shown;
      case Hashtag(_, var name, _) -> "#" + name;
      case Mention(var text) -> text;
      case Link(var text) -> text;
    };
  }

  /// How it stood in the text.
  default String written() {
    return switch (this) {
      case Words(var text) -> text;
      case Emoji(var written, _) -> written;
      case Hashtag(var written, _, _) -> written;
      case Mention(var text) -> text;
      case Link(var text) -> text;
    };
  }

  /// Whether letters beside it would change what it is: `#tag` and `#tagged`.
  default boolean standsApart() {
    return switch (this) {
      case Hashtag _, Mention _, Link _ -> true;
      case Words _, Emoji _ -> false;
    };
  }
}
