package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.littleredbridge.note.Feed;

/// When a feed is due again. Jitter keeps polls from coming at a machine's regular beat, which is
/// what platforms look for.
///
/// @param jitter share of the interval by which a poll may come earlier or later, 0 to 0.5
public record PollSchedule(
    Duration creator, Duration trending, Duration search, double jitter, RandomGenerator random) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration GAP = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public PollSchedule {
    for (var interval : new Duration[] {creator, trending, search}) {
      if (interval.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException("a feed is polled every second at most");
      }
    }
    if (!(jitter >= 0 && jitter <= 0.5)) {
      throw new IllegalArgumentException("jitter is 0 to 0.5");
    }
  }

  Instant next(Feed feed, Instant now) {
    return now.plus(jittered(interval(feed)));
  }

  /// After a failure: sooner than the interval at first, then doubling up to it.
  ///
  /// @param failures failed polls before this one
  Instant afterFailure(Feed feed, int failures, Instant now) {
    var interval = interval(feed);
    var pause = shorter(interval, FIRST_PAUSE).multipliedBy(1L << Math.min(failures, 20));
    return now.plus(jittered(shorter(pause, longer(interval, PATIENCE))));
  }

  /// Whether a look comes an hour or more after it should have, because the bridge was down for
  /// instance, or looks failed: a gap in what people got.
  ///
  /// @param polledAt the last look that went well
  boolean afterGap(Feed feed, Optional<Instant> polledAt, Instant now) {
    var longest = Duration.ofNanos((long) (interval(feed).toNanos() * (1 + jitter)));
    return polledAt.filter(at -> !now.isBefore(at.plus(longest).plus(GAP))).isPresent();
  }

  private Duration interval(Feed feed) {
    return switch (feed) {
      case Feed.CreatorFeed _ -> creator;
      case Feed.TrendingFeed _ -> trending;
      case Feed.SearchFeed _ -> search;
    };
  }

  private Duration jittered(Duration interval) {
    var factor = 1 + jitter * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
