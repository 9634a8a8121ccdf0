package org.littleredbridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The system's time, which here never goes back: everything that waits does so until a moment, and
/// would wait a day longer when the system's clock is set back by a day. Then this one runs on by
/// itself until the system's has caught up, or until the next start. Forward it follows at once, so
/// that a machine that slept knows how late it is. Thread-safe.
public final class OnwardClock extends Clock {
  private static final Logger log = LoggerFactory.getLogger(OnwardClock.class);

  private final Course course;
  private final ZoneId zone;

  private OnwardClock(Course course, ZoneId zone) {
    this.course = course;
    this.zone = zone;
  }

  /// Follows the system's clock.
  public static OnwardClock of(Clock system) {
    return of(system, System::nanoTime);
  }

  static OnwardClock of(Clock system, LongSupplier nanos) {
    return new OnwardClock(new Course(system, nanos), system.getZone());
  }

  @Override
  public Instant instant() {
    return course.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same time in another zone.
  @Override
  public Clock withZone(ZoneId other) {
    return new OnwardClock(course, other);
  }

  /// The time so far, which clocks of all zones share.
  private static final class Course {
    // Clocks that are kept in time are set back by less than this again and again.
    private static final Duration SLIGHT = Duration.ofSeconds(1);

    private final Clock system;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant last;
    private long lastNanos;
    private boolean alone;

    Course(Clock system, LongSupplier nanos) {
      this.system = system;
      this.nanos = nanos;
      this.last = system.instant();
      this.lastNanos = nanos.getAsLong();
    }

    Instant now() {
      lock.lock();
      try {
        var told = system.instant();
        long elapsed = nanos.getAsLong();
        var reckoned = last.plusNanos(Math.max(0, elapsed - lastNanos));
        var back = told.isBefore(reckoned.minus(SLIGHT));
        if (back && !alone) {
          log.atWarn()
              .addKeyValue("back", Duration.between(told, reckoned))
              .log("the system's clock was set back; the bridge goes on by the time before");
        }
        alone = back;
        last = back ? reckoned : later(told, last);
        lastNanos = elapsed;
        return last;
      } finally {
        lock.unlock();
      }
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }
}
