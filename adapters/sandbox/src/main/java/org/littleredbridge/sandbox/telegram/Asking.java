package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Comparator;
import java.util.Map;

/// The methods about the bot itself, chats, members and files.
final class Asking {
  private final Rooms rooms;
  private final Files files;
  private final Updates updates;
  private final boolean privacy;

  Asking(Rooms rooms, Files files, Updates updates, boolean privacy) {
    this.rooms = rooms;
    this.files = files;
    this.updates = updates;
    this.privacy = privacy;
  }

  void into(Map<String, BotMethod> all) {
    all.put("getme", _ -> me());
    all.put("getupdates", updates::poll);
    all.put("deletewebhook", this::deleteWebhook);
    all.put("getwebhookinfo", _ -> webhookInfo());
    all.put("getchat", this::chat);
    all.put("getchatmember", this::member);
    all.put("getchatadministrators", this::administrators);
    all.put("getchatmembercount", this::count);
    all.put("leavechat", this::leave);
    all.put("getfile", this::file);
  }

  private JsonNode me() {
    return rooms
        .bot()
        .wire()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", !privacy)
        .put("supports_inline_queries", false)
        .put("can_connect_to_business", false)
        .put("has_main_web_app", false);
  }

  private JsonNode deleteWebhook(Params params) {
    if (params.flag("drop_pending_updates")) {
      updates.forget();
    }
    return BooleanNode.TRUE;
  }

  private JsonNode webhookInfo() {
    return Json.object()
        .put("url", "")
        .put("has_custom_certificate", false)
        .put("pending_update_count", updates.pending());
  }

  private JsonNode chat(Params params) {
    var room = rooms.open(params);
    var chat = room.wire().deepCopy();
    chat.put("accent_color_id", 0).put("max_reaction_count", 11);
    chat.putObject("accepted_gift_types")
        .put("unlimited_gifts", false)
        .put("limited_gifts", false)
        .put("unique_gifts", false)
        .put("premium_subscription", false);
    return chat;
  }

  private JsonNode member(Params params) {
    var room = rooms.open(params);
    long id = params.number("user_id").orElseThrow(() -> Refusal.bad("invalid user_id specified"));
    return room.member(id)
        .or(() -> rooms.user(id).map(user -> Membership.of(user, Standing.LEFT)))
        .orElseThrow(() -> Refusal.bad("member not found"))
        .wire(room.kind());
  }

  private JsonNode administrators(Params params) {
    var room = rooms.open(params);
    if (room.kind() == ChatKind.PRIVATE) {
      throw Refusal.bad("there are no administrators in the private chat");
    }
    var list = Json.array();
    room.members().stream()
        .filter(member -> member.standing().administers())
        .filter(member -> !member.user().bot() || member.user().id() == rooms.bot().id())
        .sorted(
            Comparator.comparing((Membership m) -> m.standing()).thenComparing(m -> m.user().id()))
        .forEach(member -> list.add(member.wire(room.kind())));
    return list;
  }

  private JsonNode count(Params params) {
    return Json.object()
        .numberNode(
            rooms.open(params).members().stream()
                .filter(member -> member.standing().present())
                .count());
  }

  private JsonNode leave(Params params) {
    var room = rooms.open(params);
    if (room.kind() == ChatKind.PRIVATE) {
      throw Refusal.bad("chat member status can't be changed in private chats");
    }
    var before = rooms.mine(room);
    var after = Membership.of(rooms.bot(), Standing.LEFT);
    room.put(after);
    updates.push("my_chat_member", Changes.of(room, rooms.bot(), before, after, rooms.now()));
    return BooleanNode.TRUE;
  }

  private JsonNode file(Params params) {
    var file =
        params
            .text("file_id")
            .flatMap(files::find)
            .orElseThrow(() -> Refusal.bad("wrong file_id or the file is temporarily unavailable"));
    // https://core.telegram.org/bots/api#getfile : bots can download up to 20 MB.
    if (file.size() > 20_000_000) {
      throw Refusal.bad("file is too big");
    }
    return Json.object()
        .put("file_id", file.id())
        .put("file_unique_id", file.uniqueId())
        .put("file_size", file.size())
        .put("file_path", file.path());
  }
}
