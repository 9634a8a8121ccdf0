package org.littleredbridge.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.health.Budget;

/// What is to be done today and what may be, reckoned anew each minute. For one thread.
final class DayLoad {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final FeedStates feeds;
  private final Budget budget;
  private final Clock clock;
  private Optional<PollSchedule.Load> known = Optional.empty();
  private Instant since = Instant.MIN;

  DayLoad(FeedStates feeds, Budget budget, Clock clock) {
    this.feeds = feeds;
    this.budget = budget;
    this.clock = clock;
  }

  PollSchedule.Load now() {
    var now = clock.instant();
    if (known.isEmpty() || !now.isBefore(since.plus(FRESH))) {
      since = now;
      known = Optional.of(new PollSchedule.Load(feeds.followed(), budget.left(), budget.ceiling()));
    }
    return known.get();
  }
}
