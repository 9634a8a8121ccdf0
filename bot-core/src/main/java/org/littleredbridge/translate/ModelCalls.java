package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Asks the first model that has a usable answer, for everything beside translations. What was
/// answered once is remembered; who asks for what is being asked already waits for that answer.
/// Thread-safe; blocks.
final class ModelCalls {
  /// What a model is asked.
  ///
  /// @param purpose what for, and in which way (the tone of a reply): part of what is remembered
  /// @param about all that the answer depends on
  /// @param characters what the budget pays for: code points of what is sent
  /// @param check gives what may be used of an answer; empty when nothing
  record Question(
      String purpose,
      String about,
      long characters,
      Predicate<Model> able,
      Function<Model, String> call,
      Function<String, Optional<String>> check) {}

  /// @param engine who said it
  record Said(String text, String engine) {}

  /// @param spent whether the one who asks gets no paid answer: others must not share that fate
  private record Ticket(String purpose, String about, Locale language, boolean spent) {}

  private final EngineRow engines;
  private final Budget budget;
  private final Flights<Ticket, Optional<Said>> flights = new Flights<>();

  ModelCalls(EngineRow engines, Budget budget) {
    this.engines = engines;
    this.budget = budget;
  }

  Optional<Said> ask(Question question, Audience audience) {
    return flights.join(
        new Ticket(
            question.purpose(),
            question.about(),
            audience.language(),
            budget.isSpent(audience.community())),
        () -> engines.ask(question, audience));
  }
}
