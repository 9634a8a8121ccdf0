package org.littleredbridge.telegram;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.littleredbridge.media.FileIds;

/// Ids of files in memory.
final class MemoryFileIds implements FileIds {
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private volatile boolean locked;

  /// Nothing can be kept from now on.
  void lock() {
    locked = true;
  }

  @Override
  public Optional<String> find(String service, String key) {
    return Optional.ofNullable(ids.get(service + " " + key));
  }

  @Override
  public void keep(String service, String key, String id) {
    if (locked) {
      throw new IllegalStateException("the store is locked");
    }
    ids.put(service + " " + key, id);
  }

  @Override
  public void forget(String service, String key) {
    ids.remove(service + " " + key);
  }
}
