package org.littleredbridge.sandbox.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which calls the bot made: how many of each method, and the newest of them. Thread safe.
final class CallBook {
  private static final int KEPT = 1000;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  void add(SeenCall call) {
    pages.computeIfAbsent(call.method(), _ -> new Page()).add(call);
  }

  Map<String, Long> counts() {
    var all = new TreeMap<String, Long>();
    pages.forEach((method, page) -> all.put(method, page.count()));
    return all;
  }

  long count(String method) {
    var page = pages.get(method.toLowerCase(Locale.ROOT));
    return page == null ? 0 : page.count();
  }

  List<SeenCall> newest(String method) {
    var page = pages.get(method.toLowerCase(Locale.ROOT));
    return page == null ? List.of() : page.newest();
  }

  private static final class Page {
    private final Deque<SeenCall> newest = new ArrayDeque<>();
    private long count;

    synchronized void add(SeenCall call) {
      count++;
      newest.add(call);
      if (newest.size() > KEPT) {
        newest.poll();
      }
    }

    synchronized long count() {
      return count;
    }

    synchronized List<SeenCall> newest() {
      return List.copyOf(newest);
    }
  }
}
