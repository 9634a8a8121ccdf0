package org.littleredbridge;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a loop that waits for its next step. Ringing twice before the loop looks is ringing once.
/// Thread-safe.
public final class Signal {
  private final Semaphore rung = new Semaphore(0);

  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /// Waits for a ring, at most `longest`.
  ///
  /// @return whether it rang
  boolean await(Duration longest) throws InterruptedException {
    if (!rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    rung.drainPermits();
    return true;
  }
}
