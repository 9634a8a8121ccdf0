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

  private final int shard;
  private final AtomicReference<MessengerState> state =
      new AtomicReference<>(
          new MessengerState(Mood.TRYING, "The bridge is connecting to Discord."));

  Report(int shard) {
    this.shard = shard;
  }

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

  /// Discord takes no so large bot with so few shards.
  ///
  /// @param set whether the number is the operator's own
  /// @param recommended what Discord recommends; 0 when it did not say
  void tooFewShards(int shards, boolean set, int recommended) {
    var refused =
        "Discord does not take "
            + shards
            + (shards == 1 ? " shard" : " shards")
            + " for a bot in so many servers (close code 4011). ";
    if (set) {
      stopped(
          refused
              + "Set discord.shards to auto"
              + (recommended > shards ? ", or to " + recommended + " or more," : " or to more")
              + " and restart the bridge.");
    } else {
      trying(
          refused
              + "It recommends no more, so the bridge asks again every few minutes. To decide"
              + " yourself, set discord.shards to a larger number and restart the bridge.");
    }
  }

  /// Discord closed the connection, and trying again makes no sense.
  ///
  /// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes.
  void refused(int code) {
    var what =
        switch (code) {
          case 4010 -> "finds the shard of this connection wrong";
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
      log.atError()
          .addKeyValue("shard", shard)
          .addKeyValue("state", sentence)
          .log("discord stopped");
    }
  }
}
