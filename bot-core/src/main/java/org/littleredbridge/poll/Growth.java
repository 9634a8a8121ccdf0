package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Note;

/// How fast a note is liked, in likes an hour. Counts are what the platform shows: exact below ten
/// thousand, then such as `1.5万`, which leaves out a part of itself, or `10万+`, which says nothing
/// about growth.
final class Growth {
  /// Over less time a difference is chance. Looks that follow closer are taken for this far apart.
  static final Duration SHORTEST = Duration.ofMinutes(10);

  // What was published a moment ago would beat everything with its first like.
  private static final Duration YOUNGEST = Duration.ofHours(1);

  private Growth() {}

  /// The mean since it was published, which is all that a first sight tells; 0 where no likes are
  /// shown.
  static double sincePublished(Note note, Instant now) {
    return note.likes().atLeast() / hours(note.publishedAt(), now, YOUNGEST);
  }

  /// Between two looks, never below 0: what is shown of approximate counts. Empty when the two say
  /// nothing about each other: one is unknown or open-ended, or was approximate before and is exact
  /// now, as when another gateway answers.
  static Optional<Double> between(FeedStates.Look then, Count now, Instant at) {
    var before = then.likes();
    if (isOpen(before) || isOpen(now) || (now.exact() && !before.exact())) {
      return Optional.empty();
    }
    var more = Math.max(0, now.atLeast() - before.atLeast());
    return Optional.of(more / hours(then.at(), at, SHORTEST));
  }

  /// Whether it could be any number from its bound on.
  static boolean isOpen(Count likes) {
    return !likes.exact() && (likes.raw().isBlank() || likes.raw().strip().endsWith("+"));
  }

  private static double hours(Instant from, Instant to, Duration least) {
    var length = Duration.between(from, to);
    return (length.compareTo(least) < 0 ? least : length).toSeconds() / 3600.0;
  }
}
