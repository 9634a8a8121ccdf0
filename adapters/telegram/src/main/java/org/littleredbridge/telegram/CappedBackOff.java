package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.telegram.telegrambots.longpolling.interfaces.BackOff;

/// Pauses between polls that fail: doubled each time up to a minute, and not a quarter of an hour,
/// to which telegrambots' own grows. Thread-safe.
final class CappedBackOff implements BackOff {
  private final Pace pace;
  private final Reachability reachability;
  private final AtomicBoolean closing;
  private final Consumer<Duration> pausing;
  private Duration next;
  private Optional<Duration> asked = Optional.empty();

  /// @param pausing hears of each pause before it begins
  CappedBackOff(
      Pace pace, Reachability reachability, AtomicBoolean closing, Consumer<Duration> pausing) {
    this.pace = pace;
    this.reachability = reachability;
    this.closing = closing;
    this.pausing = pausing;
    this.next = pace.firstPause();
  }

  @Override
  public synchronized void reset() {
    next = pace.firstPause();
    asked = Optional.empty();
  }

  /// Telegram wants at least this pause.
  synchronized void asked(Duration pause) {
    asked = Optional.of(pause);
  }

  synchronized Duration nextPause() {
    if (closing.get()) {
      return Duration.ZERO;
    }
    var pause = reachability.isStopped() ? pace.stoppedPause() : asked.orElse(next);
    asked = Optional.empty();
    next = shorter(next.multipliedBy(2), pace.longestPause());
    pausing.accept(pause);
    return pause;
  }

  @Override
  public long nextBackOffMillis() {
    return nextPause().toMillis();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
