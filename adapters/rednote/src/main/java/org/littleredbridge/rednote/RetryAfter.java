package org.littleredbridge.rednote;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `Retry-After`: whole seconds or a date (RFC 9110 section 10.2.3). Never negative, a week
/// at most.
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(7);

  private RetryAfter() {}

  static Optional<Duration> read(@Nullable String header, Clock clock) {
    if (header == null) {
      return Optional.empty();
    }
    return pause(header.strip(), clock).map(RetryAfter::bounded);
  }

  private static Optional<Duration> pause(String header, Clock clock) {
    if (header.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), date.toInstant()));
    } catch (DateTimeException _) {
      return Optional.empty(); // neither of the two forms: as if it were absent
    }
  }

  /// Kept within nothing and a week.
  static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
