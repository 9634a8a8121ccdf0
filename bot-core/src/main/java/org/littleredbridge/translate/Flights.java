package org.littleredbridge.translate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets whoever wants what is being worked out already wait for that. Thread-safe.
final class Flights<K, V> {
  private final ConcurrentHashMap<K, CompletableFuture<V>> under = new ConcurrentHashMap<>();

  /// Blocks. What the work throws, all of them get.
  V join(K key, Supplier<V> work) {
    var mine = new CompletableFuture<V>();
    var other = under.putIfAbsent(key, mine);
    if (other != null) {
      try {
        return other.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
    try {
      var value = work.get();
      under.remove(key);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      under.remove(key);
      mine.completeExceptionally(e);
      throw e;
    }
  }
}
