package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// One chat: who is in it, its topics and its newest messages. Its own lock is held only while a
/// message is put in its place, never while anybody waits. Thread safe.
final class Room {
  /// A message and what the wire does not say of it.
  record Kept(ObjectNode wire, List<String> reactions, boolean silent) {
    SeenMessage seen(Files files) {
      return SeenMessage.of(wire, files, reactions, silent);
    }
  }

  /// Where a message is to go.
  ///
  /// @param strict a bot's message: the real server refuses what an app would not offer
  record Place(
      OptionalInt thread, OptionalInt reply, boolean replyMayMiss, boolean silent, boolean strict) {
    static Place by(Saying saying) {
      return new Place(saying.topic(), saying.replyTo(), false, false, false);
    }
  }

  private final long id;
  private final ChatKind kind;
  private final ObjectNode wire;
  private final Optional<String> username;
  private final int keep;
  private final TreeMap<Integer, Kept> messages = new TreeMap<>();
  private final Map<Integer, Topic> topics = new ConcurrentHashMap<>();
  private final Map<Long, Membership> members = new ConcurrentHashMap<>();
  private int lastId;
  private volatile OptionalLong migratedTo = OptionalLong.empty();

  Room(long id, ChatKind kind, String title, Optional<String> username, int keep, int lastId) {
    this.id = id;
    this.kind = kind;
    this.username = username;
    this.keep = keep;
    // General is the first message of its forum.
    this.lastId = kind == ChatKind.FORUM ? Math.max(Topic.GENERAL, lastId) : lastId;
    this.wire = Json.object().put("id", id);
    wire.put(kind == ChatKind.PRIVATE ? "first_name" : "title", title);
    username.ifPresent(name -> wire.put("username", name));
    wire.put("type", kind.wire());
    if (kind == ChatKind.FORUM) {
      wire.put("is_forum", true);
      topics.put(Topic.GENERAL, new Topic(Topic.GENERAL, "General", false, Optional.empty()));
    }
  }

  long id() {
    return id;
  }

  ChatKind kind() {
    return kind;
  }

  String title() {
    return wire.path("title").asText(wire.path("first_name").asText());
  }

  Optional<String> username() {
    return username;
  }

  /// The `Chat` of every message; shared, not to be changed.
  ObjectNode wire() {
    return wire;
  }

  OptionalLong migratedTo() {
    return migratedTo;
  }

  void migrateTo(long other) {
    migratedTo = OptionalLong.of(other);
  }

  Optional<Membership> member(long user) {
    return Optional.ofNullable(members.get(user));
  }

  Collection<Membership> members() {
    return members.values();
  }

  void put(Membership membership) {
    members.put(membership.user().id(), membership);
  }

  void joins(TelegramUser user) {
    members.putIfAbsent(user.id(), Membership.of(user, Standing.MEMBER));
  }

  Collection<Topic> topics() {
    return topics.values();
  }

  Optional<Topic> topic(int topic) {
    return Optional.ofNullable(topics.get(topic));
  }

  boolean dropTopic(int topic) {
    return topics.remove(topic) != null;
  }

  boolean closeTopic(int topic, boolean closed) {
    return topics.computeIfPresent(topic, (_, found) -> found.closed(closed)) != null;
  }

  /// A new topic; begins with a service message whose id is the topic's.
  synchronized Topic openTopic(String name, ObjectNode by, long seconds) {
    var begun = begun(by, seconds);
    int number = begun.path("message_id").asInt();
    begun.put("message_thread_id", number).put("is_topic_message", true);
    begun.putObject("forum_topic_created").put("name", name).put("icon_color", 7_322_096);
    keep(new Kept(begun, List.of(), false));
    var topic = new Topic(number, name, false, Optional.of(begun));
    topics.put(number, topic);
    return topic;
  }

