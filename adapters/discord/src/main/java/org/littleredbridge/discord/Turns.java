package org.littleredbridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.javacord.api.util.ratelimit.Ratelimiter;

/// Keeps the beginnings of sessions apart, as Discord asks. Thread-safe.
final class Turns implements Ratelimiter {
  private final Bell bell;
  private final Duration apart;
  private final BooleanSupplier closed;
  private Instant last = Instant.MIN;

  /// @param closed when nobody needs a turn any more
  Turns(Bell bell, Duration apart, BooleanSupplier closed) {
    this.bell = bell;
    this.apart = apart;
    this.closed = closed;
  }

  @Override
  public void requestQuota() throws InterruptedException {
    bell.await(next(), closed);
  }

  private synchronized Instant next() {
    var now = bell.now();
    var next = last.equals(Instant.MIN) ? now : last.plus(apart);
    last = next.isBefore(now) ? now : next;
    return next;
  }
}
