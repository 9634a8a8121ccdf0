package org.littleredbridge.translate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Lets whoever asks for a text that is being asked for already wait for that answer. Thread-safe.
final class SingleFlight {
  /// @param spent whether the one who asks gets no paid answer: others must not share that fate
  private record Ticket(String text, Direction direction, boolean spent) {}

  private final Map<Ticket, CompletableFuture<Answer>> flights = new ConcurrentHashMap<>();
  private final EngineRow engines;
  private final Budget budget;

  SingleFlight(EngineRow engines, Budget budget) {
    this.engines = engines;
    this.budget = budget;
  }

  /// Blocks until every text has its answer.
  Map<String, Answer> ask(Set<String> texts, Direction direction, Optional<String> community) {
    boolean spent = budget.isSpent(community);
    var mine = new LinkedHashMap<Ticket, CompletableFuture<Answer>>();
    var others = new HashMap<String, CompletableFuture<Answer>>();
    for (var text : texts) {
      var ticket = new Ticket(text, direction, spent);
      var flight = new CompletableFuture<Answer>();
      var under = flights.putIfAbsent(ticket, flight);
      if (under == null) {
        mine.put(ticket, flight);
      } else {
        others.put(text, under);
      }
    }
    var answers = new HashMap<String, Answer>();
    if (!mine.isEmpty()) {
      answers.putAll(fly(mine, direction, community));
    }
    // Own texts are answered by now: two callers that wait for each other's texts cannot lock.
    others.forEach((text, flight) -> answers.put(text, flight.join()));
    return answers;
  }

  private Map<String, Answer> fly(
      Map<Ticket, CompletableFuture<Answer>> mine,
      Direction direction,
      Optional<String> community) {
    Map<String, Answer> answers = Map.of();
    try {
      var texts = new LinkedHashSet<String>();
      mine.keySet().forEach(ticket -> texts.add(ticket.text()));
      answers = engines.ask(texts, direction, community);
      return answers;
    } finally {
      for (var flight : mine.entrySet()) {
        flights.remove(flight.getKey());
        flight
            .getValue()
            .complete(answers.getOrDefault(flight.getKey().text(), new Answer.Nothing()));
      }
    }
  }
}
