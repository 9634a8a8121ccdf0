package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.translate.EngineCalls.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One engine with its remembered answers and a look at what it says. Never throws what an engine
/// throws. Thread-safe.
final class GuardedEngine {
  private static final Logger log = LoggerFactory.getLogger(GuardedEngine.class);

  /// A batch that is too long is halved so often; then a text by itself is cut in two.
  private static final int HALVES = 2;

  private final Engine engine;
  private final Recollection recollection;
  private final EngineCalls calls;
  private final OutputGuard guard = new OutputGuard();
  private final InterpretationGuard noteGuard = new InterpretationGuard(guard);

  GuardedEngine(Engine engine, Recollection recollection, EngineCalls calls) {
    this.engine = engine;
    this.recollection = recollection;
    this.calls = calls;
  }

  String name() {
    return engine.name();
  }

  EngineState state() {
    return new EngineState(engine.name(), engine.metered(), calls.restsUntil());
  }

  boolean serves(Direction direction) {
    return engine.serves(direction.from(), direction.to());
  }

  Optional<Model> model() {
    return engine instanceof Model model ? Optional.of(model) : Optional.empty();
  }

  /// The usable answers by text; a text without one is missing. As few calls as the engine's
  /// batches allow.
  Map<String, Rendering> ask(Set<String> texts, Direction direction, Optional<String> community) {
    var usable = new LinkedHashMap<String, Rendering>();
    var unknown = new ArrayList<String>();
    for (var text : texts) {
      recollection
          .find(Recollection.key(engine, text, direction.to()))
          .ifPresentOrElse(known -> usable.put(text, known), () -> unknown.add(text));
    }
    for (var batch : batches(unknown)) {
      usable.putAll(call(batch, direction, community, HALVES));
    }
    usable.values().removeIf(Rendering.NotMine.class::isInstance);
    return usable;
  }

  /// What became of a note that a model was to read.
  ///
  /// @param note empty when the model has nothing usable
  /// @param tooLong whether it may manage the texts one by one
  record Interpreted(Optional<Interpretation> note, boolean tooLong) {}

  Interpreted interpret(
      Model model,
      Draft draft,
      List<Footnote> known,
      Direction direction,
      Optional<String> community) {
    var key = Recollection.key(model, "note", textOf(draft) + '\u0001' + known, direction.to());
    var before = recollection.find(key);
    if (before.isPresent()) {
      var note =
          before.get() instanceof Rendering.Whole(var whole)
              ? Optional.of(whole)
              : Optional.<Interpretation>empty();
      return new Interpreted(note, false);
    }
    var outcome =
        calls.make(
            community,
            length(List.of(textOf(draft))),
            () -> model.interpret(draft, known, direction.from(), direction.to()));
    return switch (outcome) {
      case Outcome.Answered(var answer) -> {
        var checked = noteGuard.checked(draft, answer, direction);
        checked.ifPresentOrElse(_ -> calls.good(), calls::odd);
        recollection.keep(
            key, checked.<Rendering>map(Rendering.Whole::new).orElseGet(Rendering.NotMine::new));
        yield new Interpreted(checked, false);
      }
      case Outcome.Failed(var why) -> {
        refusedFor(key, why);
        yield new Interpreted(Optional.empty(), why instanceof EngineFailure.TooLong);
      }
      case Outcome.Held<Interpretation> _ -> new Interpreted(Optional.empty(), false);
    };
  }

  /// Anything else that a model is asked; empty when it has nothing usable.
  Optional<String> ask(
      Model model, ModelCalls.Question question, Locale reader, Optional<String> community) {
    var key = Recollection.key(model, question.purpose(), question.about(), reader);
    var before = recollection.find(key);
    if (before.isPresent()) {
      return before.get() instanceof Rendering.Translation(var text)
          ? Optional.of(text)
          : Optional.empty();
    }
    var outcome = calls.make(community, question.characters(), () -> question.call().apply(model));
    return switch (outcome) {
      case Outcome.Answered(var answer) -> {
        var checked = question.check().apply(CleanText.keepingMarks(answer));
        checked.ifPresentOrElse(_ -> calls.good(), calls::odd);
        recollection.keep(
            key,
            checked.<Rendering>map(Rendering.Translation::new).orElseGet(Rendering.NotMine::new));
        yield checked;
      }
      case Outcome.Failed(var why) -> {
        refusedFor(key, why);
        yield Optional.empty();
      }
      case Outcome.Held<String> _ -> Optional.empty();
    };
  }

  /// The same text would come to the same end; it is not paid for again and again.
  private void refusedFor(TranslationMemory.Key key, EngineFailure why) {
    switch (why) {
      case EngineFailure.Unsuited(), EngineFailure.Implausible(), EngineFailure.TooLong() ->
          recollection.keep(key, new Rendering.NotMine());
      case EngineFailure.Auth(),
          EngineFailure.Quota(_),
          EngineFailure.Rate(_),
          EngineFailure.Down() -> {}
    }
  }

