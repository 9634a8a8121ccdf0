package org.littleredbridge.sandbox.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The bytes of what was uploaded, as far as they fit; the oldest go first. Thread safe.
final class Files {
  private static final long MOST_BYTES = 96L << 20;
  private final Map<String, Upload> byId = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();
  private long bytes;

  synchronized void put(String id, Upload file) {
    byId.put(id, file);
    order.addLast(id);
    bytes += file.bytes().length;
    while (bytes > MOST_BYTES && order.size() > 1) {
      var gone = byId.remove(order.removeFirst());
      bytes -= gone == null ? 0 : gone.bytes().length;
    }
  }

  synchronized Optional<Upload> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
