package org.littleredbridge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationMemory;

/// A [TranslationMemory] in memory.
final class MemoryTranslations implements TranslationMemory {
  private final Object lock;
  private final Map<Key, Rendering> renderings = new HashMap<>();

  MemoryTranslations(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<Rendering> find(Key key) {
    synchronized (lock) {
      return Optional.ofNullable(renderings.get(key));
    }
  }

  @Override
  public void keep(Key key, Rendering rendering) {
    synchronized (lock) {
      renderings.put(key, rendering);
    }
  }
}
