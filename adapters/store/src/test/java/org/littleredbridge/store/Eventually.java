package org.littleredbridge.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what another thread or the server is about to do.
final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Eventually() {}

  static void holds(BooleanSupplier condition) {
    var end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not come about within " + LONGEST);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
