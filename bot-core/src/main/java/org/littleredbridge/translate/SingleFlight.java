package org.littleredbridge.translate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Lets whoever asks for a text that is being asked for already wait for that answer. Thread-safe.
final class SingleFlight {
  private record Ticket(String text, Locale from, Locale target) {}

  private final Map<Ticket, CompletableFuture<Answer>> flights = new ConcurrentHashMap<>();
  private final EngineRow engines;

  SingleFlight(EngineRow engines) {
    this.engines = engines;
  }

  /// Blocks until every text has its answer.
  Map<String, Answer> ask(Set<String> texts, Locale from, Locale target) {
    var mine = new HashMap<String, CompletableFuture<Answer>>();
    var others = new HashMap<String, CompletableFuture<Answer>>();
    for (var text : texts) {
      var flight = new CompletableFuture<Answer>();
      var under = flights.putIfAbsent(new Ticket(text, from, target), flight);
      if (under == null) {
        mine.put(text, flight);
      } else {
        others.put(text, under);
      }
    }
    var answers = new HashMap<String, Answer>();
    if (!mine.isEmpty()) {
      answers.putAll(fly(texts, mine, from, target));
    }
    // Own texts are answered by now: two callers that wait for each other's texts cannot lock.
    others.forEach((text, flight) -> answers.put(text, flight.join()));
    return answers;
  }

  private Map<String, Answer> fly(
      Set<String> order, Map<String, CompletableFuture<Answer>> mine, Locale from, Locale target) {
    Map<String, Answer> answers = Map.of();
    try {
      var texts = new LinkedHashSet<>(order);
      texts.retainAll(mine.keySet());
      answers = engines.ask(texts, from, target);
      return answers;
    } finally {
      for (var flight : mine.entrySet()) {
        flights.remove(new Ticket(flight.getKey(), from, target));
        flight.getValue().complete(answers.getOrDefault(flight.getKey(), new Answer.Nothing()));
      }
    }
  }
}
