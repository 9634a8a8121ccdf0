package org.littleredbridge.discord;

import java.util.concurrent.atomic.AtomicReference;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection is, for the operator. Thread-safe.
final class Report {
  private static final Logger log = LoggerFactory.getLogger(Report.class);
  private static final String PORTAL = "https://discord.com/developers/applications";

  private final AtomicReference<MessengerState> state =
      new AtomicReference<>(
          new MessengerState(Mood.TRYING, "The bridge is connecting to Discord."));

  MessengerState state() {
    return state.get();
  }

  void well() {
    state.set(MessengerState.WELL);
  }

  void trying(String sentence) {
    state.set(new MessengerState(Mood.TRYING, sentence));
  }

  void tokenRefused() {
    stopped(
        "Discord refuses the bot's token. Copy the token from the page “Bot” of your application on "
            + PORTAL
            + " into discord.token and restart the bridge.");
  }

  /// Discord closed the connection, and trying again makes no sense.
  ///
  /// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes.
  void refused(int code) {
    var what =
        switch (code) {
          case 4010 -> "finds the shard of this connection wrong";
          case 4011 ->
              "wants this bot to be split into shards, which the bridge cannot do: it is in"
                  + " too many servers";
          case 4012 -> "no longer speaks the version of the gateway that the bridge speaks";
          case 4013 -> "does not know what the bridge asks to hear";
          default -> "does not let the bot hear what the bridge needs";
        };
    stopped(
        "Discord "
            + what
            + " (close code "
            + code
            + "). Update the bridge; if this is its newest version, report it.");
  }

  private void stopped(String sentence) {
    var now = new MessengerState(Mood.STOPPED, sentence);
    if (!now.equals(state.getAndSet(now))) {
      log.atError().addKeyValue("state", sentence).log("discord stopped");
    }
  }
}
