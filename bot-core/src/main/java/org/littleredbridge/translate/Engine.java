package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// Something that makes texts understood: a translation service, or help with words. Thread-safe.
public interface Engine {
  /// The name in the configuration and in labels: `phrasebook`, `reading-aid`, `deepl` …
  String name();

  /// Changes when the engine would answer the same text differently (a new model or lexicon), so
  /// that memories of older answers are not used.
  String version();

  /// Whether it works from one language into another.
  boolean serves(Locale from, Locale to);

  /// Renders texts in order, one answer a text. Blocks.
  ///
  /// @param texts prepared by [TextPrep]: codes, tags, mentions and links are replaced by marks
  ///   that must come back unchanged
  /// @throws EngineException when nothing came of it; the next engine is asked then
  List<Rendering> render(List<String> texts, Locale from, Locale to);
}
