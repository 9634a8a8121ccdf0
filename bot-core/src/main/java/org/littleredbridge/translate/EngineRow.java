package org.littleredbridge.translate;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.littleredbridge.health.Tally;

/// The engines in the operator's order. What one cannot answer goes to the next. Thread-safe.
final class EngineRow {
  /// Knows the sandbox's own texts by heart; it is no translation service.
  private static final String PHRASEBOOK = "phrasebook";

  private final List<GuardedEngine> engines;

  EngineRow(List<Engine> engines, TranslationMemory memory, Tally tally, Clock clock) {
    var recollection = new Recollection(memory, clock);
    this.engines =
        engines.stream()
            .map(engine -> new GuardedEngine(engine, recollection, tally, clock))
            .toList();
  }

  /// Asks for all texts at once; every text gets an [Answer], also when no engine works. Blocks.
  ///
  /// @param texts prepared
  Map<String, Answer> ask(Set<String> texts, Locale from, Locale target) {
    var answers = new HashMap<String, Answer>();
    var open = new LinkedHashSet<>(texts);
    boolean serviceAsked = false;
    for (var engine : engines) {
      if (open.isEmpty()) {
        break;
      }
      if (engine.serves(from, target)) {
        for (var found : engine.ask(open, from, target).entrySet()) {
          answers.put(found.getKey(), answer(found.getValue(), engine.name(), serviceAsked));
        }
        open.removeAll(answers.keySet());
        serviceAsked |= !engine.name().equals(PHRASEBOOK);
      }
    }
    open.forEach(text -> answers.put(text, new Answer.Nothing()));
    return answers;
  }

  private static Answer answer(Rendering rendering, String engine, boolean afterService) {
    return switch (rendering) {
      case Rendering.Translation(var text) -> new Answer.Translated(text, engine);
      case Rendering.WordHelp(var words) -> new Answer.Helped(words, engine, afterService);
      case Rendering.NotMine() -> new Answer.Nothing();
    };
  }
}
