package org.littleredbridge.sandbox.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults that are still to happen, first come first served. Thread safe.
final class FaultList {
  private final List<TelegramFault> faults = new ArrayList<>();
  private volatile boolean any;

  synchronized void add(TelegramFault fault) {
    faults.add(fault);
    any = true;
  }

  synchronized void clear() {
    faults.clear();
    any = false;
  }

  synchronized List<TelegramFault> left() {
    return List.copyOf(faults);
  }

  /// Uses up one call of the first fault that meets this one.
  Optional<TelegramFault> take(String method, String chat) {
    return any ? taken(method, chat) : Optional.empty();
  }

  private synchronized Optional<TelegramFault> taken(String method, String chat) {
    for (int i = 0; i < faults.size(); i++) {
      var fault = faults.get(i);
      boolean meets =
          (fault.method().equals("*") || fault.method().equalsIgnoreCase(method))
              && (fault.chat().isEmpty() || Long.toString(fault.chat().getAsLong()).equals(chat));
      if (meets) {
        if (fault.times() == 1) {
          faults.remove(i);
        } else {
          faults.set(i, fault.times(fault.times() - 1));
        }
        any = !faults.isEmpty();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
