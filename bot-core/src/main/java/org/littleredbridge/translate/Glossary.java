package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// Slang and culture explained beside every engine. Thread-safe.
public interface Glossary {
  /// The terms that occur in `text`, as whole words, in order of their first place, each once.
  ///
  /// @param reader the language of the explanations
  List<Footnote> notes(String text, Locale reader);

  /// Those of `words` that occur in `text`, as whole words where these can be told, in order of
  /// their first place.
  ///
  /// @param words explained by a community
  default List<Footnote> own(String text, List<Footnote> words) {
    return OwnWords.standingIn(text, words);
  }
}
