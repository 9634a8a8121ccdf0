package org.littleredbridge.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down what profiles showed. Thread safe.
final class LookLog {
  private final Clock clock;
  private final Map<String, Instant> shown = new HashMap<>();
  private Optional<Instant> first = Optional.empty();
  private long count;

  LookLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void looked(List<Note> notes) {
    var now = clock.instant();
    count++;
    first = first.or(() -> Optional.of(now));
    notes.forEach(note -> shown.putIfAbsent(note.id(), now));
  }

  synchronized Looks sofar() {
    return new Looks(count, first, shown);
  }
}
