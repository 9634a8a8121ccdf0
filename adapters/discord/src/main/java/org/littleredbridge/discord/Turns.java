package org.littleredbridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.javacord.api.util.ratelimit.Ratelimiter;

/// Keeps the beginnings of sessions apart, as Discord asks: one at a time of those shards whose
/// numbers are equal modulo the concurrency that it allows. Thread-safe.
///
/// Another process of the same bot is not seen from here. When two begin at once Discord refuses
/// one of them, which comes again at its next turn.
///
/// Source: https://docs.discord.com/developers/events/gateway#sharding-max-concurrency.
final class Turns {
  private final Bell bell;
  private final Duration apart;
  private final Map<Integer, Instant> last = new HashMap<>();
  private int concurrency = 1;

  Turns(Bell bell, Duration apart) {
    this.bell = bell;
    this.apart = apart;
  }

  /// @param count as Discord said last
  synchronized void concurrency(int count) {
    concurrency = Math.max(1, count);
  }

  /// The turns of one shard.
  ///
  /// @param closed when it needs none any more
  Ratelimiter of(int shard, BooleanSupplier closed) {
    return () -> bell.await(next(shard), closed);
  }

  /// Takes a turn.
  ///
  /// @return when it is
  synchronized Instant next(int shard) {
    var now = bell.now();
    var next =
        last.entrySet().stream()
            .filter(entry -> entry.getKey() % concurrency == shard % concurrency)
            .map(entry -> entry.getValue().plus(apart))
            .filter(now::isBefore)
            .max(Comparator.naturalOrder())
            .orElse(now);
    last.put(shard, next);
    return next;
  }
}
