package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;

/// A text word for word, for readers who learn the language. Never a translation, and never shown
/// to anybody who did not ask for it. Thread-safe.
@FunctionalInterface
public interface WordByWord {
  /// @param text as people see it
  /// @return lines of words with their reading and sense; empty for readers of the text's language,
  ///   or when it has no word to explain
  Optional<String> gloss(String text, Locale reader);
}
