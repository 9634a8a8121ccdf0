package org.littleredbridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it. Thread-safe.
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  public SettableClock(Instant start) {
    this(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// A clock that shows a moment such as `2026-03-01T12:00:00Z`.
  public static SettableClock at(String moment) {
    return new SettableClock(Instant.parse(moment));
  }

  /// Moves on, or back when `step` is negative.
  ///
  /// @return the new time
  public Instant advance(Duration step) {
    return now.updateAndGet(time -> time.plus(step));
  }

  public void set(Instant moment) {
    now.set(moment);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same moving time in another zone.
  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }
}
