package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What people do: they write, use commands, press buttons and send forms. May be used from any
/// thread.
final class People {
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final Messages messages;
  private final Interactions interactions;
  private final GuildRoutes guilds;

  /// @param guilds knows what the bot registered
  People(
      World world,
      Shapes shapes,
      Gateway gateway,
      Messages messages,
      Interactions interactions,
      GuildRoutes guilds) {
    this.world = world;
    this.shapes = shapes;
    this.gateway = gateway;
    this.messages = messages;
    this.interactions = interactions;
    this.guilds = guilds;
  }

  /// Somebody writes something.
  ///
  /// @return the message's id
  String say(SandboxChannel channel, SandboxUser user, String text) {
    return write(channel, user, object().put("content", text));
  }

  /// Somebody answers a message; who wrote that is notified, as is usual in Discord.
  String say(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    var form = object().put("content", text);
    form.putObject("message_reference").put("message_id", replyTo);
    return write(channel, user, form);
  }

  /// Somebody answers a message with the notification switched off.
  String sayQuietly(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    var form = object().put("content", text);
    form.putObject("message_reference").put("message_id", replyTo);
    form.putObject("allowed_mentions")
        .put("replied_user", false)
        .putArray("parse")
        .add("users")
        .add("roles")
        .add("everyone");
    return write(channel, user, form);
  }

  private String write(SandboxChannel channel, SandboxUser user, ObjectNode form) {
    return messages
        .post(world.ids.next(), known(channel), user, Messages.Draft.of(form, List.of()))
        .id();
  }

  /// Somebody changes what they wrote.
  void edit(SandboxChannel channel, String message, String text) {
    var form = object().put("content", text);
    if (messages.edit(known(channel), message, form, List.of()).isEmpty()) {
      throw noMessage(message);
    }
  }

  /// Somebody deletes a message.
  void delete(SandboxChannel channel, String message) {
    if (messages.delete(known(channel), message).isEmpty()) {
      throw noMessage(message);
    }
  }

  /// Somebody uses a slash command. Options are found in what the bot registered; one that it did
  /// not register is sent as text.
  ///
  /// @param command its words, `follow` or `filter add`
  SandboxInteraction slash(
      SandboxChannel channel, SandboxUser user, String command, Map<String, String> options) {
    return begin(channel, user, InteractionState.COMMAND, command, options, "");
  }

  /// Somebody is typing the value of one option of a slash command.
  SandboxInteraction autocomplete(
      SandboxChannel channel,
      SandboxUser user,
      String command,
      Map<String, String> options,
      String focused) {
    return begin(channel, user, InteractionState.AUTOCOMPLETE, command, options, focused);
  }

  private SandboxInteraction begin(
      SandboxChannel channel,
      SandboxUser user,
      int type,
      String command,
      Map<String, String> options,
      String focused) {
    var state = known(channel);
    var data =
        new SlashWords(world, interactions, guilds.commandsIn(state.guild))
            .data(state.guild, command, options, focused);
    return started(type, state, user, data, Optional.empty(), command);
  }

  /// Sends a payload that breaks clients. A slash command has the name `help`.
  void hostile(Hostile what, SandboxChannel channel, SandboxUser user) {
    var at = known(channel);
    switch (what) {
      case COMPONENTS_V2, NO_DISCRIMINATOR -> {
        var id = world.ids.next();
        var data = what.message(shapes, at, user, id, Json.time(world.clock.instant()));
        gateway.tell(
            new Happening(
                "MESSAGE_CREATE", data, Happening.GUILD_MESSAGES, Optional.of(at.guild), true));
      }
      case ONLY_CHANNEL, UNKNOWN_THREAD -> {
        var place = at;
        if (what == Hostile.UNKNOWN_THREAD) {
          place =
              world.channel(
                  ChannelState.PUBLIC_THREAD, at.guild, Optional.of(at.id), user.id(), "unknown");
          place.announced = false;
        }
        var data = object().put("id", world.ids.next()).put("name", "help").put("type", 1);
        var only = what == Hostile.ONLY_CHANNEL;
        interactions.start(
            new Interactions.Deed(
                InteractionState.COMMAND, place, user, data, Optional.empty(), "help", only));
      }
    }
  }

  private SandboxInteraction started(
      int type,
      ChannelState channel,
      SandboxUser user,
      ObjectNode data,
      Optional<StoredMessage> message,
      String name) {
    return new SandboxInteraction(
        interactions.start(new Interactions.Deed(type, channel, user, data, message, name, false)));
  }

  /// Somebody presses a button.
  SandboxInteraction press(
      SandboxChannel channel, SandboxUser user, String message, String customId) {
    var state = known(channel);
    var pressed = state.message(message).orElseThrow(() -> noMessage(message));
    if (SeenMessage.of(pressed).buttons().stream().noneMatch(b -> b.customId().equals(customId))) {
      throw new SandboxDiscordException("The message has no button \"" + customId + "\".");
    }
    var data = object().put("custom_id", customId).put("component_type", 2).put("id", 1);
    return started(InteractionState.COMPONENT, state, user, data, Optional.of(pressed), customId);
  }

  /// Somebody sends a form.
  ///
  /// @param fields what was typed, by the inputs' custom ids
  SandboxInteraction submit(
      SandboxChannel channel, SandboxUser user, String customId, Map<String, String> fields) {
    var data = object().put("custom_id", customId);
    var rows = data.putArray("components");
    new TreeMap<>(fields)
        .forEach((field, value) ->
            rows.addObject()
                .put("type", 1)
                .putArray("components")
                .addObject()
                .put("type", 4)
                .put("custom_id", field)
                .put("value", value));
    return started(InteractionState.MODAL, known(channel), user, data, Optional.empty(), customId);
  }

  /// Somebody uses a command of a message's menu.
  SandboxInteraction menu(
      SandboxChannel channel, SandboxUser user, String message, String command) {
    var state = known(channel);
    var target = state.message(message).orElseThrow(() -> noMessage(message));
    var data =
        object()
            .put("id", world.ids.next())
            .put("name", command)
            .put("type", 3)
            .put("target_id", message);
    data.putObject("resolved").putObject("messages").set(message, target.json());
    return started(InteractionState.COMMAND, state, user, data, Optional.empty(), command);
  }

  ChannelState known(SandboxChannel channel) {
    return world
        .find(channel.id())
        .orElseThrow(
            () -> new SandboxDiscordException("There is no channel " + channel.id() + "."));
  }

  private static SandboxDiscordException noMessage(String id) {
    return new SandboxDiscordException("There is no message " + id + " in that channel.");
  }
}
