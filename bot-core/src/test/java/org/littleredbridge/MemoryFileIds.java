package org.littleredbridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.media.FileIds;

/// [FileIds] in memory.
final class MemoryFileIds implements FileIds {
  private final Object lock;
  private final Map<List<String>, String> ids = new HashMap<>();

  MemoryFileIds(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<String> find(String service, String key) {
    synchronized (lock) {
      return Optional.ofNullable(ids.get(List.of(service, key)));
    }
  }

  @Override
  public void keep(String service, String key, String id) {
    synchronized (lock) {
      ids.put(List.of(service, key), id);
    }
  }

  @Override
  public void forget(String service, String key) {
    synchronized (lock) {
      ids.remove(List.of(service, key));
    }
  }
}
