package org.littleredbridge.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Keeps the things that were asked for last. One is made at a time: drawing is work for the
/// processor, and two at once would be no faster for the one who waits. Thread safe.
final class Recent<K, V> {
  private static final float LOAD = 0.75f;
  private final int most;
  private final Map<K, V> kept = new LinkedHashMap<>(16, LOAD, true);

  Recent(int most) {
    this.most = most;
  }

  synchronized V get(K key, Supplier<V> make) {
    var found = kept.get(key);
    if (found != null) {
      return found;
    }
    var made = make.get();
    kept.put(key, made);
    if (kept.size() > most) {
      kept.remove(kept.keySet().iterator().next());
    }
    return made;
  }
}