  /// Posts messages one after the other with nothing between them.
  synchronized List<ObjectNode> post(
      ObjectNode sender, long seconds, Place place, List<ObjectNode> contents) {
    var reply = place.reply.isPresent() ? find(place.reply.getAsInt()) : Optional.<Kept>empty();
    if (place.strict && place.reply.isPresent() && reply.isEmpty() && !place.replyMayMiss) {
      throw Refusal.bad("message to be replied not found");
    }
    var frame = Json.object();
    place(frame, place, reply.map(Kept::wire));
    var posted = new ArrayList<ObjectNode>();
    for (var content : contents) {
      var message = begun(sender, seconds);
      message.setAll(frame);
      message.setAll(content);
      keep(new Kept(message, List.of(), place.silent));
      posted.add(message);
    }
    return posted;
  }

  private ObjectNode begun(ObjectNode sender, long seconds) {
    lastId++;
    var message = Json.object().put("message_id", lastId);
    message.setAll(sender);
    message.set("chat", wire);
    return message.put("date", seconds);
  }

  private void place(ObjectNode frame, Place place, Optional<ObjectNode> reply) {
    reply.ifPresent(to -> frame.set("reply_to_message", withoutReply(to)));
    switch (kind) {
      case FORUM -> placeInTopic(frame, place, reply);
      case SUPERGROUP -> {
        if (place.thread.isPresent() && find(place.thread.getAsInt()).isEmpty()) {
          throw threadNotFound();
        }
        // An answer outside of forums carries its thread's root too, without is_topic_message.
        reply.ifPresent(to ->
            frame.put(
                "message_thread_id",
                to.path("message_thread_id").asInt(to.path("message_id").asInt())));
      }
      case PRIVATE, GROUP, CHANNEL -> {
        if (place.thread.isPresent()) {
          throw threadNotFound();
        }
      }
    }
  }

  private void placeInTopic(ObjectNode frame, Place place, Optional<ObjectNode> reply) {
    int wanted =
        place.thread.orElseGet(
            () -> reply.map(to -> to.path("message_thread_id").asInt()).orElse(0));
    // The real server takes General only without its number:
    // https://github.com/tdlib/telegram-bot-api/issues/447
    if (place.strict && place.thread.isPresent() && wanted == Topic.GENERAL) {
      throw threadNotFound();
    }
    var topic = topic(wanted == 0 ? Topic.GENERAL : wanted).orElseThrow(Room::threadNotFound);
    if (topic.closed()) {
      throw Refusal.bad("TOPIC_CLOSED");
    }
    if (topic.id() != Topic.GENERAL) {
      frame.put("message_thread_id", topic.id()).put("is_topic_message", true);
      // What answers nothing answers the topic's first message.
      if (reply.isEmpty()) {
        topic.beginning().ifPresent(first -> frame.set("reply_to_message", first));
      }
    }
  }

  /// May a chat action name this thread? It may name General, unlike a message.
  void checkThread(OptionalInt thread) {
    if (thread.isPresent() && kind == ChatKind.FORUM && topic(thread.getAsInt()).isEmpty()) {
      throw threadNotFound();
    }
  }

  private static Refusal threadNotFound() {
    return Refusal.bad("message thread not found");
  }

  private static ObjectNode withoutReply(ObjectNode message) {
    if (!message.has("reply_to_message")) {
      return message;
    }
    var shallow = Json.object();
    shallow.setAll(message);
    shallow.remove("reply_to_message");
    return shallow;
  }

  private void keep(Kept message) {
    messages.put(message.wire.path("message_id").asInt(), message);
    if (messages.size() > keep) {
      messages.pollFirstEntry();
    }
  }

  synchronized Optional<Kept> find(int message) {
    return Optional.ofNullable(messages.get(message));
  }

  /// Puts another version in a message's place.
  synchronized Optional<Kept> change(int message, UnaryOperator<Kept> how) {
    return Optional.ofNullable(messages.computeIfPresent(message, (_, kept) -> how.apply(kept)));
  }

  synchronized boolean delete(int message) {
    return messages.remove(message) != null;
  }

  synchronized List<Kept> after(int message) {
    return List.copyOf(messages.tailMap(message, false).values());
  }
}
