package org.littleredbridge.translation;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads `Retry-After`: whole seconds or a date (RFC 9110 section 10.2.3). Never negative, a day at
/// most.
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  static Optional<Duration> read(Optional<String> header, Clock clock) {
    return header.map(String::strip).flatMap(text -> pause(text, clock)).map(RetryAfter::bounded);
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

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
