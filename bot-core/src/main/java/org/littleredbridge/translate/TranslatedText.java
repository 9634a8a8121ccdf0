package org.littleredbridge.translate;

import java.util.List;
import java.util.Optional;

/// A text as it is shown to a reader: translated, or the original when nothing better is known.
///
/// @param text what to show
/// @param original as written, with emoji codes as emoji; the same as `text` unless translated or
///   brief
/// @param engine who translated it or helped with its words; empty when nobody did
/// @param label where it comes from, for people
/// @param brief whether `text` tells only the most important of a long `original`
/// @param footnotes words of the original explained, slang first, no term twice
public record TranslatedText(
    String text,
    String original,
    Kind kind,
    Optional<String> engine,
    Label label,
    boolean brief,
    List<Footnote> footnotes) {
  public enum Kind {
    /// `text` is a translation.
    TRANSLATED,
    /// `text` is the original; the footnotes of an engine help to read it.
    WORD_HELP,
    /// The original is in the reader's language, or has no words.
    SAME,
    /// No engine had an answer; `text` is the original.
    NONE
  }

  public TranslatedText {
    footnotes = List.copyOf(footnotes);
  }

  public boolean translated() {
    return kind == Kind.TRANSLATED;
  }

  public boolean wordHelp() {
    return kind == Kind.WORD_HELP;
  }
}
