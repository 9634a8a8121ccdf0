package org.littleredbridge.telegram;

import java.util.concurrent.atomic.AtomicReference;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection stands; logs each change once. Thread-safe.
final class Reachability {
  private static final Logger log = LoggerFactory.getLogger(Reachability.class);
  private static final MessengerState REFUSED =
      new MessengerState(
          Mood.STOPPED,
          "Telegram refuses the bot's token. Put the token that BotFather shows for this bot into"
              + " telegram.token and restart; I try the present one again every minute.");
  private static final MessengerState ANOTHER =
      new MessengerState(
          Mood.TRYING,
          "Another program polls Telegram with the token of telegram.token, or a webhook is set"
              + " for it. End the other program, or give each its own bot; I keep trying.");

  private final AtomicReference<MessengerState> state =
      new AtomicReference<>(new MessengerState(Mood.TRYING, "connecting to Telegram"));

  MessengerState state() {
    return state.get();
  }

  boolean isWell() {
    return state.get().mood() == Mood.WELL;
  }

  boolean isStopped() {
    return state.get().mood() == Mood.STOPPED;
  }

  void well() {
    if (state.getAndSet(MessengerState.WELL).mood() != Mood.WELL) {
      log.atInfo().log("telegram listens");
    }
  }

  void refused() {
    if (!REFUSED.equals(state.getAndSet(REFUSED))) {
      log.atError().addKeyValue("state", REFUSED.sentence()).log("telegram stopped");
    }
  }

  void anotherPolls() {
    trying(ANOTHER);
  }

  /// @param reason without secrets
  void trying(String reason) {
    trying(
        new MessengerState(
            Mood.TRYING, "Telegram does not answer as it should (" + reason + "). I keep trying."));
  }

  private void trying(MessengerState now) {
    if (!now.equals(state.getAndSet(now))) {
      log.atWarn().addKeyValue("state", now.sentence()).log("telegram is not reached");
    }
  }
}
