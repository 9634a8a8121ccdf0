package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pressed buttons and their answers, https://core.telegram.org/bots/api#answercallbackquery .
/// Thread safe.
final class Queries {
  private static final int MOST = 10_000;
  private static final int MOST_TEXT = 200;
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Clock clock;
  private final Duration life;
  private long next;

  private record Query(Instant until, Optional<SeenAnswer> answer) {}

  Queries(Clock clock, Duration life) {
    this.clock = clock;
    this.life = life;
    this.next = clock.instant().toEpochMilli() * 1_000_000;
  }

  synchronized String open() {
    next++;
    var id = Long.toString(next);
    queries.put(id, new Query(clock.instant().plus(life), Optional.empty()));
    if (queries.size() > MOST) {
      queries.remove(queries.keySet().iterator().next());
    }
    return id;
  }

  synchronized JsonNode answer(Params params) {
    var id = params.text("callback_query_id").orElse("");
    var text = params.text("text");
    if (text.map(String::length).orElse(0) > MOST_TEXT) {
      throw Refusal.bad("MESSAGE_TOO_LONG");
    }
    var query = Optional.ofNullable(queries.get(id));
    if (query.isEmpty()
        || query.get().answer.isPresent()
        || !clock.instant().isBefore(query.get().until)) {
      throw Refusal.bad("query is too old and response timeout expired or query ID is invalid");
    }
    var answer = new SeenAnswer(text, params.flag("show_alert"), params.text("url"));
    queries.put(id, new Query(query.get().until, Optional.of(answer)));
    return BooleanNode.TRUE;
  }

  synchronized Optional<SeenAnswer> seen(String id) {
    return Optional.ofNullable(queries.get(id)).flatMap(Query::answer);
  }
}
