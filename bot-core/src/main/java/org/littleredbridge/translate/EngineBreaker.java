package org.littleredbridge.translate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Leaves a failing engine alone for a while that doubles with each failure. Thread-safe.
final class EngineBreaker {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  /// A quota whose reset is not told is tried so often.
  static final Duration QUOTA_PAUSE = Duration.ofHours(6);

  static final Duration LONGEST_QUOTA_PAUSE = Duration.ofDays(31);

  /// Up to this long a reader waits for a service that asked to slow down.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A call that is longer under way says nothing any more.
  private static final Duration LONGEST_PROBE = Duration.ofMinutes(10);

  /// One odd text says little about an engine, three odd answers in a row do.
  private static final int DOUBTS = 3;

  private final Clock clock;
  private Instant closedUntil = Instant.MIN;
  private boolean forRate;
  private Duration pause = FIRST_PAUSE;
  private int doubts;
  private boolean failing;
  private Instant probeEnds = Instant.MIN;

  EngineBreaker(Clock clock) {
    this.clock = clock;
  }

  /// How long to wait before the engine may be asked: zero is now. Empty when that is too long to
  /// wait for.
  synchronized Optional<Duration> wait(Instant now) {
    if (!now.isBefore(closedUntil)) {
      return probe(now) ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    return forRate
        ? Optional.of(Duration.between(now, closedUntil))
            .filter(left -> left.compareTo(PATIENCE) <= 0)
        : Optional.empty();
  }

  /// After a pause one caller finds out whether the engine is back: a service that hangs must not
  /// hold every lane.
  private boolean probe(Instant now) {
    if (!failing) {
      return true;
    }
    if (now.isBefore(probeEnds)) {
      return false;
    }
    probeEnds = now.plus(LONGEST_PROBE);
    return true;
  }

  /// Who was let through made no call.
  synchronized void notAsked() {
    probeEnds = Instant.MIN;
  }

  synchronized Instant closedUntil() {
    return closedUntil;
  }

  synchronized void answered() {
    pause = FIRST_PAUSE;
    doubts = 0;
    failing = false;
  }

  /// An answer came, and none of it was usable.
  synchronized void doubted() {
    failing = false;
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
    close(now.plus(pause), false);
    failing = true;
    probeEnds = Instant.MIN;
    pause = pause.multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    doubts = 0;
  }

  /// The service asked for fewer requests.
  ///
  /// @param told how long to wait, when it says so
  synchronized void slowedDown(Optional<Duration> told) {
    failing = false; // it answers
    var now = clock.instant();
    if (told.isPresent()) {
      var least = told.get().compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : told.get();
      close(now.plus(least), true);
    } else if (!now.isBefore(closedUntil)) {
      // So that all who were sent away do not come back at one moment.
      var jitter = ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1);
      close(now.plus(pause).plusMillis(jitter), true);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  synchronized void outOfQuota(Optional<Duration> reset) {
    failing = false;
    var rest = reset.orElse(QUOTA_PAUSE);
    close(
        clock.instant().plus(rest.compareTo(LONGEST_QUOTA_PAUSE) > 0 ? LONGEST_QUOTA_PAUSE : rest),
        false);
  }

  /// Until the next start.
  synchronized void off() {
    close(Instant.MAX, false);
  }

  private void close(Instant until, boolean rate) {
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
      forRate = rate;
    }
  }
}