  /// @param halves how often it may be halved
  private Map<String, Rendering> call(
      List<String> texts, Direction direction, Optional<String> community, int halves) {
    var outcome =
        calls.make(
            community,
            length(texts),
            halves < HALVES,
            () -> {
              var renderings = engine.render(List.copyOf(texts), direction.from(), direction.to());
              if (renderings.size() != texts.size()) {
                throw new EngineException(
                    new EngineFailure.Implausible(),
                    renderings.size()
                        + " answers for "
                        + texts.size()
                        + " texts, in no order to trust");
              }
              return renderings;
            });
    return switch (outcome) {
      case Outcome.Answered(var renderings) -> sift(texts, renderings, direction);
      case Outcome.Failed(EngineFailure.TooLong _) ->
          texts.size() == 1
              ? halves < 0 ? Map.of() : cutInTwo(texts.getFirst(), direction, community)
              : inHalves(texts, direction, community, halves);
      // What one of them made a model do must not cost all the others their answer.
      case Outcome.Failed(EngineFailure.Implausible _) ->
          texts.size() == 1
              ? notMine(texts.getFirst(), direction)
              : inHalves(texts, direction, community, halves);
      case Outcome.Failed(EngineFailure.Unsuited _) -> oneByOne(texts, direction, community);
      case Outcome.Failed<List<Rendering>> _, Outcome.Held<List<Rendering>> _ -> Map.of();
    };
  }

  private Map<String, Rendering> inHalves(
      List<String> texts, Direction direction, Optional<String> community, int halves) {
    if (halves <= 0) {
      return oneByOne(texts, direction, community);
    }
    var middle = texts.size() / 2;
    var usable = new LinkedHashMap<String, Rendering>();
    usable.putAll(call(texts.subList(0, middle), direction, community, halves - 1));
    usable.putAll(call(texts.subList(middle, texts.size()), direction, community, halves - 1));
    return usable;
  }

  private Map<String, Rendering> notMine(String text, Direction direction) {
    recollection.keep(Recollection.key(engine, text, direction.to()), new Rendering.NotMine());
    return Map.of();
  }

  /// At the end of the sentence nearest to the middle, once.
  private Map<String, Rendering> cutInTwo(
      String text, Direction direction, Optional<String> community) {
    var halves = SentenceCut.inTwo(text);
    if (halves.isEmpty()) {
      recollection.keep(Recollection.key(engine, text, direction.to()), new Rendering.NotMine());
      return Map.of();
    }
    var parts = new ArrayList<String>();
    for (var half : halves) {
      if (call(List.of(half), direction, community, -1).get(half)
          instanceof Rendering.Translation(var translation)) {
        parts.add(translation);
      }
    }
    return parts.size() < halves.size()
        ? Map.of()
        : sift(
            List.of(text),
            List.of(new Rendering.Translation(SentenceCut.joined(parts, direction.to()))),
            direction);
  }

  /// One odd text must not cost the others their answer.
  private Map<String, Rendering> oneByOne(
      List<String> texts, Direction direction, Optional<String> community) {
    if (texts.size() == 1) {
      return notMine(texts.getFirst(), direction);
    }
    var usable = new LinkedHashMap<String, Rendering>();
    for (var text : texts) {
      usable.putAll(call(List.of(text), direction, community, -1));
    }
    return usable;
  }

  private List<List<String>> batches(List<String> texts) {
    var most = engine.batch();
    var batches = new ArrayList<List<String>>();
    var batch = new ArrayList<String>();
    long characters = 0;
    for (var text : texts) {
      var length = length(List.of(text));
      if (!batch.isEmpty()
          && (batch.size() == most.texts() || characters + length > most.characters())) {
        batches.add(List.copyOf(batch));
        batch.clear();
        characters = 0;
      }
      batch.add(text);
      characters += length;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  private static String textOf(Draft draft) {
    return String.join("\u0001", draft.title(), draft.body(), String.join("\u0002", draft.tags()));
  }

  static long length(Collection<String> texts) {
    return texts.stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
  }

  private Map<String, Rendering> sift(
      List<String> texts, List<Rendering> renderings, Direction direction) {
    var usable = new LinkedHashMap<String, Rendering>();
    int odd = 0;
    for (int i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      var rendering = checked(text, renderings.get(i), direction);
      if (rendering instanceof Rendering.NotMine && !rendering.equals(renderings.get(i))) {
        odd++;
      }
      recollection.keep(Recollection.key(engine, text, direction.to()), rendering);
      usable.put(text, rendering);
    }
    if (odd == texts.size()) {
      calls.odd();
    } else {
      calls.good();
    }
    return usable;
  }

  /// What may not be shown becomes [Rendering.NotMine].
  private Rendering checked(String text, Rendering rendering, Direction direction) {
    return switch (rendering) {
      case Rendering.Translation(var translation) ->
          guard
              .objection(text, translation, direction.from(), direction.to())
              .map(objection -> {
                log.atInfo()
                    .addKeyValue("engine", engine.name())
                    .addKeyValue("reason", objection)
                    .log("answer not usable");
                return (Rendering) new Rendering.NotMine();
              })
              .orElse(rendering);
      case Rendering.WordHelp(var words) -> words.isEmpty() ? new Rendering.NotMine() : rendering;
      case Rendering.Whole _ -> new Rendering.NotMine();
      case Rendering.NotMine() -> rendering;
    };
  }
}
