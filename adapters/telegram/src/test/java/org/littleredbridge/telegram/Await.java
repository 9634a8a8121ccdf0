package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what other threads do.
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  static void that(String what, BooleanSupplier condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  static <T> T present(String what, Supplier<Optional<T>> source) {
    that(what, () -> source.get().isPresent());
    return source.get().orElseThrow();
  }
}
