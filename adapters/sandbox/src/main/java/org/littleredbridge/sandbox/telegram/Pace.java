package org.littleredbridge.sandbox.telegram;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts messages against the limits. A limit of n in a time lets n through at once; each of them
/// is given back after a n-th of the time. Thread safe.
final class Pace {
  private static final long SECOND = 1_000_000_000L;
  private volatile Limits limits;
  private final Meter all = new Meter();
  private final Map<Long, Meter> chats = new ConcurrentHashMap<>();
  private final Map<Long, Meter> groups = new ConcurrentHashMap<>();
  private final Map<Long, Own> own = new ConcurrentHashMap<>();

  /// A limit that one chat has instead of the usual ones.
  private record Own(int messages, long span, Meter meter) {}

  Pace(Limits limits) {
    this.limits = limits;
  }

  Limits limits() {
    return limits;
  }

  void limit(Limits value) {
    limits = value;
    all.reset();
    chats.clear();
    groups.clear();
    own.clear();
  }

  /// Gives one chat a limit of its own in place of those of chats and groups.
  void limit(long chat, int messages, Duration span) {
    own.put(chat, new Own(messages, span.toNanos(), new Meter()));
  }

  /// Takes room for messages, or refuses with the time until there is some.
  void take(Room room, int messages, long nanos) {
    var now = limits;
    var special = own.get(room.id());
    if (special != null) {
      special.meter.take(special.messages, special.span, messages, nanos);
    } else {
      usual(now, room, messages, nanos);
    }
    // The narrow limits first, so that a chat that is full takes nothing from the others.
    if (now.perSecond() > 0) {
      all.take(now.perSecond(), SECOND, messages, nanos);
    }
  }

  private void usual(Limits now, Room room, int messages, long nanos) {
    if (now.perChatPerSecond() > 0) {
      chats
          .computeIfAbsent(room.id(), _ -> new Meter())
          .take(now.perChatPerSecond(), SECOND, messages, nanos);
    }
    if (now.perGroupPerMinute() > 0 && room.kind() != ChatKind.PRIVATE) {
      groups
          .computeIfAbsent(room.id(), _ -> new Meter())
          .take(now.perGroupPerMinute(), 60 * SECOND, messages, nanos);
    }
  }

  private static final class Meter {
    // When everything that was taken will have been given back.
    private long fullAgain;

    synchronized void reset() {
      fullAgain = 0;
    }

    synchronized void take(int most, long span, int count, long now) {
      long each = span / most;
      long before = Math.max(fullAgain, now);
      // An album larger than the limit goes through when nothing else is on the way.
      long after = before + each * count;
      if (after - now > span && before > now) {
        long wait = Math.max(1, Math.min(after - now - span, before - now));
        throw Refusal.tooMany((int) ((wait + SECOND - 1) / SECOND));
      }
      fullAgain = after;
    }
  }
}
