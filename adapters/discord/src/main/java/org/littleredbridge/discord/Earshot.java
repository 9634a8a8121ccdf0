package org.littleredbridge.discord;

import java.util.EnumSet;
import java.util.Set;
import org.javacord.api.entity.intent.Intent;

/// What the bot asks to hear, on all its shards alike. Thread-safe.
///
/// Source: https://docs.discord.com/developers/events/gateway#gateway-intents.
final class Earshot {
  private final boolean wished;
  private volatile boolean refused;

  /// @param messageContent whether the operator says that the bot may read all messages
  Earshot(boolean messageContent) {
    wished = messageContent;
  }

  Set<Intent> intents() {
    var intents = EnumSet.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
    if (readsAll()) {
      intents.add(Intent.MESSAGE_CONTENT);
    }
    return intents;
  }

  /// Whether Discord hands over what people write without being asked by a mention.
  boolean readsAll() {
    return wished && !refused;
  }

  /// Discord does not let the bot read all messages.
  void refuse() {
    refused = true;
  }

  /// Whether it has said so.
  boolean refused() {
    return refused;
  }
}
