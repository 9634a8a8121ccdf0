package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Messages over REST. Source: https://docs.discord.com/developers/resources/message
final class MessageRoutes {
  private static final String ALL = "/channels/{channel_id}/messages";
  private static final String ONE = ALL + "/{message_id}";
  private static final int MOST_LISTED = 100;
  private final World world;
  private final Access access;
  private final Messages messages;
  private final Gateway gateway;
  private final long mostBytes;

  MessageRoutes(World world, Access access, Messages messages, Gateway gateway, long mostBytes) {
    this.world = world;
    this.access = access;
    this.messages = messages;
    this.gateway = gateway;
    this.mostBytes = mostBytes;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", ALL, false, this::post),
        Route.of("GET", ALL, false, this::list),
        Route.of("GET", ONE, false, this::get),
        Route.of("PATCH", ONE, false, this::edit),
        Route.of("DELETE", ONE, false, this::delete),
        Route.of("PUT", ONE + "/reactions/{emoji_name}/@me", false, call -> react(call, true)),
        Route.of("DELETE", ONE + "/reactions/{emoji_name}/@me", false, call -> react(call, false)),
        Route.of("POST", "/channels/{channel_id}/typing", false, this::typing));
  }

  private Answer post(Call call) {
    var channel = access.channel(call);
    mayWrite(channel);
    var form = call.object();
    MessageRules.check(form, call.files(), mostBytes);
    MessageRules.checkNotEmpty(form, call.files().size());
    mayShow(channel, form, call.files());
    var nonce = form.path("nonce").asText("");
    if (nonce.isEmpty() || !form.path("enforce_nonce").asBoolean()) {
      return Answer.ok(write(channel, call).json());
    }
    return Answer.ok(
        channel.once(nonce, world.clock.instant(), () -> write(channel, call)).message().json());
  }

  private StoredMessage write(ChannelState channel, Call call) {
    return messages.post(
        world.ids.next(), channel, world.bot, Messages.Draft.of(call.form(), call.files()));
  }

  /// @throws Refusal when the bot may not write there
  void mayWrite(ChannelState channel) {
    if (!channel.takesMessages()) {
      throw new Refusal(400, 50008, "Cannot send messages in a non-text channel");
    }
    if (channel.recipient.filter(user -> world.refusingDirect.contains(user.id())).isPresent()) {
      throw cannotReach();
    }
    if (channel.direct()) {
      return;
    }
    access.need(channel, channel.thread() ? Right.SEND_MESSAGES_IN_THREADS : Right.SEND_MESSAGES);
    if (channel.thread() && channel.archived) {
      // Writing opens an archived thread again, unless it is locked.
      if (channel.locked) {
        throw new Refusal(400, 50083, "Thread is archived");
      }
      channel.archived = false;
    }
  }

  static Refusal cannotReach() {
    return new Refusal(403, 50007, "Cannot send messages to this user");
  }

  void mayShow(ChannelState channel, ObjectNode form, List<Upload> files) {
    if (!form.path("embeds").isEmpty()) {
      access.need(channel, Right.EMBED_LINKS);
    }
    if (!files.isEmpty()) {
      access.need(channel, Right.ATTACH_FILES);
    }
    if (form.path("message_reference").has("message_id")
        && !access.may(channel, Right.READ_MESSAGE_HISTORY)) {
      throw new Refusal(400, 160002, "Cannot reply without permission to read message history");
    }
  }

  private Answer get(Call call) {
    var channel = access.channel(call);
    access.need(channel, Right.READ_MESSAGE_HISTORY);
    return Answer.ok(access.message(channel, call).json());
  }

  private Answer list(Call call) {
    var channel = access.channel(call);
    int most = number(call.query().getOrDefault("limit", "50"), 50);
    if (most < 1 || most > MOST_LISTED) {
      var errors = new FormErrors();
      errors.add(
          "limit",
          "NUMBER_TYPE_MAX",
          "int value should be between 1 and %d.".formatted(MOST_LISTED));
      errors.check();
    }
    var found = new ArrayList<StoredMessage>();
    if (access.may(channel, Right.READ_MESSAGE_HISTORY)) {
      var after = call.query().get("after");
      if (after != null) {
        found.addAll(channel.after(id(after), most).reversed());
      } else {
        found.addAll(
            channel.before(
                Optional.ofNullable(call.query().get("before"))
                    .map(MessageRoutes::id)
                    .orElse(Long.MAX_VALUE),
                most));
      }
    }
    var all = Json.array();
    found.stream()
        .filter(message -> message.onlyFor().isEmpty())
        .forEach(message -> all.add(message.json()));
    return Answer.ok(all);
  }

  private static long id(String text) {
    if (!Snowflakes.wellFormed(text)) {
      var errors = new FormErrors();
      errors.add("before", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
      errors.check();
    }
    return Long.parseLong(text);
  }

  private static int number(String text, int otherwise) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private Answer edit(Call call) {
    var channel = access.channel(call);
    var old = access.message(channel, call);
    if (!old.fromBot()) {
      throw new Refusal(403, 50005, "Cannot edit a message authored by another user");
    }
    if (channel.archived) {
      throw new Refusal(400, 50083, "Thread is archived");
    }
    var form = call.object();
    MessageRules.check(form, call.files(), mostBytes);
    return messages
        .edit(channel, old.id(), form, call.files())
        .map(changed -> Answer.ok(changed.json()))
        .orElseThrow(Refusal::unknownMessage);
  }

  private Answer delete(Call call) {
    var channel = access.channel(call);
    var old = access.message(channel, call);
    if (!old.fromBot()) {
      access.need(channel, Right.MANAGE_MESSAGES);
    }
    return messages
        .delete(channel, old.id())
        .map(_ -> Answer.nothing())
        .orElseThrow(Refusal::unknownMessage);
  }

  private Answer react(Call call, boolean add) {
    var channel = access.channel(call);
    var emoji = call.at("emoji_name");
    if (add) {
      access.need(channel, Right.READ_MESSAGE_HISTORY, Right.ADD_REACTIONS);
    }
    // Discord knows its emoji; here a plain word is none.
    if (emoji.isBlank() || emoji.chars().allMatch(c -> c < 128) && !emoji.matches("\\w+:\\d+")) {
      throw new Refusal(400, 10014, "Unknown Emoji");
    }
    var old = access.message(channel, call);
    var changed =
        channel.change(
            old.id(), message -> message.with(reacted(message, emoji, add), message.pings()));
    if (changed.isEmpty()) {
      throw Refusal.unknownMessage();
    }
    var data =
        Json.object()
            .put("user_id", world.bot.id())
            .put("channel_id", channel.id)
            .put("message_id", old.id());
    if (!channel.direct()) {
      data.put("guild_id", channel.guild);
    }
    data.putObject("emoji").putNull("id").put("name", emoji);
    gateway.tell(
        new Happening(
            add ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE",
            data,
            channel.direct() ? 1 << 13 : 1 << 10,
            channel.direct() ? Optional.empty() : Optional.of(channel.guild),
            true));
    return Answer.nothing();
  }

  private static ObjectNode reacted(StoredMessage message, String emoji, boolean add) {
    var json = message.json().deepCopy();
    var kept = Json.array();
    for (var reaction : json.path("reactions")) {
      if (!reaction.path("emoji").path("name").asText().equals(emoji)) {
        kept.add(reaction);
      }
    }
    if (add) {
      var made = kept.addObject().put("count", 1).put("me", true);
      made.putObject("emoji").putNull("id").put("name", emoji);
    }
    json.set("reactions", kept);
    return json;
  }

  private Answer typing(Call call) {
    access.need(access.channel(call), Right.SEND_MESSAGES);
    return Answer.nothing();
  }
}
