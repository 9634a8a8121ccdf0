package org.littleredbridge;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Inbox;

/// An [Inbox] in memory.
final class MemoryInbox implements Inbox {
  private final Object lock;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Event> waiting = new LinkedHashMap<>();

  MemoryInbox(Object lock) {
    this.lock = lock;
  }

  @Override
  public boolean accept(Event event) {
    synchronized (lock) {
      if (!known.add(event.id())) {
        return false;
      }
      waiting.put(event.id(), event);
      return true;
    }
  }

  @Override
  public List<Event> waiting(int limit) {
    synchronized (lock) {
      return waiting.values().stream().limit(limit).toList();
    }
  }

  @Override
  public void done(Event event, Instant now) {
    synchronized (lock) {
      waiting.remove(event.id());
    }
  }
}
