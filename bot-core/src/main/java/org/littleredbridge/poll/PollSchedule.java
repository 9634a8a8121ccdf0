package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.littleredbridge.note.Feed;

/// When a feed is due again. Jitter keeps polls from coming at a machine's regular beat, which is
/// what platforms look for. No look falls into quiet hours. Where the day's ceiling is too low for
/// all that is followed, looks come further apart, so that it lasts until midnight: less so for
/// creators who post often. Recommendations and searches bring something new at nearly every look,
/// so how often they do tells nothing: they keep the interval that was set, but for jitter, quiet
/// hours and a ceiling that is too low.
///
/// @param jitter share of the interval by which a poll may come earlier, or three quarters of it
///   later, 0 to 0.5
public record PollSchedule(
    Duration creator,
    Duration trending,
    Duration search,
    double jitter,
    DayPlan day,
    RandomGenerator random) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration GAP = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // The others are for details, comments and what members ask.
  private static final double SHARE = 0.7;
  private static final Duration USUAL_GAP = Duration.ofDays(2);
  private static final int POSTS = 10;
  private static final double MOST_OFTEN = 0.5;
  private static final double LEAST_OFTEN = 2;
  // Looks wait for each other, so that they come later than planned, never earlier.
  private static final double LATER = 0.75;

  /// What is followed, and what the accounts may do.
  ///
  /// @param left requests until midnight
  /// @param ceiling requests of a whole day
  public record Load(FeedStates.Followed followed, int left, int ceiling) {}

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

  /// @param published when the notes of the look were published, in any order
  Instant next(Feed feed, List<Instant> published, Load load, Instant now) {
    var today = stretch(load.followed(), day.awakeUntilMidnight(now), load.left());
    if (today <= 1) {
      return day.after(now, jittered(interval(feed)));
    }
    var rarity = rarity(feed, published);
    var apart = times(interval(feed), Math.max(1, today * rarity));
    var next = day.after(now, jittered(apart));
    return next.isBefore(day.midnight(now))
        ? next
        : tomorrow(feed, rarity, load, day.midnight(now));
  }

  /// Somewhere in the first round of the day.
  private Instant tomorrow(Feed feed, double rarity, Load load, Instant midnight) {
    var stretched = stretch(load.followed(), day.awakeUntilMidnight(midnight), load.ceiling());
    var apart = times(interval(feed), Math.max(1, stretched * rarity));
    return day.after(midnight, times(apart, random.nextDouble()));
  }

  /// After a failure: sooner than the interval at first, then doubling up to it.
  ///
  /// @param failures failed polls before this one
  Instant afterFailure(Feed feed, int failures, Instant now) {
    var interval = interval(feed);
    var pause = shorter(interval, FIRST_PAUSE).multipliedBy(1L << Math.min(failures, 20));
    return day.after(now, jittered(shorter(pause, longer(interval, PATIENCE))));
  }

  /// When calls go on again that were held back until `until`: not all in the same moment.
  Instant afterHold(Feed feed, Load load, Instant until) {
    return tomorrow(feed, 1, load, until);
  }

  /// Whether a look comes an hour or more after it should have, because the bridge was down for
  /// instance, or looks failed: a gap in what people got.
  boolean afterGap(FeedState state, Instant now) {
    if (state.polledAt().isEmpty()) {
      return false;
    }
    if (state.failures() == 0) {
      return !now.isBefore(state.dueAt().plus(GAP));
    }
    var longest = Duration.ofNanos((long) (interval(state.feed()).toNanos() * (1 + jitter)));
    return !now.isBefore(state.polledAt().get().plus(longest).plus(GAP));
  }

  /// How many times further apart than wished all looks must come so that `requests` last for
  /// `time`.
  private double stretch(FeedStates.Followed followed, Duration time, int requests) {
    var wanted =
        time.toNanos()
            * (followed.creators() / (double) creator.toNanos()
                + followed.trending() / (double) trending.toNanos()
                + followed.searches() / (double) search.toNanos());
    return wanted / Math.max(1, requests * SHARE);
  }

  /// Below 1 for who posts more often than most, above 1 for who posts less.
  private static double rarity(Feed feed, List<Instant> published) {
    if (!(feed instanceof Feed.CreatorFeed) || published.size() < 2) {
      return 1;
    }
    var newest = published.stream().sorted(Comparator.reverseOrder()).limit(POSTS).toList();
    var gap = Duration.between(newest.getLast(), newest.getFirst()).dividedBy(newest.size() - 1);
    var ratio = Math.sqrt(gap.toSeconds() / (double) USUAL_GAP.toSeconds());
    return Math.clamp(ratio, MOST_OFTEN, LEAST_OFTEN);
  }

  private Duration interval(Feed feed) {
    return switch (feed) {
      case Feed.CreatorFeed _ -> creator;
      case Feed.TrendingFeed _ -> trending;
      case Feed.SearchFeed _ -> search;
    };
  }

  private Duration jittered(Duration interval) {
    return times(interval, 1 + jitter * ((1 + LATER) * random.nextDouble() - 1));
  }

  private static Duration times(Duration length, double factor) {
    return Duration.ofNanos((long) (length.toNanos() * factor));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
