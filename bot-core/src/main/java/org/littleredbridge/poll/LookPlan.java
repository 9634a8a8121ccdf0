package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When notes that people were shown are looked at again, and how far apart two looks are.
///
/// @param ages growing, counted from when a channel was to get the note
public record LookPlan(List<Duration> ages, Duration apart) {
  /// For a real account. Most edits come within the first hour; platforms take notes down within a
  /// day or two, and few people read on after three. Nobody opens old notes one right after
  /// another.
  public static final LookPlan SPARING =
      new LookPlan(
          List.of(
              Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofHours(72)),
          Duration.ofMinutes(2));

  // A look that could not be had on time is worth having within a day.
  private static final Duration GRACE = Duration.ofDays(1);

  public LookPlan {
    ages = List.copyOf(ages);
    if (ages.isEmpty() || !ages.equals(ages.stream().sorted().toList())) {
      throw new IllegalArgumentException("the ages of looks grow, and there is one");
    }
  }

  /// Notes older than this are left alone.
  Instant oldest(Instant now) {
    return now.minus(ages.getLast()).minus(GRACE);
  }

  /// How many of the looks are done when a note of this age was just seen: also the next one, when
  /// it would come soon, such as that of 6 hours after 4 and a half.
  int done(Duration age) {
    return (int)
        ages.stream().filter(due -> age.compareTo(due.multipliedBy(3).dividedBy(4)) >= 0).count();
  }
}
