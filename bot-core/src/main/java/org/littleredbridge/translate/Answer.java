package org.littleredbridge.translate;

import java.util.List;

/// What the engines together made of one prepared text.
sealed interface Answer {
  /// @param text still with marks
  record Translated(String text, String engine) implements Answer {}

  /// @param afterService whether a translation service was asked before and had no answer
  record Helped(List<Footnote> words, String engine, boolean afterService) implements Answer {
    public Helped {
      words = List.copyOf(words);
    }
  }

  record Nothing() implements Answer {}
}
