package org.littleredbridge.chat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that begins with the system's time and then only runs on: it never jumps when that is
/// set. For messengers that keep to a service's pace; it is no clock for what is stored.
/// Thread-safe.
public final class SteadyClock extends Clock {
  private final Instant began;
  private final long nanos;
  private final ZoneId zone;

  private SteadyClock(Instant began, long nanos, ZoneId zone) {
    this.began = began;
    this.nanos = nanos;
    this.zone = zone;
  }

  /// Begins now.
  public static SteadyClock started() {
    return new SteadyClock(Clock.systemUTC().instant(), System.nanoTime(), ZoneOffset.UTC);
  }

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - nanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same time in another zone.
  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(began, nanos, other);
  }
}
