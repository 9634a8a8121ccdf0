package org.littleredbridge.config;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what another process will do, and fails with a sentence when it does not.
final class Eventually {
  /// Generous, because a test machine may be slow and busy; nothing waits longer than it must.
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    present(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  static <T> T present(String what, Supplier<Optional<T>> look) {
    return present(what, LONGEST, look);
  }

  static <T> T present(String what, Duration longest, Supplier<Optional<T>> look) {
    var end = System.nanoTime() + longest.toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + longest.toSeconds() + " s in vain until " + what);
      }
      // Looking without a pause would take the processor from the process that is waited for.
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
