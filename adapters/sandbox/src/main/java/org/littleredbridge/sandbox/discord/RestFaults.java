package org.littleredbridge.sandbox.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults that are still to happen, first come, first served. Thread safe.
final class RestFaults {
  private final List<DiscordFault> waiting = new ArrayList<>();
  private volatile boolean any;

  synchronized void add(DiscordFault fault) {
    waiting.add(fault);
    any = true;
  }

  synchronized void clear() {
    waiting.clear();
    any = false;
  }

  /// Uses up one of the times.
  Optional<DiscordFault> take(Route route) {
    return any ? taken(route) : Optional.empty();
  }

  private synchronized Optional<DiscordFault> taken(Route route) {
    for (int i = 0; i < waiting.size(); i++) {
      var fault = waiting.get(i);
      if (fault.hits(route)) {
        if (fault.times() > 1) {
          waiting.set(i, fault.times(fault.times() - 1));
        } else {
          waiting.remove(i);
        }
        any = !waiting.isEmpty();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
