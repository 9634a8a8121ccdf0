package org.littleredbridge.chat;

import java.time.Instant;
import java.util.List;

/// Events that were received and not yet acted on; they survive a crash. Thread-safe.
public interface Inbox {
  /// Stores an event before the service is told that it arrived.
  ///
  /// @return false when an event of this id is or was there
  boolean accept(Event event);

  /// Events not yet done, oldest first, at most `limit`.
  List<Event> waiting(int limit);

  void done(Event event, Instant now);
}
