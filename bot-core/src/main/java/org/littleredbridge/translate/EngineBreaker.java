package org.littleredbridge.translate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Leaves a failing engine alone for a while that doubles with each failure. Thread-safe.
final class EngineBreaker {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  /// One odd text says little about an engine, three odd answers in a row do.
  private static final int DOUBTS = 3;

  private final Clock clock;
  private Instant closedUntil = Instant.MIN;
  private Duration pause = FIRST_PAUSE;
  private int doubts;

  EngineBreaker(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean mayAsk() {
    return !clock.instant().isBefore(closedUntil);
  }

  synchronized void answered() {
    pause = FIRST_PAUSE;
    doubts = 0;
  }

  /// An answer came, and none of it was usable.
  synchronized void doubted() {
    doubts++;
    if (doubts >= DOUBTS) {
      failed();
    }
  }

  synchronized void failed() {
    var now = clock.instant();
    if (now.isBefore(closedUntil)) {
      return; // calls that were under way together fail together, and count once
    }
    closedUntil = now.plus(pause);
    pause = pause.multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    doubts = 0;
  }
}
