package org.littleredbridge.deliver;

import java.time.Duration;
import java.util.Optional;

/// How long to wait after a failed try, and when to give up.
///
/// @param first the wait after the first failure; doubles with each further one
/// @param longest no wait is longer
/// @param tries after so many failures the delivery is abandoned
public record RetryPolicy(Duration first, Duration longest, int tries) {
  /// Gives up after about ten hours.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10), 70);

  /// The wait before the next try; empty: give up.
  ///
  /// @param failures failures so far, this one included
  Optional<Duration> after(int failures) {
    if (failures >= tries) {
      return Optional.empty();
    }
    var pause = first.multipliedBy(1L << Math.min(failures - 1, 30));
    return Optional.of(pause.compareTo(longest) < 0 ? pause : longest);
  }
}
