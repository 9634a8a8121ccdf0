package org.littleredbridge.telegram;

import java.time.Duration;

/// The pace that a refusal teaches, from what was taken before it and from `retry_after`, which
/// counts whole seconds, https://core.telegram.org/bots/api#responseparameters . How Telegram
/// counts is not documented; this is right for a store of messages that refills evenly and for a
/// count within seconds or minutes.
///
/// @param each nanoseconds from one message to the next
/// @param atOnce how many may go without a wait between them
record Lesson(long each, int atOnce) {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  // How far apart Telegram and we may see the same moment.
  private static final long BLUR = Duration.ofMillis(50).toNanos();
  private static final long MINUTES = Duration.ofSeconds(30).toNanos();
  private static final long SLOWEST = Duration.ofMinutes(10).toNanos();

  /// When a message left and when its answer was there: Telegram counted it in between. A busy
  /// bridge, or one that has just begun, blurs now this and now that.
  record Trip(long left, long back) {
    /// How long after another one Telegram counted it, by whichever was blurred less.
    long after(Trip other) {
      return Math.max(0, Math.min(left - other.left, back - other.back));
    }
  }

  /// What was taken since the last refusal or rest. Not thread-safe.
  static final class Run {
    private static final long REST = Duration.ofMinutes(1).toNanos();

    private Trip first = new Trip(0, 0);
    private Trip last = first;
    private int taken;

    void took(Trip trip, int messages) {
      if (!lasts(trip.back())) {
        first = trip;
        taken = 0;
      }
      taken += messages;
      last = trip;
    }

    /// Whether something was taken lately, so that the refusal may be for that.
    boolean lasts(long now) {
      return taken > 0 && now - last.back() <= REST;
    }

    void end() {
      taken = 0;
    }
  }

  /// @param run one that lasts
  /// @param refused the message that was not taken
  static Lesson of(Run run, Trip refused, long pause) {
    long lasted = refused.after(run.first);
    if (pause <= SECOND) {
      int most = perSecond(run, lasted);
      return most >= 1
          ? new Lesson(SECOND / most, Math.min(most, run.taken))
          : new Lesson((lasted + pause) / run.taken, 1);
    }
    // Rather too slow than refused again: here a second too little is counted for each message.
    long answered = Math.max(lasted, refused.back() - run.first.back());
    return new Lesson(Math.min(SLOWEST, slow(run.taken, answered, pause)), 1);
  }

  /// The limit in a second: it let those through and what came back meanwhile, and one more would
  /// have been too many. What was taken counts more than when the refused one came.
  private static int perSecond(Run run, long lasted) {
    int below = (int) Math.ceil((run.taken + 1.0) * SECOND / (SECOND + lasted)) - 1;
    double taken = (double) run.taken * SECOND / (SECOND + run.last.after(run.first));
    return taken > below + 0.1 ? (int) Math.ceil(taken) : below;
  }

  private static long slow(int taken, long lasted, long pause) {
    if (taken == 1) {
      return seconds(lasted + pause);
    }
    // A count within minutes frees all its messages at its end, an even pace frees one by then; of
    // the latter's time a part had passed already.
    return lasted + pause >= MINUTES
        ? Math.min(pause, (lasted + pause) / taken)
        : seconds(pause + Math.min(lasted, pause / 4));
  }

  /// Limits are of whole seconds, and `retry_after` is rounded up to them.
  private static long seconds(long nanos) {
    return Math.max(1, (nanos + BLUR) / SECOND) * SECOND;
  }

  /// At least a quarter slower than a pace that was kept and refused, which had more than one
  /// reason.
  Lesson slowerThan(long kept) {
    if (kept == 0) {
      return this;
    }
    long own = each > SECOND ? each / 4 * 5 : each;
    return new Lesson(Math.min(SLOWEST, Math.max(own, kept / 4 * 5)), 1);
  }
}
