package org.littleredbridge.translate;

import java.util.List;

/// What an engine made of a text.
public sealed interface Rendering {
  /// The text in the other language.
  record Translation(String text) implements Rendering {}

  /// No translation: the words that matter, explained. Never shown as a translation.
  record WordHelp(List<Footnote> words) implements Rendering {
    public WordHelp {
      words = List.copyOf(words);
    }
  }

  /// A note read as a whole, as [Model#interpret] gives it. No answer to [Engine#render].
  record Whole(Interpretation note) implements Rendering {}

  /// This engine does not know this text; the next engine is asked.
  record NotMine() implements Rendering {}
}
