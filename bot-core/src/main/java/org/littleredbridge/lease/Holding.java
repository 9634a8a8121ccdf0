package org.littleredbridge.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A lease in the hands of this node. It is believed in for somewhat less than its length, counted
/// from before it was asked for: this node stops before any other starts. Thread-safe.
///
/// Two clocks count: one that does not jump when the time is set, and the one on the wall, which
/// goes on while the machine sleeps.
public final class Holding {
  /// @param atNanos of the clock that does not jump
  /// @param atMillis of the one on the wall
  record Moment(long atNanos, long atMillis) {}

  /// What tells the time.
  record Watch(LongSupplier nanos, Clock wall) {
    static final Watch REAL = new Watch(System::nanoTime, Clock.systemUTC());

    Moment now() {
      return new Moment(nanos.getAsLong(), wall.millis());
    }
  }

  private final Lease lease;
  private final Watch watch;
  private volatile Moment until;
  private volatile boolean over;

  Holding(Lease lease, Watch watch, Moment asked, Duration good) {
    this.lease = lease;
    this.watch = watch;
    this.until = after(asked, good);
  }

  /// One that is believed in for good: of a process beside which there is no other.
  public static Holding forGood(Lease lease) {
    return new Holding(lease, Watch.REAL, Watch.REAL.now(), Duration.ofDays(36_500));
  }

  /// What was asked for at a moment holds from then on.
  void renewed(Moment asked, Duration good) {
    until = after(asked, good);
  }

  private static Moment after(Moment asked, Duration good) {
    return new Moment(asked.atNanos() + good.toNanos(), asked.atMillis() + good.toMillis());
  }

  /// It is not ours any more.
  void lost() {
    over = true;
  }

  public Lease lease() {
    return lease;
  }

  /// Whether what the lease allows may still be begun. Once not, never again: somebody was told so,
  /// and has left what was in hand to the next holder.
  public boolean isBelieved() {
    var end = until;
    var now = watch.now();
    if (now.atNanos() - end.atNanos() >= 0 || now.atMillis() >= end.atMillis()) {
      over = true;
    }
    return !over;
  }
}
