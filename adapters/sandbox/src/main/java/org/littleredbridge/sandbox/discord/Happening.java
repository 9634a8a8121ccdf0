package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Something the gateway tells its sessions.
final class Happening {
  static final long GUILDS = 1;
  static final long MEMBERS = 1 << 1;
  static final long GUILD_MESSAGES = 1 << 9;
  static final long DIRECT_MESSAGES = 1 << 12;
  static final long MESSAGE_CONTENT = 1 << 15;
  private static final List<String> CONTENT_FIELDS = List.of("embeds", "attachments", "components");
  final String type;
  final long intent;
  final Optional<String> guild;
  private final ObjectNode data;
  private final boolean open;
  private final String whole;
  private volatile String hidden = "";

  /// @param intent what a session must have asked for; 0 = nothing
  /// @param open whether its content may be seen without the message-content intent
  Happening(String type, ObjectNode data, long intent, Optional<String> guild, boolean open) {
    this.type = type;
    this.data = data;
    this.intent = intent;
    this.guild = guild;
    this.open = open;
    this.whole = Json.text(data);
  }

  static Happening guild(String type, ObjectNode data, String guild) {
    return new Happening(type, data, GUILDS, Optional.of(guild), true);
  }

  /// Its `d` as a session with these intents sees it. Source:
  /// https://docs.discord.com/developers/events/gateway#message-content-intent
  String data(long intents) {
    if (open || (intents & MESSAGE_CONTENT) != 0) {
      return whole;
    }
    if (hidden.isEmpty()) {
      hidden = Json.text(emptied(data));
    }
    return hidden;
  }

  private static ObjectNode emptied(ObjectNode message) {
    var copy = message.deepCopy();
    if (copy.has("content")) {
      copy.put("content", "");
    }
    for (var field : CONTENT_FIELDS) {
      if (copy.has(field)) {
        copy.putArray(field);
      }
    }
    return copy;
  }
}
