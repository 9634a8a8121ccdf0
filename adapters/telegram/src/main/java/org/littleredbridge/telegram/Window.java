package org.littleredbridge.telegram;

import java.util.ArrayDeque;
import java.util.Optional;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// Never more than so many messages in any span of this length, however the service counts them.
/// Times are nanoseconds. Not thread-safe.
final class Window {
  // Telegram's clock and ours do not run quite alike.
  private static final double MARGIN = 1.002;

  private final int most;
  private final long span;
  private final ArrayDeque<Long> arrivals = new ArrayDeque<>(2);
  private int onTheWay;

  private Window(int most, long span) {
    this.most = most;
    this.span = span;
  }

  static Window of(Optional<Rate> rate) {
    return rate.map(r -> new Window(r.messages(), (long) (r.span().toNanos() * MARGIN)))
        .orElseGet(() -> new Window(Integer.MAX_VALUE, 0));
  }

  /// How long so many messages must wait; more than fit ever go when nothing else counts.
  long left(long now, int messages) {
    while (!arrivals.isEmpty() && arrivals.getFirst() + span <= now) {
      arrivals.removeFirst();
    }
    int used = arrivals.size() + onTheWay;
    int tooMany = Math.min(used, used - most + messages);
    if (tooMany <= 0 || most == Integer.MAX_VALUE) {
      return 0;
    }
    // Those on the way begin to count when they arrive.
    return tooMany > arrivals.size()
        ? span
        : arrivals.stream().skip(tooMany - 1L).findFirst().orElse(now) + span - now;
  }

  void depart(int messages) {
    onTheWay += messages;
  }

  void refused(int messages) {
    onTheWay -= messages;
  }

  void arrived(long now, int messages) {
    onTheWay -= messages;
    for (int i = 0; i < messages && most < Integer.MAX_VALUE; i++) {
      arrivals.addLast(now);
    }
  }
}
