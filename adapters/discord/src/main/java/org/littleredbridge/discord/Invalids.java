package org.littleredbridge.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts refused requests. Discord shuts an address out after 10,000 answers 401, 403 or 429
/// within 10 minutes; we stop far below that. Thread-safe.
///
/// Source: https://docs.discord.com/developers/topics/rate-limits, “Invalid Request Limit”.
final class Invalids {
  static final int MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Invalids.class);
  private static final int MINUTES = 10;

  private final Clock clock;
  private final int[] counts = new int[MINUTES];
  private final long[] minutes = new long[MINUTES];
  private boolean told;

  Invalids(Clock clock) {
    this.clock = clock;
  }

  synchronized void add() {
    var minute = minute();
    int at = (int) (minute % MINUTES);
    if (minutes[at] != minute) {
      minutes[at] = minute;
      counts[at] = 0;
    }
    counts[at]++;
    if (sum() >= MOST && !told) {
      told = true;
      log.atError()
          .addKeyValue("refused", MOST)
          .log("discord refuses too much; the bridge holds its calls back for some minutes");
    }
  }

  /// How long to send nothing at all; empty when all is well.
  synchronized Optional<Duration> pause() {
    if (sum() < MOST) {
      told = false;
      return Optional.empty();
    }
    return Optional.of(Duration.ofMinutes(1));
  }

  private int sum() {
    var now = minute();
    int sum = 0;
    for (int i = 0; i < MINUTES; i++) {
      sum += minutes[i] > now - MINUTES ? counts[i] : 0;
    }
    return sum;
  }

  private long minute() {
    return clock.millis() / 60_000;
  }
}
