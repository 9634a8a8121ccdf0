package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// A language model: an engine that reads a note as a whole. Thread-safe. Each method is one call
/// that blocks, and throws [EngineException] when nothing came of it. What goes in is written by
/// strangers; what comes out is not believed before [OutputGuard] has seen it.
public interface Model extends Engine {
  /// Title, summary, translation, footnotes, tags and a warning in one call.
  ///
  /// @param known slang that the note holds, explained, so that it is translated in this sense
  Interpretation interpret(Draft note, List<Footnote> known, Locale from, Locale to);

  /// What a text means, and why it is funny, in a few sentences.
  ///
  /// @param text without marks
  String explain(String text, List<Footnote> known, Locale reader);

  /// A reply as it would be written on RedNote.
  ///
  /// @param text prepared
  String comment(String text, Tone tone, Locale from, Locale to);

  /// Whether it takes pictures.
  boolean sees();

  /// The words in pictures, in the reader's language.
  ///
  /// @param pictures JPEG, PNG or WebP
  /// @return one for each picture in its order; empty where a picture holds no words
  List<String> captions(List<Picture> pictures, Locale reader);
}
