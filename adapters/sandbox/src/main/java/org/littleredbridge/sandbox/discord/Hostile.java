package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Payloads of real shape that have broken clients. Javacord 3.8.0 drops each of them.
public enum Hostile {
  /// A message of another bot made of components of the second version (types 17 and 10).
  COMPONENTS_V2,
  /// A message whose author has no `discriminator`.
  NO_DISCRIMINATOR,
  /// A slash command that names its place in `channel` only, without `channel_id`.
  ONLY_CHANNEL,
  /// A slash command in a thread that was never announced.
  UNKNOWN_THREAD;

  ObjectNode message(
      Shapes shapes, ChannelState channel, SandboxUser author, String id, String at) {
    var user = shapes.user(author);
    var json =
        object()
            .put("id", id)
            .put("channel_id", channel.id)
            .put("guild_id", channel.guild)
            .put("type", 0)
            .put("content", "")
            .put("timestamp", at)
            .putNull("edited_timestamp")
            .put("tts", false)
            .put("pinned", false)
            .put("mention_everyone", false)
            .put("flags", 1 << 15);
    for (var none : new String[] {"mentions", "mention_roles", "attachments", "embeds"}) {
      json.putArray(none);
    }
    var components = json.putArray("components");
    if (this == COMPONENTS_V2) {
      components
          .addObject()
          .put("type", 17)
          .putArray("components")
          .addObject()
          .put("type", 10)
          .put("content", "A card of another bot");
    } else {
      user.remove("discriminator");
      json.put("content", "Somebody without a number").put("flags", 0);
    }
    json.set("author", user);
    return json;
  }
}
