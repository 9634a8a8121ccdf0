package org.littleredbridge.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Messenger.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;

/// Hands updates to the listener, in order, before the next poll confirms them. One that the
/// listener does not take stays unconfirmed, with all after it, and comes again.
///
/// Should one update never be taken while others are, it is given up after some tries, or nothing
/// would ever be heard again. Of one poller, on its thread.
final class HandOver {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final int TRIES = 6;

  private final Arrivals arrivals;
  private final Listener listener;
  private int held;
  private int tries;

  HandOver(Arrivals arrivals, Listener listener) {
    this.arrivals = arrivals;
    this.listener = listener;
  }

  /// @return the first update that was not taken; none of those after it counts as confirmed
  OptionalInt take(List<Update> updates) {
    var missed = new ArrayDeque<Integer>();
    for (var update : updates) {
      if (!taken(update)) {
        missed.add(update.getUpdateId());
        if (missed.size() == 1 && failed(update.getUpdateId()) < TRIES) {
          return first(missed);
        }
      } else if (!missed.isEmpty()) {
        giveUp(missed.remove());
        if (!missed.isEmpty()) {
          return first(missed);
        }
      }
    }
    return first(missed);
  }

  private static OptionalInt first(Deque<Integer> missed) {
    return missed.isEmpty() ? OptionalInt.empty() : OptionalInt.of(missed.element());
  }

  private void giveUp(int update) {
    log.atError()
        .addKeyValue("update", update)
        .addKeyValue("tries", tries)
        .log("update is never taken and is given up");
  }

  private int failed(int update) {
    tries = held == update ? tries + 1 : 1;
    held = update;
    return tries;
  }

  // Errors too: whatever leaves a consumer ends telegrambots' polling for good, without a word.
  private boolean taken(Update update) {
    var event = read(update);
    if (event.isEmpty()) {
      return true;
    }
    try {
      listener.happened(event.get());
      return true;
    } catch (RuntimeException | Error e) {
      log.atWarn()
          .addKeyValue("event", event.get().id())
          .setCause(e)
          .log("event was not taken and will come again");
      return false;
    }
  }

  private Optional<Event> read(Update update) {
    try {
      return arrivals.read(update);
    } catch (RuntimeException | StackOverflowError e) {
      log.atWarn()
          .addKeyValue("update", update.getUpdateId())
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("update makes no sense and is passed over");
      return Optional.empty();
    }
  }
}
