package org.littleredbridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.javacord.api.util.ratelimit.Ratelimiter;

/// When a shard begins anew because there are more of them now: all have to, one after the other,
/// and until shortly before its turn each listens on as it did. Thread-safe.
final class Renewal {
  // So that a session can end and a connection be made in peace.
  private static final Duration LEAD = Duration.ofSeconds(3);

  private final int shard;
  private final Shards shards;
  private Optional<Instant> turn = Optional.empty();

  Renewal(int shard, Shards shards) {
    this.shard = shard;
    this.shards = shards;
  }

  /// Whether a session that listens should end now. Takes a turn for the next one.
  synchronized boolean due(Shards.Start start) {
    if (shards.count() <= start.shards()) {
      return false;
    }
    var at = turn.orElseGet(() -> shards.turns().next(shard));
    turn = Optional.of(at);
    return !shards.bell().now().isBefore(at.minus(LEAD));
  }

  /// The turns of this shard, of which the first may have been taken already.
  ///
  /// @param closed when it needs none any more
  Ratelimiter turns(BooleanSupplier closed) {
    var later = shards.turns().of(shard, closed);
    return () -> {
      var own = taken();
      if (own.isPresent()) {
        shards.bell().await(own.get(), closed);
      } else {
        later.requestQuota();
      }
    };
  }

  private synchronized Optional<Instant> taken() {
    var own = turn;
    turn = Optional.empty();
    return own;
  }
}
