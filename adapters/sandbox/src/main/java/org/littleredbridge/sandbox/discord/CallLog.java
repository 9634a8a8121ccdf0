package org.littleredbridge.sandbox.discord;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The latest calls and how many there were of each route. Thread safe.
final class CallLog {
  private static final int KEPT = 5_000;
  private final ConcurrentLinkedDeque<RestCall> latest = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(RestCall call) {
    counts.computeIfAbsent(call.route(), _ -> new LongAdder()).increment();
    latest.addLast(call);
    if (size.incrementAndGet() > KEPT && latest.pollFirst() != null) {
      size.decrementAndGet();
    }
  }

  List<RestCall> of(String route) {
    return latest.stream().filter(call -> call.route().equals(route)).toList();
  }

  List<RestCall> all() {
    return List.copyOf(latest);
  }

  long count(String route) {
    var counter = counts.get(route);
    return counter == null ? 0 : counter.sum();
  }

  Map<String, LongAdder> counts() {
    return counts;
  }
}
