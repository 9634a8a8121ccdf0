package org.littleredbridge.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Waits for a time, or until something happened before it. Thread-safe.
final class Bell {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  Bell(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// Waits until this is done, or until a time.
  ///
  /// @param done asked again whenever the bell rings, and once a second for clocks that jump
  void await(Instant until, BooleanSupplier done) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!done.getAsBoolean()) {
        var left = Duration.between(now(), until);
        if (!left.isPositive()) {
          return;
        }
        rung.awaitNanos(Math.min(left.toNanos(), TimeUnit.SECONDS.toNanos(1)));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets everybody who waits look again.
  void ring() {
    lock.lock();
    try {
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
