package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Makes interactions and tells the gateway of them. Thread safe.
final class Interactions {
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final Map<String, InteractionState> byToken = new ConcurrentHashMap<>();

  Interactions(World world, Shapes shapes, Gateway gateway) {
    this.world = world;
    this.shapes = shapes;
    this.gateway = gateway;
  }

  Optional<InteractionState> withToken(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  /// What somebody does.
  ///
  /// @param type of the interaction
  /// @param data its `data`
  /// @param message whose button was pressed
  /// @param name the command's or component's, for the message that answers
  /// @param onlyChannel leave `channel_id` away, as Discord may
  record Deed(
      int type,
      ChannelState channel,
      SandboxUser user,
      ObjectNode data,
      Optional<StoredMessage> message,
      String name,
      boolean onlyChannel) {}

  InteractionState start(Deed deed) {
    var state =
        new InteractionState(
            world.ids.next(),
            "aW50ZXJhY3Rpb24" + UUID.randomUUID().toString().replace("-", ""),
            deed.type,
            deed.channel,
            deed.user,
            deed.message.map(StoredMessage::id),
            deed.name,
            world.clock.instant());
    byToken.put(state.token, state);
    forgetOld();
    var guild = deed.channel.direct() ? Optional.<String>empty() : Optional.of(deed.channel.guild);
    gateway.tell(new Happening("INTERACTION_CREATE", json(state, deed), 0, guild, true));
    return state;
  }

  private void forgetOld() {
    if (byToken.size() > 10_000) {
      byToken.values().removeIf(state -> state.expired(world.clock.instant()));
    }
  }

  private ObjectNode json(InteractionState state, Deed deed) {
    var channel = deed.channel;
    var json =
        object()
            .put("id", state.id)
            .put("application_id", world.bot.id())
            .put("type", deed.type)
            .put("token", state.token)
            .put("version", 1)
            .put("locale", "en-US")
            .put("context", channel.direct() ? 1 : 0)
            .put("attachment_size_limit", 10 << 20)
            .put("app_permissions", Long.toString(world.rights(world.bot.id(), channel)));
    json.putArray("entitlements");
    json.putObject("authorizing_integration_owners")
        .put("0", channel.direct() ? "0" : channel.guild);
    if (!deed.onlyChannel) {
      json.put("channel_id", channel.id);
    }
    var place = shapes.channel(channel);
    place.put("permissions", Long.toString(world.rights(deed.user.id(), channel)));
    json.set("channel", place);
    json.set("data", deed.data);
    deed.message.ifPresent(message -> json.set("message", message.json()));
    return channel.direct()
        ? json.set("user", shapes.user(deed.user))
        : inGuild(json, channel, deed.user);
  }

  private ObjectNode inGuild(ObjectNode json, ChannelState channel, SandboxUser user) {
    var guild = world.guildOf(channel);
    var locale = guild.map(found -> found.locale).orElse("en-US");
    json.put("guild_id", channel.guild).put("guild_locale", locale);
    json.putObject("guild").put("id", channel.guild).put("locale", locale).putArray("features");
    var member = shapes.memberOf(channel.guild, user.id()).orElseGet(Json::object);
    member.set("user", shapes.user(user));
    member.put("permissions", Long.toString(world.rights(user.id(), channel)));
    return json.set("member", member);
  }

  /// What a command's options name: members with their users, and channels of that server. Source:
  /// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
  ObjectNode resolved(String guild, List<String> users, List<String> channels) {
    var resolved = object();
    if (!users.isEmpty()) {
      people(guild, users, resolved);
    }
    channels.stream()
        .flatMap(id -> world.find(id).stream())
        .filter(channel -> !channel.direct() && channel.guild.equals(guild))
        .forEach(
            channel -> resolved.withObject("/channels").set(channel.id, shapes.partial(channel)));
    return resolved;
  }

  private void people(String guild, List<String> users, ObjectNode resolved) {
    var people = resolved.putObject("users");
    var members = resolved.putObject("members");
    for (var id : users) {
      var user = world.users.get(id);
      if (user != null) {
        people.set(id, shapes.user(user));
        shapes
            .memberOf(guild, id)
            .ifPresent(member -> members.set(id, member.put("permissions", "0")));
      }
    }
  }

  /// Fields a message has when it answers an interaction.
  ObjectNode marks(InteractionState state) {
    var marks =
        object()
            .put("application_id", world.bot.id())
            .put("webhook_id", world.bot.id())
            .put("type", state.type == InteractionState.COMMAND ? 20 : 0);
    var metadata = marks.putObject("interaction_metadata");
    metadata.put("id", state.id).put("type", state.type);
    JsonNode user = shapes.user(state.user);
    metadata.set("user", user);
    if (state.type == InteractionState.COMMAND) {
      var old = marks.putObject("interaction");
      old.put("id", state.id).put("type", state.type).put("name", state.name);
      old.set("user", user);
    }
    return marks;
  }
}
