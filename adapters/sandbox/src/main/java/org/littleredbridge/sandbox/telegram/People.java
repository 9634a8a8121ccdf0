package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What people do, and the updates the bot gets of it.
final class People {
  // Fixed accounts of the real service: https://core.telegram.org/bots/api#message (`from`).
  private static final TelegramUser HIDDEN_ADMIN =
      new TelegramUser(
          1_087_968_824L, true, "Group", Optional.of("GroupAnonymousBot"), Optional.empty());
  private static final TelegramUser CHANNEL_BOT =
      new TelegramUser(136_817_688L, true, "Channel", Optional.of("Channel_Bot"), Optional.empty());
  private final Rooms rooms;
  private final Updates updates;
  private final Queries queries;
  private final boolean privacy;

  People(Rooms rooms, Updates updates, Queries queries, boolean privacy) {
    this.rooms = rooms;
    this.updates = updates;
    this.queries = queries;
    this.privacy = privacy;
  }

  ObjectNode say(Saying saying) {
    var user = rooms.meet(saying.from());
    var room = saying.chat() == user.id() ? rooms.privately(user) : rooms.require(saying.chat());
    if (room.migratedTo().isPresent()) {
      throw new IllegalArgumentException("That group became a supergroup; write there.");
    }
    var content = Json.object();
    new Formatted(saying.text(), Detection.with(saying.text(), Json.array()))
        .into(content, "text", "entities");
    var message = post(room, sender(room, saying), Room.Place.by(saying), content);
    room.joins(user);
    if (rooms.mine(room).standing().present() && hears(room, message)) {
      updates.push(room.kind() == ChatKind.CHANNEL ? "channel_post" : "message", message);
    }
    return message;
  }

  private ObjectNode post(Room room, ObjectNode sender, Room.Place place, ObjectNode content) {
    try {
      return room.post(sender, rooms.now(), place, List.of(content)).getFirst();
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(
          "Nobody can write there: " + refusal.body().path("description").asText(), refusal);
    }
  }

  private ObjectNode sender(Room room, Saying saying) {
    var sender = Json.object();
    if (room.kind() == ChatKind.CHANNEL) {
      sender.set("sender_chat", room.wire());
      return sender;
    }
    if (saying.senderChat().isEmpty()) {
      sender.set("from", saying.from().wire());
      return sender;
    }
    var as = rooms.require(saying.senderChat().getAsLong());
    sender.set("from", (as == room ? HIDDEN_ADMIN : CHANNEL_BOT).wire());
    sender.set("sender_chat", as.wire());
    return sender;
  }

  /// Privacy mode, https://core.telegram.org/bots/features#privacy-mode .
  private boolean hears(Room room, ObjectNode message) {
    if (!privacy || !room.kind().group() || rooms.mine(room).standing().administers()) {
      return true;
    }
    var me = "@" + rooms.bot().username().orElse("").toLowerCase(Locale.ROOT);
    var text = message.path("text").asText().toLowerCase(Locale.ROOT);
    var first = text.split("\\s", 2)[0];
    boolean command = first.startsWith("/") && (!first.contains("@") || first.endsWith(me));
    boolean reply =
        message.path("reply_to_message").path("from").path("id").asLong() == rooms.bot().id();
    return command || reply || text.contains(me);
  }

  void edit(long chat, int message, String text) {
    var room = rooms.require(chat);
    var changed =
        room.change(
            message,
            kept -> {
              var after = kept.wire().deepCopy();
              after.remove("entities");
              new Formatted(text, Detection.with(text, Json.array()))
                  .into(after, "text", "entities");
              return new Room.Kept(
                  after.put("edit_date", rooms.now()), kept.reactions(), kept.silent());
            });
    var wire = changed.orElseThrow(() -> noMessage(chat, message)).wire();
    if (rooms.mine(room).standing().present() && hears(room, wire)) {
      updates.push(
          room.kind() == ChatKind.CHANNEL ? "edited_channel_post" : "edited_message", wire);
    }
  }

  /// People can delete what they see; bots are not told.
  void delete(long chat, int message) {
    if (!rooms.require(chat).delete(message)) {
      throw noMessage(chat, message);
    }
  }

