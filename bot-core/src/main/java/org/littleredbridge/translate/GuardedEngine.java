package org.littleredbridge.translate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.littleredbridge.health.Tally;
import org.littleredbridge.health.Tally.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One engine with its breaker, its remembered answers and a look at what it says. Never throws
/// what an engine throws. Thread-safe.
final class GuardedEngine {
  private static final Logger log = LoggerFactory.getLogger(GuardedEngine.class);

  private final Engine engine;
  private final Recollection recollection;
  private final EngineBreaker breaker;
  private final OutputGuard guard = new OutputGuard();
  private final Tally tally;

  GuardedEngine(Engine engine, Recollection recollection, Tally tally, Clock clock) {
    this.engine = engine;
    this.recollection = recollection;
    this.tally = tally;
    this.breaker = new EngineBreaker(clock);
  }

  String name() {
    return engine.name();
  }

  boolean serves(Locale from, Locale target) {
    return engine.serves(from, target);
  }

  /// The usable answers by text; a text without one is missing. At most one call of the engine.
  Map<String, Rendering> ask(Set<String> texts, Locale from, Locale target) {
    var usable = new LinkedHashMap<String, Rendering>();
    var unknown = new ArrayList<String>();
    for (var text : texts) {
      recollection
          .find(Recollection.key(engine, text, target))
          .ifPresentOrElse(known -> usable.put(text, known), () -> unknown.add(text));
    }
    if (!unknown.isEmpty() && breaker.mayAsk()) {
      usable.putAll(call(unknown, from, target));
    }
    usable.values().removeIf(Rendering.NotMine.class::isInstance);
    return usable;
  }

  private Map<String, Rendering> call(List<String> texts, Locale from, Locale target) {
    tally.add(Count.ENGINE_CALLS);
    try {
      var renderings = engine.render(List.copyOf(texts), from, target);
      if (renderings.size() != texts.size()) {
        throw new EngineException(
            new EngineFailure.Implausible(),
            renderings.size() + " answers for " + texts.size() + " texts, in no order to trust");
      }
      return sift(texts, renderings, from, target);
    } catch (EngineException e) {
      tally.add(Count.ENGINE_FAILURES);
      breaker.failed();
      log.atWarn()
          .addKeyValue("engine", engine.name())
          .addKeyValue("reason", e.getMessage())
          .log("engine failed");
    } catch (RuntimeException e) {
      // A fault in an engine's code must not stop notes from being delivered.
      tally.add(Count.ENGINE_FAILURES);
      breaker.failed();
      log.atWarn().addKeyValue("engine", engine.name()).setCause(e).log("engine broke");
    }
    return Map.of();
  }

  private Map<String, Rendering> sift(
      List<String> texts, List<Rendering> renderings, Locale from, Locale target) {
    var usable = new LinkedHashMap<String, Rendering>();
    int odd = 0;
    for (int i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      var rendering = checked(text, renderings.get(i), from, target);
      if (rendering instanceof Rendering.NotMine && !rendering.equals(renderings.get(i))) {
        odd++;
      }
      recollection.keep(Recollection.key(engine, text, target), rendering);
      usable.put(text, rendering);
    }
    if (odd == texts.size()) {
      tally.add(Count.ENGINE_FAILURES);
      breaker.doubted();
    } else {
      breaker.answered();
    }
    return usable;
  }

  /// What may not be shown becomes [Rendering.NotMine].
  private Rendering checked(String text, Rendering rendering, Locale from, Locale target) {
    return switch (rendering) {
      case Rendering.Translation(var translation) ->
          guard
              .objection(text, translation, from, target)
              .map(objection -> {
                log.atInfo()
                    .addKeyValue("engine", engine.name())
                    .addKeyValue("reason", objection)
                    .log("answer not usable");
                return (Rendering) new Rendering.NotMine();
              })
              .orElse(rendering);
      case Rendering.WordHelp(var words) -> words.isEmpty() ? new Rendering.NotMine() : rendering;
      case Rendering.NotMine() -> rendering;
    };
  }
}
