package org.littleredbridge.health;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// The hours of each day in which an account asks for nothing: people sleep, and an account that
/// never does looks like a machine.
///
/// @param from when they begin, in the bridge's zone
/// @param to when they end; before `from` when they last over midnight
public record QuietHours(LocalTime from, LocalTime to) {
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours end at another time than they begin");
    }
  }

  private boolean include(LocalTime time) {
    var afterBegin = !time.isBefore(from);
    var beforeEnd = time.isBefore(to);
    return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
  }

  /// When those that `at` falls into are over; empty when it falls into none.
  public Optional<Instant> end(Instant at, ZoneId zone) {
    var local = at.atZone(zone);
    return include(local.toLocalTime()) ? Optional.of(next(local, to)) : Optional.empty();
  }

  /// The next ones that begin after `at`.
  public Instant begin(Instant at, ZoneId zone) {
    return next(at.atZone(zone), from);
  }

  // By the calendar: a day on which clocks are set may have 23 hours, or 25.
  private static Instant next(ZonedDateTime after, LocalTime time) {
    var today = after.with(time);
    return (today.isAfter(after)
            ? today
            : after.toLocalDate().plusDays(1).atTime(time).atZone(after.getZone()))
        .toInstant();
  }
}