  String press(long chat, int message, TelegramUser user, String data) {
    var room = rooms.require(chat);
    var wire = room.find(message).orElseThrow(() -> noMessage(chat, message)).wire();
    var shown = wire.path("reply_markup").path("inline_keyboard").findValuesAsText("callback_data");
    if (!shown.contains(data)) {
      throw new IllegalArgumentException(
          "Message %d has no button with that data; it has %s.".formatted(message, shown));
    }
    rooms.meet(user);
    var id = queries.open();
    var query = Json.object().put("id", id);
    query.set("from", user.wire());
    query.set("message", wire);
    updates.push(
        "callback_query", query.put("chat_instance", Long.toString(chat * 31)).put("data", data));
    return id;
  }

  /// The bot's own place changes.
  void bot(long chat, TelegramUser by, Standing standing, Map<String, Boolean> rights) {
    var room = rooms.require(chat);
    var before = rooms.mine(room);
    var after = new Membership(rooms.bot(), standing, false, rights);
    room.put(after);
    rooms.meet(by);
    updates.push("my_chat_member", Changes.of(room, by, before, after, rooms.now()));
    if (room.kind().group() && !before.standing().present() && standing.present()) {
      var content = Json.object();
      content.putArray("new_chat_members").add(rooms.bot().wire());
      var sender = Json.object();
      sender.set("from", by.wire());
      var place = new Room.Place(OptionalInt.empty(), OptionalInt.empty(), false, false, false);
      updates.push("message", post(room, sender, place, content));
    }
  }

  void member(long chat, Membership membership) {
    var room = rooms.require(chat);
    var user = rooms.meet(membership.user());
    var before = room.member(user.id()).orElseGet(() -> Membership.of(user, Standing.LEFT));
    room.put(membership);
    if (rooms.mine(room).standing().administers()) {
      updates.push("chat_member", Changes.of(room, user, before, membership, rooms.now()));
    }
  }

  Topic openTopic(long chat, TelegramUser by, String name) {
    var room = forum(chat);
    var sender = Json.object();
    sender.set("from", rooms.meet(by).wire());
    var topic = room.openTopic(name, sender, rooms.now());
    if (!privacy && rooms.mine(room).standing().present()) {
      topic.beginning().ifPresent(message -> updates.push("message", message));
    }
    return topic;
  }

  void closeTopic(long chat, int topic, boolean closed) {
    var room = forum(chat);
    if (!room.closeTopic(topic, closed)) {
      throw noTopic(chat, topic);
    }
  }

  void deleteTopic(long chat, int topic) {
    var room = forum(chat);
    if (!room.dropTopic(topic)) {
      throw noTopic(chat, topic);
    }
  }

  /// A group becomes a supergroup under another id. @return the new chat
  Room migrate(long chat, TelegramUser by) {
    var old = rooms.require(chat);
    if (old.kind() != ChatKind.GROUP || old.migratedTo().isPresent()) {
      throw new IllegalArgumentException("Only a group can become a supergroup, and only once.");
    }
    var young =
        rooms.create(
            rooms.freshId(ChatKind.SUPERGROUP),
            ChatKind.SUPERGROUP,
            old.title(),
            old.username(),
            rooms.mine(old).standing());
    old.members().forEach(young::put);
    var place = new Room.Place(OptionalInt.empty(), OptionalInt.empty(), false, false, false);
    var sender = Json.object();
    sender.set("from", rooms.meet(by).wire());
    var leaving = post(old, sender, place, Json.object().put("migrate_to_chat_id", young.id()));
    old.migrateTo(young.id());
    sender.set("sender_chat", young.wire());
    var arriving = post(young, sender, place, Json.object().put("migrate_from_chat_id", chat));
    updates.push("message", leaving);
    updates.push("message", arriving);
    return young;
  }

  private Room forum(long chat) {
    var room = rooms.require(chat);
    if (room.kind() != ChatKind.FORUM) {
      throw new IllegalArgumentException("Only forums have topics.");
    }
    return room;
  }

  private static IllegalArgumentException noMessage(long chat, int message) {
    return new IllegalArgumentException(
        "There is no message %d in chat %d.".formatted(message, chat));
  }

  private static IllegalArgumentException noTopic(long chat, int topic) {
    return new IllegalArgumentException("There is no topic %d in chat %d.".formatted(topic, chat));
  }
}
