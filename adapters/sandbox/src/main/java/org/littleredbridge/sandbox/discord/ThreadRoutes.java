package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Channels, threads and forum posts over REST. Source:
/// https://docs.discord.com/developers/resources/channel
final class ThreadRoutes {
  private static final int NAME = 100;
  private static final int TAGS = 5;
  private static final int REQUIRES_TAG = 40067;
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final Messages messages;
  private final MessageRoutes writing;
  private final Gateway gateway;
  private final long mostBytes;

  ThreadRoutes(
      World world,
      Shapes shapes,
      Access access,
      Messages messages,
      MessageRoutes writing,
      Gateway gateway,
      long mostBytes) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.messages = messages;
    this.writing = writing;
    this.gateway = gateway;
    this.mostBytes = mostBytes;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/channels/{channel_id}", false, this::get),
        Route.of("PATCH", "/channels/{channel_id}", false, this::change),
        Route.of("POST", "/channels/{channel_id}/threads", false, this::open),
        Route.of(
            "POST", "/channels/{channel_id}/messages/{message_id}/threads", false, this::under),
        Route.of("PUT", "/channels/{channel_id}/thread-members/@me", false, this::join),
        Route.of("GET", "/channels/{channel_id}/threads/archived/public", false, this::archived));
  }

  private Answer get(Call call) {
    return Answer.ok(shapes.channel(access.channel(call)));
  }

  private Answer join(Call call) {
    access.channel(call);
    return Answer.nothing();
  }

  private Answer archived(Call call) {
    var parent = access.channel(call);
    var json = Json.object();
    var threads = json.putArray("threads");
    world.channelsOf(parent.guild).stream()
        .filter(c -> c.archived && c.parent.filter(parent.id::equals).isPresent())
        .forEach(thread -> threads.add(shapes.channel(thread)));
    json.putArray("members");
    return Answer.ok(json.put("has_more", false));
  }

  private Answer change(Call call) {
    var channel = access.channel(call);
    var form = call.object();
    if (!channel.thread()) {
      // The bridge never edits channels; the stand-in lets nobody do it.
      throw Refusal.missingPermissions();
    }
    if (!channel.owner.equals(world.bot.id())) {
      access.need(channel, Right.MANAGE_THREADS);
    }
    Json.string(form, "name").ifPresent(name -> channel.name = name);
    channel.archived = form.path("archived").asBoolean(channel.archived);
    channel.locked = form.path("locked").asBoolean(channel.locked);
    tell("THREAD_UPDATE", channel);
    return Answer.ok(shapes.channel(channel));
  }

  private Answer open(Call call) {
    var parent = access.channel(call);
    return switch (parent.type) {
      case ChannelState.FORUM -> post(parent, call);
      case ChannelState.TEXT, ChannelState.ANNOUNCEMENT -> {
        access.need(parent, Right.CREATE_PUBLIC_THREADS);
        yield Answer.created(shapes.channel(thread(parent, world.ids.next(), name(call.object()))));
      }
      default -> throw new Refusal(400, 50024, "Cannot execute action on this channel type");
    };
  }

  private Answer under(Call call) {
    var parent = access.channel(call);
    access.need(parent, Right.CREATE_PUBLIC_THREADS);
    var start = access.message(parent, call);
    if (world.find(start.id()).isPresent()) {
      throw new Refusal(400, 160004, "A thread has already been created for this message");
    }
    return Answer.created(shapes.channel(thread(parent, start.id(), name(call.object()))));
  }

  private Answer post(ChannelState forum, Call call) {
    access.need(forum, Right.SEND_MESSAGES);
    var form = call.object();
    var name = name(form);
    var message = form.path("message");
    if (!(message instanceof ObjectNode first)) {
      var errors = new FormErrors();
      errors.required("message");
      errors.check();
      return Answer.nothing();
    }
    MessageRules.check(first, call.files(), mostBytes);
    MessageRules.checkNotEmpty(first, call.files().size());
    writing.mayShow(forum, first, call.files());
    var tags = tags(forum, form.path("applied_tags"));
    var made = create(forum, world.ids.next(), name);
    made.appliedTags.addAll(tags);
    tell("THREAD_CREATE", made);
    var stored = messages.post(made.id, made, world.bot, Messages.Draft.of(first, call.files()));
    var json = shapes.channel(made);
    json.set("message", stored.json());
    return Answer.created(json);
  }

  private static List<String> tags(ChannelState forum, JsonNode asked) {
    var errors = new FormErrors();
    if (asked.size() > TAGS) {
      errors.add("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
    }
    var ids = new java.util.ArrayList<String>();
    for (int i = 0; i < asked.size(); i++) {
      errors.snowflake("applied_tags." + i, asked.path(i));
      ids.add(asked.path(i).asText());
    }
    errors.check();
    for (var id : ids) {
      if (forum.tags.stream().noneMatch(tag -> tag.id().equals(id))) {
        throw new Refusal(400, 10087, "Unknown Tag");
      }
    }
    if (ids.isEmpty() && forum.tagRequired) {
      throw new Refusal(
          400, REQUIRES_TAG, "A tag is required to create a forum post in this channel");
    }
    return ids;
  }

  private static String name(JsonNode form) {
    var errors = new FormErrors();
    var name = Json.string(form, "name").orElse("").strip();
    if (name.isEmpty()) {
      errors.required("name");
    } else if (MessageRules.length(name) > NAME) {
      errors.add("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    }
    errors.check();
    return name;
  }

  private ChannelState thread(ChannelState parent, String id, String name) {
    var made = create(parent, id, name);
    tell("THREAD_CREATE", made);
    return made;
  }

  private ChannelState create(ChannelState parent, String id, String name) {
    return world.channel(
        id,
        parent.type == ChannelState.ANNOUNCEMENT
            ? ChannelState.ANNOUNCEMENT_THREAD
            : ChannelState.PUBLIC_THREAD,
        parent.guild,
        Optional.of(parent.id),
        world.bot.id(),
        name);
  }

  private void tell(String type, ChannelState thread) {
    gateway.tell(Happening.guild(type, shapes.channel(thread), thread.guild));
  }
}
