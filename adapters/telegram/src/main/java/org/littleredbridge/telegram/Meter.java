package org.littleredbridge.telegram;

import java.util.Optional;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// Lets some messages through at once, and each of them comes back a while later; so lateness of
/// one message does not delay all that follow. A message counts from its answer on, since Telegram
/// has counted it by then; before that it is on the way. Times are nanoseconds. Not thread-safe.
final class Meter {
  // Telegram's clock and ours do not run quite alike.
  private static final double MARGIN = 1.002;

  private final long each;
  private final long room;
  private long free = Long.MIN_VALUE;
  private int onTheWay;

  /// @param each how long a message counts; 0 sets no limit
  /// @param atOnce how many may go without a wait between them
  Meter(long each, int atOnce) {
    this.each = (long) (each * MARGIN);
    this.room = this.each * atOnce;
  }

  /// @param part one in so many of the rate's messages may go at once, but at least one
  static Meter of(Optional<Rate> rate, int part) {
    return rate.map(
            r -> new Meter(r.span().toNanos() / r.messages(), Math.max(1, r.messages() / part)))
        .orElseGet(() -> new Meter(0, 1));
  }

  /// Another pace for what follows; what counts already goes on counting.
  Meter paced(long otherEach, int atOnce) {
    var other = new Meter(otherEach, atOnce);
    other.free = free;
    other.onTheWay = onTheWay;
    return other;
  }

  long each() {
    return each;
  }

  /// How long so many messages must wait. More than may ever go at once, such as a large album, go
  /// when nothing else counts.
  long left(long now, int messages) {
    if (each == 0) {
      return 0;
    }
    long ahead = Math.max(free, now) - now + each * onTheWay;
    return Math.max(0, Math.min(ahead, ahead + each * messages - room));
  }

  void depart(int messages) {
    onTheWay += messages;
  }

  /// They were refused, and do not count.
  void refused(int messages) {
    onTheWay -= messages;
  }

  void arrived(long now, int messages) {
    onTheWay -= messages;
    count(now, messages);
  }

  /// Counts messages that are not waited for.
  void count(long now, int messages) {
    free = Math.max(free, now) + each * messages;
  }
}
