package org.littleredbridge.sandbox.translators;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Troubles that are to come, one after the other. Thread-safe.
final class Troubles {
  record Coming(Trouble trouble, Optional<Integer> retryAfter) {}

  private final Deque<Coming> coming = new ArrayDeque<>();

  synchronized void add(Trouble trouble, int times, Optional<Integer> retryAfter) {
    for (var i = 0; i < times; i++) {
      coming.addLast(new Coming(trouble, retryAfter));
    }
  }

  synchronized Optional<Coming> next() {
    return Optional.ofNullable(coming.pollFirst());
  }

  synchronized void clear() {
    coming.clear();
  }
}
