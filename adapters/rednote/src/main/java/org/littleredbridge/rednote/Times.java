package org.littleredbridge.rednote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// When something was published. Lists carry no time, but the first 8 hex digits of note and
/// comment ids are Unix seconds (checked on captured notes and comments of the platform).
final class Times {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");
  // The platform opened in June 2013; anything before is not a time.
  private static final Instant FIRST = Instant.parse("2013-06-01T00:00:00Z");
  private static final Duration CLOCK_ERROR = Duration.ofDays(1);

  private final Clock clock;

  Times(Clock clock) {
    this.clock = clock;
  }

  /// The same with a clock that stands still from now on.
  Times standing() {
    return new Times(Clock.fixed(clock.instant(), clock.getZone()));
  }

  /// The time in `id`, else now.
  Instant of(String id) {
    return inId(id).orElseGet(clock::instant);
  }

  /// `millis` since 1970 when plausible, else the time in `id`, else now.
  Instant of(long millis, String id) {
    return plausible(Instant.ofEpochMilli(millis)).orElseGet(() -> of(id));
  }

  /// The time that was told when plausible, else the time in `id`, else now.
  Instant of(Optional<Instant> told, String id) {
    return told.flatMap(this::plausible).orElseGet(() -> of(id));
  }

  private Optional<Instant> inId(String id) {
    if (!OBJECT_ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return plausible(Instant.ofEpochSecond(Long.parseLong(id, 0, 8, 16)));
  }

  /// The time, unless it was before the platform or is to come.
  Optional<Instant> plausible(Instant time) {
    var latest = clock.instant().plus(CLOCK_ERROR);
    return Optional.of(time).filter(t -> !t.isBefore(FIRST) && !t.isAfter(latest));
  }
}
