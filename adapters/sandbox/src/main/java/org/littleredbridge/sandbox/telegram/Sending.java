package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The methods that post. The checks come in the real server's order: what the call says, then the
/// chat and the bot's rights there, then the limits, last the place.
final class Sending {
  private static final int LEAST_ALBUM = 2;
  private static final int MOST_ALBUM = 10;
  private static final Set<String> ACTIONS =
      Set.of(
          "typing",
          "upload_photo",
          "record_video",
          "upload_video",
          "record_voice",
          "upload_voice",
          "upload_document",
          "choose_sticker",
          "find_location",
          "record_video_note",
          "upload_video_note");
  private final Rooms rooms;
  private final Pace pace;
  private final MediaContent media;
  private final ReceiptLog receipts;
  private final Clock clock;
  private final AtomicLong albums;

  Sending(Rooms rooms, Pace pace, MediaContent media, ReceiptLog receipts, Clock clock) {
    this.rooms = rooms;
    this.pace = pace;
    this.media = media;
    this.receipts = receipts;
    this.clock = clock;
    this.albums = new AtomicLong(clock.instant().toEpochMilli() * 1000);
  }

  void into(Map<String, BotMethod> all) {
    all.put("sendmessage", this::message);
    all.put("sendphoto", params -> file("photo", params));
    all.put("sendvideo", params -> file("video", params));
    all.put("senddocument", params -> file("document", params));
    all.put("sendanimation", params -> file("animation", params));
    all.put("sendmediagroup", this::album);
    all.put("sendchataction", this::action);
  }

  private JsonNode message(Params params) {
    var room = open(params, "text");
    var content = Json.object();
    Formatted.text(params).into(content, "text", "entities");
    params
        .tree("link_preview_options")
        .ifPresent(options -> content.set("link_preview_options", options));
    Keyboard.of(params).ifPresent(keyboard -> content.set("reply_markup", keyboard));
    return post(room, params, List.of(content)).getFirst();
  }

  private JsonNode file(String kind, Params params) {
    var room = open(params, kind);
    var content = media.of(kind, params.text(kind), params.upload(kind), params, params);
    Keyboard.of(params).ifPresent(keyboard -> content.set("reply_markup", keyboard));
    return post(room, params, List.of(content)).getFirst();
  }

  private JsonNode album(Params params) {
    var items =
        params.tree("media").orElseThrow(() -> Refusal.bad("there are no messages to send"));
    if (!items.isArray() || items.isEmpty()) {
      throw Refusal.bad("there are no messages to send");
    }
    if (items.size() > MOST_ALBUM) {
      throw Refusal.bad("too many messages to send as an album");
    }
    // Our words: the page says 2-10, what the server says to 1 is not known.
    if (items.size() < LEAST_ALBUM) {
      throw Refusal.bad("not enough messages to send as an album");
    }
    var kinds = new HashSet<String>();
    items.forEach(item -> kinds.add(item.path("type").asText()));
    checkKinds(kinds);
    var room = kinds.stream().map(kind -> open(params, kind)).toList().getFirst();
    var group = Long.toString(albums.incrementAndGet());
    var contents = new ArrayList<ObjectNode>();
    for (var item : items) {
      var about = Params.of((ObjectNode) item);
      contents.add(
          media
              .of(item.path("type").asText(), about.text("media"), Optional.empty(), params, about)
              .put("media_group_id", group));
    }
    var posted = Json.array();
    post(room, params, contents).forEach(posted::add);
    return posted;
  }

  private static void checkKinds(Set<String> kinds) {
    for (var kind : kinds) {
      if (!Set.of("photo", "video", "document").contains(kind)) {
        throw Refusal.bad("can't parse InputMedia: type \"%s\" is not for albums".formatted(kind));
      }
    }
    if (kinds.contains("document") && kinds.size() > 1) {
      throw Refusal.bad("document can't be mixed with other media types");
    }
  }

  private JsonNode action(Params params) {
    var room = open(params, "text");
    if (!ACTIONS.contains(params.text("action").orElse(""))) {
      throw Refusal.bad("wrong parameter action in request");
    }
    room.checkThread(params.small("message_thread_id"));
    return BooleanNode.TRUE;
  }

  private Room open(Params params, String kind) {
    return switch (kind) {
      case "photo" -> rooms.open(params, "can_send_photos", "photos");
      case "video" -> rooms.open(params, "can_send_videos", "videos");
      case "document" -> rooms.open(params, "can_send_documents", "documents");
      case "animation" -> rooms.open(params, "can_send_other_messages", "animations");
      default -> rooms.open(params, "can_send_messages", "text messages");
    };
  }

  private List<ObjectNode> post(Room room, Params params, List<ObjectNode> contents) {
    var now = clock.instant();
    var reply = params.tree("reply_parameters").map(node -> reply(node, room));
    var to =
        reply
            .map(one -> one.small("message_id"))
            .orElseGet(() -> params.small("reply_to_message_id"));
    boolean mayMiss = reply.orElse(params).flag("allow_sending_without_reply");
    takeRoom(room, contents.size(), now);
    var place =
        new Room.Place(
            nonZero(params.small("message_thread_id")),
            nonZero(to),
            mayMiss,
            params.flag("disable_notification"),
            true);
    var posted = room.post(sender(room), now.getEpochSecond(), place, contents);
    receipts.posted(room, contents, now);
    return posted;
  }

  private void takeRoom(Room room, int messages, Instant now) {
    try {
      pace.take(
          room, messages, Math.addExact(now.getEpochSecond() * 1_000_000_000L, now.getNano()));
    } catch (Refusal full) {
      receipts.refused(room);
      throw full;
    }
  }

  private static Params reply(JsonNode node, Room room) {
    if (!node.isObject()) {
      throw Refusal.bad("object expected as reply parameters");
    }
    var reply = Params.of((ObjectNode) node);
    var other = reply.number("chat_id");
    if (other.isPresent() && other.getAsLong() != room.id()) {
      throw Refusal.bad("the sandbox does not know answers to other chats");
    }
    return reply;
  }

  private static OptionalInt nonZero(OptionalInt number) {
    return number.orElse(0) == 0 ? OptionalInt.empty() : number;
  }

  /// In a channel the channel itself speaks.
  private ObjectNode sender(Room room) {
    var sender = Json.object();
    if (room.kind() == ChatKind.CHANNEL) {
      sender.set("sender_chat", room.wire());
    } else {
      sender.set("from", rooms.bot().wire());
    }
    return sender;
  }
}
