package org.littleredbridge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Settings;

/// [Settings] in memory.
final class MemorySettings implements Settings {
  private final Object lock;
  private final Map<ChannelId, Map<String, String>> values = new HashMap<>();

  MemorySettings(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<String> get(ChannelId channel, String name) {
    synchronized (lock) {
      return Optional.ofNullable(values.getOrDefault(channel, Map.of()).get(name));
    }
  }

  @Override
  public void set(ChannelId channel, String name, String value, String by, Instant at) {
    synchronized (lock) {
      values.computeIfAbsent(channel, _ -> new HashMap<>()).put(name, value);
    }
  }

  /// Gives what one channel has set to another; the caller holds the lock.
  void move(ChannelId from, ChannelId to) {
    var moved = new HashMap<>(values.getOrDefault(from, Map.of()));
    moved.putAll(values.getOrDefault(to, Map.of()));
    values.remove(from);
    values.put(to, moved);
  }
}
