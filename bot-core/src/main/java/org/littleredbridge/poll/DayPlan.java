package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.littleredbridge.health.QuietHours;

/// What an account may do in a day: the hours in which it asks for nothing, and for how long what
/// is left of its ceiling must last.
///
/// @param zone in which days begin and hours count
/// @param quiet empty: it never sleeps
public record DayPlan(ZoneId zone, Optional<QuietHours> quiet) {
  /// Without hours of silence.
  public static DayPlan always(ZoneId zone) {
    return new DayPlan(zone, Optional.empty());
  }

  /// When so much time has passed, in which quiet hours do not count: what would fall into them
  /// comes after them, as far apart as it would have been.
  Instant after(Instant now, Duration length) {
    var at = awake(now);
    var left = length;
    while (quiet.isPresent()) {
      var night = quiet.get().begin(at, zone);
      var until = Duration.between(at, night);
      if (left.compareTo(until) < 0) {
        break;
      }
      left = left.minus(until);
      at = awake(night);
    }
    return at.plus(left);
  }

  private Instant awake(Instant at) {
    return quiet.flatMap(hours -> hours.end(at, zone)).orElse(at);
  }

  Instant midnight(Instant now) {
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /// How much of the day's time that is not quiet is still to come, from 1 to 0.
  double share(Instant now) {
    var morning = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    var whole = awakeUntilMidnight(morning).toNanos();
    return whole == 0 ? 0 : Math.min(1, awakeUntilMidnight(now).toNanos() / (double) whole);
  }

  /// How much of the time until midnight is not quiet.
  Duration awakeUntilMidnight(Instant now) {
    var midnight = midnight(now);
    var awake = Duration.ZERO;
    var at = awake(now);
    while (at.isBefore(midnight)) {
      var from = at;
      var until = quiet.map(hours -> hours.begin(from, zone)).orElse(midnight);
      var end = until.isBefore(midnight) ? until : midnight;
      awake = awake.plus(Duration.between(from, end));
      at = awake(end);
      if (!at.isAfter(from)) {
        break;
      }
    }
    return awake;
  }
}
