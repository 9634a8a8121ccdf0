package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// Slang and culture explained beside every engine. Thread-safe.
public interface Glossary {
  /// The terms that occur in `text`, as whole words, in order of their first place, each once.
  ///
  /// @param reader the language of the explanations
  List<Footnote> notes(String text, Locale reader);
}
