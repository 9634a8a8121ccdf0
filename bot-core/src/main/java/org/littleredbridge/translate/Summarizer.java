package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;

/// Picks the sentences of a long text that say most, where no model writes a summary. Thread-safe.
@FunctionalInterface
public interface Summarizer {
  /// Sentences as they stand in the text, in its order.
  ///
  /// @return empty when the text is short enough to be read whole, or in a language it does not
  ///   know
  Optional<String> summary(String text, Locale language);
}
