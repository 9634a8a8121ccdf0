package org.littleredbridge.deliver;

import java.time.Duration;
import java.util.Optional;

/// How long to wait after a failed try, and when to give up.
///
/// Only what fails by itself is given up after some tries. When it is the service that fails, what
/// waits is kept: an outage of a day must not lose a note, and what piles up behind it comes as one
/// digest. After a week somebody should look.
///
/// @param first the wait after the first failure; doubles with each further one
/// @param longest no wait is longer
/// @param tries after so many failures a delivery that fails by itself is abandoned
/// @param patience a channel that took nothing for so long, and so many tries, is paused
public record RetryPolicy(Duration first, Duration longest, int tries, Duration patience) {
  /// Gives one delivery up after about ten hours, and a channel after a week.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10), 70, Duration.ofDays(7));

  /// The wait before the next try; empty: give up.
  ///
  /// @param failures failures so far, this one included
  Optional<Duration> after(int failures) {
    return failures >= tries ? Optional.empty() : Optional.of(pause(failures));
  }

  /// The wait before the next try of what is never given up.
  ///
  /// @param failures failures so far, this one included
  Duration pause(int failures) {
    var pause = first.multipliedBy(1L << Math.min(failures - 1, 30));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /// Whether a channel has failed for so long that a person must look. Time alone does not tell:
  /// the bridge may have been down.
  ///
  /// @param failures failures so far, this one included
  boolean exhausted(int failures, Duration failing) {
    return failures >= tries && failing.compareTo(patience) >= 0;
  }
}
