package org.littleredbridge.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What has happened since the start, counted for the metrics. Thread-safe.
public final class Tally {
  /// Names of the counters; `/metrics` shows them as `bridge_<name>_total`.
  public enum Count {
    POLLS,
    POLL_FAILURES,
    NOTES_FOUND,
    DELIVERED,
    PARTS_SENT,
    RETRIED,
    POSTPONED,
    ABANDONED,
    COMMENTS_POSTED,
    COMMENTS_UNKNOWN,
    COMMENTS_REFUSED,
    ANSWERS_FOUND,
    ENGINE_CALLS,
    ENGINE_FAILURES,
    MEDIA_FETCHED,
    MEDIA_FAILED,
    PLATFORM_CALLS,
    PLATFORM_CALLS_HELD
  }

  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  public Tally() {
    for (var count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  public void add(Count count) {
    add(count, 1);
  }

  public void add(Count count, long n) {
    adder(count).add(n);
  }

  public long of(Count count) {
    return adder(count).sum();
  }

  private LongAdder adder(Count count) {
    return java.util.Objects.requireNonNull(counts.get(count));
  }
}
