package org.littleredbridge.sandbox.discord;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Discord's ids: milliseconds since 2015 above 22 lower bits, always growing. Thread safe. Source:
/// https://docs.discord.com/developers/reference#snowflakes
final class Snowflakes {
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;
  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  Snowflakes(Clock clock) {
    this.clock = clock;
  }

  String next() {
    long now = (clock.millis() - DISCORD_EPOCH) << 22;
    return Long.toString(last.updateAndGet(before -> Math.max(before + 1, now)));
  }

  /// The next that this shard of so many serves: by its milliseconds. Source:
  /// https://docs.discord.com/developers/events/gateway#sharding-sharding-formula
  String next(int shard, int shards) {
    long now = (clock.millis() - DISCORD_EPOCH) << 22;
    return Long.toString(
        last.updateAndGet(before -> {
          long from = Math.max(before + 1, now) >> 22;
          return (from + 1 + Math.floorMod(shard - from - 1, (long) shards)) << 22;
        }));
  }

  static boolean wellFormed(String id) {
    return !id.isEmpty() && id.length() <= 19 && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
