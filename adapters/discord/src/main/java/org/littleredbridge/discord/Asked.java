package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Member.Standing;

/// Reads from payloads who did something, and where.
record Asked(Places places, Guilds guilds) {
  private static final long MANAGES = 1L << 3 | 1L << 5;
  private static final long EPOCH = 1_420_070_400_000L;

  /// The place of an interaction or message.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  ChannelId channel(JsonNode payload) {
    if (guild(payload).isEmpty()) {
      return ChannelId.person(Places.MESSENGER, person(payload).path("id").asText());
    }
    var told = payload.path("channel");
    // Interactions carry the channel too, sometimes nothing else.
    return channel(payload.path("channel_id").asText(told.path("id").asText()), told);
  }

  /// The channel that a command is about: the one that it names, or that in which it was given.
  /// Empty when it names one of another server: what its member may do was said of this one alone.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  Optional<ChannelId> about(Interaction command) {
    var named = command.option(SlashMenu.CHANNEL);
    if (named.isEmpty()) {
      return Optional.of(channel(command.json()));
    }
    var told = command.resolved(named.get());
    return named
        .filter(id -> isId(id) && isIn(guild(command.json()), id, told))
        .map(id -> channel(id, told));
  }

  private boolean isIn(Optional<String> server, String channel, JsonNode told) {
    return server.isPresent() && guild(told).or(() -> places.place(channel).guild()).equals(server);
  }

  /// @param told what the payload says about it; may be nothing
  ChannelId channel(String id, JsonNode told) {
    var parent = told.path("parent_id").asText("");
    return switch (told.path("type").asInt(-1)) {
      case 0, 2, 5, 13, 15, 16 -> ChannelId.of(Places.MESSENGER, id);
      case 10, 11, 12 ->
          parent.isBlank()
              ? places.channelOf(id)
              : new ChannelId(Places.MESSENGER, parent, Optional.of(id));
      default -> places.channelOf(id);
    };
  }

  Community community(JsonNode payload) {
    return guild(payload)
        .map(guilds::community)
        .orElseGet(() ->
            new Community(
                Places.MESSENGER, "@" + person(payload).path("id").asText(), name(payload)));
  }

  Member member(JsonNode payload) {
    return new Member(
        person(payload).path("id").asText(), name(payload), standing(payload), language(payload));
  }

  static Optional<String> guild(JsonNode payload) {
    return Optional.of(payload.path("guild_id").asText("")).filter(id -> !id.isBlank());
  }

  /// The user object: of a member, of a private chat, or of a message.
  static JsonNode person(JsonNode payload) {
    var member = payload.path("member").path("user");
    if (member.isObject()) {
      return member;
    }
    return payload.path("user").isObject() ? payload.path("user") : payload.path("author");
  }

  /// As people see it: the nickname of the server, the display name, the user name.
  private static String name(JsonNode payload) {
    var user = person(payload);
    return text(payload.path("member"), "nick")
        .or(() -> text(user, "global_name"))
        .or(() -> text(user, "username"))
        .orElse("?");
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText("")).filter(value -> !value.isBlank());
  }

  /// Interactions say what the member may; messages do not. A private chat is its person's own.
  /// Source: https://docs.discord.com/developers/topics/permissions.
  private static Standing standing(JsonNode payload) {
    if (guild(payload).isEmpty()) {
      return Standing.MANAGES;
    }
    return text(payload.path("member"), "permissions")
        .filter(bits -> bits.matches("[0-9]{1,18}"))
        .map(bits -> (Long.parseLong(bits) & MANAGES) != 0 ? Standing.MANAGES : Standing.TAKES_PART)
        .orElse(Standing.NOT_SAID);
  }

  private static Optional<Locale> language(JsonNode payload) {
    return text(payload, "locale")
        .map(Locale::forLanguageTag)
        .filter(locale -> !locale.getLanguage().isEmpty());
  }

  static boolean isId(String text) {
    return text.matches("[0-9]{1,20}");
  }

  /// When something was made, which its id tells. Source:
  /// https://docs.discord.com/developers/reference#snowflakes.
  static Optional<Instant> at(String snowflake) {
    return snowflake.matches("[0-9]{1,19}") && snowflake.length() < 19
            || snowflake.matches("[0-8][0-9]{18}")
        ? Optional.of(Instant.ofEpochMilli((Long.parseLong(snowflake) >> 22) + EPOCH))
        : Optional.empty();
  }
}
