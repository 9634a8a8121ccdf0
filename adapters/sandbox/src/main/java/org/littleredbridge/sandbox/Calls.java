package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// How often each endpoint was called. Thread safe.
final class Calls {
  private final Map<String, Long> counts = new ConcurrentSkipListMap<>();

  void count(String endpoint) {
    counts.merge(endpoint, 1L, Long::sum);
  }

  ObjectNode show() {
    var all = Wire.object();
    counts.forEach(all::put);
    return all;
  }
}
