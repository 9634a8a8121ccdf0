package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;

/// Something that makes texts understood: a translation service, or help with words. Thread-safe.
public interface Engine {
  /// How much an engine takes in one call.
  ///
  /// @param characters code points of all texts together
  record Batch(int texts, int characters) {
    /// For engines on this machine.
    public static final Batch ANY = new Batch(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public Batch {
      if (texts < 1 || characters < 1) {
        throw new IllegalArgumentException("a call takes at least one character of one text");
      }
    }
  }

  /// The name in the configuration and in labels: `phrasebook`, `reading-aid`, `deepl` … No two
  /// engines have the same.
  String name();

  /// Changes when the engine would answer the same text differently (a new model, prompt or
  /// lexicon), so that memories of older answers are not used.
  String version();

  /// Whether it works from one language into another. May ask the service once, and then blocks.
  boolean serves(Locale from, Locale to);

  default Batch batch() {
    return Batch.ANY;
  }

  /// Whether its calls are paid for, so that budgets hold for it.
  default boolean metered() {
    return false;
  }

  /// Renders texts in order, one answer a text. Blocks.
  ///
  /// @param texts prepared by [TextPrep]: codes, tags, mentions and links are replaced by marks
  ///   that must come back unchanged; within [#batch()]
  /// @throws EngineException when nothing came of it; the next engine is asked then
  List<Rendering> render(List<String> texts, Locale from, Locale to);
}
