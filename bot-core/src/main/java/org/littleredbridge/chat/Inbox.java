package org.littleredbridge.chat;

import java.time.Instant;
import java.util.List;

/// Events that were received and not yet acted on; they survive a crash. Thread-safe.
public interface Inbox {
  /// Stores an event before the service is told that it arrived.
  ///
  /// @return false when an event of this id is or was there
  boolean accept(Event event);

  /// Events not yet done, oldest first: of every channel its oldest. When that is too much,
  /// channels take turns, so that one which is flooded does not keep the others from being heard.
  ///
  /// @param each at most so many of one channel
  /// @param limit at most so many in all
  List<Event> waiting(int each, int limit);

  void done(Event event, Instant now);
}
