package org.littleredbridge.translate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The engines in the operator's order. What one cannot answer goes to the next. Thread-safe.
final class EngineRow {
  /// Knows the sandbox's own texts by heart; it is no translation service.
  private static final String PHRASEBOOK = "phrasebook";

  /// What became of a note.
  ///
  /// @param whole what a model made of it; then `answers` holds its texts, too
  record Reading(Optional<Interpretation> whole, Map<String, Answer> answers) {}

  private final List<GuardedEngine> engines;

  EngineRow(List<GuardedEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  List<EngineState> states() {
    return engines.stream().map(GuardedEngine::state).toList();
  }

  /// Whether a note may be read as a whole.
  boolean hasModels() {
    return engines.stream().anyMatch(engine -> engine.model().isPresent());
  }

  boolean sees() {
    return engines.stream().flatMap(engine -> engine.model().stream()).anyMatch(Model::sees);
  }

  /// Asks for all texts at once; every text gets an [Answer], also when no engine works. Blocks.
  ///
  /// @param texts prepared
  Map<String, Answer> ask(Set<String> texts, Direction direction, Optional<String> community) {
    var round = new Round(texts);
    for (var engine : engines) {
      if (!round.open.isEmpty() && engine.serves(direction)) {
        round.take(engine, engine.ask(round.open, direction, community));
      }
    }
    return round.end();
  }

  /// A note: a model gets the draft whole, any other engine the texts.
  ///
  /// @param texts what is to be shown of it where no model answers
  Reading read(
      Draft draft,
      Set<String> texts,
      List<Footnote> known,
      Direction direction,
      Optional<String> community) {
    var round = new Round(texts);
    for (var engine : engines) {
      if (round.open.isEmpty() || !engine.serves(direction)) {
        continue;
      }
      var model = engine.model();
      // What another engine has answered in part is only filled up.
      if (model.isPresent() && !round.begun()) {
        var read = engine.interpret(model.get(), draft, known, direction, community);
        if (read.note().isPresent()) {
          return new Reading(read.note(), answers(draft, read.note().get(), engine.name()));
        }
        round.serviceAsked = true;
        if (read.tooLong()) {
          round.take(engine, engine.ask(round.open, direction, community));
        }
      } else {
        round.take(engine, engine.ask(round.open, direction, community));
      }
    }
    return new Reading(Optional.empty(), round.end());
  }

  /// The first model's usable answer.
  Optional<ModelCalls.Said> ask(ModelCalls.Question question, Audience audience) {
    for (var engine : engines) {
      var said =
          engine
              .model()
              .filter(question.able())
              .flatMap(
                  model -> engine.ask(model, question, audience.language(), audience.community()));
      if (said.isPresent()) {
        return said.map(text -> new ModelCalls.Said(text, engine.name()));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Answer> answers(Draft draft, Interpretation whole, String engine) {
    var answers = new HashMap<String, Answer>();
    for (int i = 0; i < whole.tags().size(); i++) {
      answers.put(draft.tags().get(i), new Answer.Translated(whole.tags().get(i), engine));
    }
    if (!whole.body().isBlank()) {
      answers.put(draft.body(), new Answer.Translated(whole.body(), engine));
    }
    if (!whole.title().isBlank()) {
      answers.put(draft.title(), new Answer.Translated(whole.title(), engine));
    }
    return answers;
  }

  /// One way through the row.
  private static final class Round {
    private final Map<String, Answer> answers = new HashMap<>();
    private final LinkedHashSet<String> open;
    private boolean serviceAsked;

    Round(Set<String> texts) {
      this.open = new LinkedHashSet<>(texts);
    }

    boolean begun() {
      return !answers.isEmpty();
    }

    void take(GuardedEngine engine, Map<String, Rendering> found) {
      found.forEach((text, rendering) -> answers.put(text, answer(rendering, engine.name())));
      open.removeAll(answers.keySet());
      serviceAsked |= !engine.name().equals(PHRASEBOOK);
    }

    Map<String, Answer> end() {
      open.forEach(text -> answers.put(text, new Answer.Nothing()));
      return answers;
    }

    private Answer answer(Rendering rendering, String engine) {
      return switch (rendering) {
        case Rendering.Translation(var text) -> new Answer.Translated(text, engine);
        case Rendering.WordHelp(var words) -> new Answer.Helped(words, engine, serviceAsked);
        case Rendering.Whole _, Rendering.NotMine() -> new Answer.Nothing();
      };
    }
  }

  /// The same engines without some of them; what these remember, and how they are, is shared.
  EngineRow only(Predicate<GuardedEngine> which) {
    return new EngineRow(engines.stream().filter(which).toList());
  }
}
