package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods that change, take away or mark a message.
final class Editing {
  private static final List<String> CONTENT =
      List.of(
          "text",
          "entities",
          "caption",
          "caption_entities",
          "photo",
          "video",
          "animation",
          "document",
          "has_media_spoiler",
          "show_caption_above_media",
          "link_preview_options");
  private final Rooms rooms;
  private final MediaContent media;

  Editing(Rooms rooms, MediaContent media) {
    this.rooms = rooms;
    this.media = media;
  }

  void into(Map<String, BotMethod> all) {
    all.put("editmessagetext", this::text);
    all.put("editmessagecaption", this::caption);
    all.put("editmessagemedia", this::media);
    all.put("editmessagereplymarkup", params -> edit(params, (before, after) -> {}));
    all.put("deletemessage", this::delete);
    all.put("deletemessages", this::deleteMany);
    all.put("setmessagereaction", this::react);
  }

  private interface Edit {
    void on(ObjectNode before, ObjectNode after);
  }

  private JsonNode text(Params params) {
    var words = Formatted.text(params);
    return edit(
        params,
        (before, after) -> {
          if (!before.has("text")) {
            throw Refusal.bad("there is no text in the message to edit");
          }
          after.remove(List.of("text", "entities", "link_preview_options"));
          words.into(after, "text", "entities");
          params
              .tree("link_preview_options")
              .ifPresent(options -> after.set("link_preview_options", options));
        });
  }

  private JsonNode caption(Params params) {
    var words = Formatted.caption(params);
    return edit(
        params,
        (before, after) -> {
          if (before.has("text")) {
            throw Refusal.bad("there is no caption in the message to edit");
          }
          after.remove(List.of("caption", "caption_entities"));
          words.into(after, "caption", "caption_entities");
        });
  }

  private JsonNode media(Params params) {
    var item =
        params.tree("media").orElseThrow(() -> Refusal.bad("parameter \"media\" is required"));
    var kind = item.path("type").asText();
    if (!item.isObject() || !List.of("photo", "video", "animation", "document").contains(kind)) {
      throw Refusal.bad("can't parse InputMedia: unsupported type specified");
    }
    var about = Params.of((ObjectNode) item);
    var content = media.of(kind, about.text("media"), Optional.empty(), params, about);
    return edit(
        params,
        (_, after) -> {
          after.remove(CONTENT);
          after.setAll(content);
        });
  }

  private JsonNode edit(Params params, Edit edit) {
    var room = rooms.open(params);
    var keyboard = Keyboard.of(params);
    int id = params.small("message_id").orElse(0);
    long now = rooms.now();
    return room.change(
            id,
            kept -> {
              checkMine(room, kept.wire());
              var after = kept.wire().deepCopy();
              // No keyboard in an edit takes the old one away.
              after.remove("reply_markup");
              keyboard.ifPresent(markup -> after.set("reply_markup", markup));
              edit.on(kept.wire(), after);
              if (after.equals(kept.wire())) {
                throw Refusal.bad(
                    "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
              }
              return new Room.Kept(after.put("edit_date", now), kept.reactions(), kept.silent());
            })
        .map(Room.Kept::wire)
        .orElseThrow(() -> Refusal.bad("message to edit not found"));
  }

  private void checkMine(Room room, ObjectNode message) {
    boolean mine =
        room.kind() == ChatKind.CHANNEL
            ? rooms.mine(room).may("can_edit_messages")
            : message.path("from").path("id").asLong() == rooms.bot().id();
    if (!mine) {
      throw Refusal.bad("message can't be edited");
    }
  }

  private JsonNode delete(Params params) {
    var room = rooms.open(params);
    int id = params.small("message_id").orElse(0);
    var kept = room.find(id).orElseThrow(() -> Refusal.bad("message to delete not found"));
    if (!mayDelete(room, kept.wire())) {
      throw Refusal.bad("message can't be deleted");
    }
    room.delete(id);
    return BooleanNode.TRUE;
  }

  /// What cannot be found is skipped, unlike in `deleteMessage`.
  private JsonNode deleteMany(Params params) {
    var room = rooms.open(params);
    var ids =
        params
            .tree("message_ids")
            .orElseThrow(() -> Refusal.bad("message identifiers are not specified"));
    if (ids.isEmpty() || ids.size() > 100) {
      throw Refusal.bad("1 to 100 message identifiers can be given");
    }
    for (var id : ids) {
      room.find(id.asInt())
          .filter(kept -> mayDelete(room, kept.wire()))
          .ifPresent(_ -> room.delete(id.asInt()));
    }
    return BooleanNode.TRUE;
  }

  private boolean mayDelete(Room room, ObjectNode message) {
    var mine = rooms.mine(room);
    boolean own = message.path("from").path("id").asLong() == rooms.bot().id();
    return own
        || room.kind() == ChatKind.PRIVATE
        || mine.standing().administers() && mine.may("can_delete_messages");
  }

  private JsonNode react(Params params) {
    var room = rooms.open(params);
    var faces = new ArrayList<String>();
    params
        .tree("reaction")
        .ifPresent(list ->
            list.forEach(one -> {
              if (!one.path("type").asText().equals("emoji")
                  || one.path("emoji").asText().isEmpty()) {
                throw Refusal.bad("REACTION_INVALID");
              }
              faces.add(one.path("emoji").asText());
            }));
    if (faces.size() > 1) {
      throw Refusal.bad("REACTIONS_TOO_MANY");
    }
    var changed =
        room.change(
            params.small("message_id").orElse(0),
            kept -> new Room.Kept(kept.wire(), faces, kept.silent()));
    if (changed.isEmpty()) {
      throw Refusal.bad("message to react not found");
    }
    return BooleanNode.TRUE;
  }
}
