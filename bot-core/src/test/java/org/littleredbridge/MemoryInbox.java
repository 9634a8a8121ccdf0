package org.littleredbridge;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
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
  public List<Event> waiting(int each, int limit) {
    synchronized (lock) {
      var turns = new HashMap<ChannelId, Integer>();
      var turn = new HashMap<Event, Integer>();
      waiting.values().forEach(e -> turn.put(e, turns.merge(e.channel(), 1, Integer::sum)));
      var taken =
          waiting.values().stream()
              .filter(event -> turn.getOrDefault(event, 0) <= each)
              .sorted(Comparator.comparing(event -> turn.getOrDefault(event, 0)))
              .limit(limit)
              .collect(Collectors.toSet());
      return waiting.values().stream().filter(taken::contains).toList();
    }
  }

  @Override
  public void done(Event event, Instant now) {
    synchronized (lock) {
      waiting.remove(event.id());
    }
  }
}
