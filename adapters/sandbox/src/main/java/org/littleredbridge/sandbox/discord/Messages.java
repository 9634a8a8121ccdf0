package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Writes, changes and deletes messages, and tells the gateway. Thread safe.
final class Messages {
  private static final int REPLY = 19;
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final Files files;

  Messages(World world, Shapes shapes, Gateway gateway, Files files) {
    this.world = world;
    this.shapes = shapes;
    this.gateway = gateway;
    this.files = files;
  }

  /// What is to be written.
  ///
  /// @param form the fields of the REST interface
  /// @param onlyFor the one person who will see it
  /// @param extra further fields of the message, `type` among them
  record Draft(JsonNode form, List<Upload> uploads, Optional<String> onlyFor, ObjectNode extra) {
    static Draft of(JsonNode form, List<Upload> uploads) {
      return new Draft(form, uploads, Optional.empty(), object());
    }
  }

  /// @param id the id it gets; a thread's first message has the thread's own
  StoredMessage post(String id, ChannelState channel, SandboxUser author, Draft draft) {
    var form = draft.form();
    var content = form.path("content").asText("").strip();
    var answered = answered(channel, form.path("message_reference"));
    boolean mayEveryone = Right.MENTION_EVERYONE.in(world.rights(author.id(), channel));
    var pings =
        Pings.of(
            content,
            form.path("allowed_mentions"),
            answered.map(m -> m.json().path("author").path("id").asText()),
            mayEveryone);
    var json =
        object()
            .put("id", id)
            .put("channel_id", channel.id)
            .put("type", answered.isPresent() ? REPLY : 0)
            .put("content", content)
            .put("timestamp", Json.time(world.clock.instant()))
            .putNull("edited_timestamp")
            .put("tts", false)
            .put("pinned", false)
            .put("flags", form.path("flags").asInt());
    json.set("author", shapes.user(author));
    put(json, pings);
    attach(json, channel, form, draft.uploads(), Json.array());
    json.set("embeds", embeds(form.path("embeds"), json));
    json.set("components", list(form.path("components")));
    refer(json, channel, form.path("message_reference"), answered);
    if (!form.path("nonce").isMissingNode() && !form.path("nonce").isNull()) {
      json.set("nonce", form.path("nonce"));
    }
    json.setAll(draft.extra());
    var stored = new StoredMessage(json, draft.onlyFor(), pings, author.equals(world.bot));
    channel.add(stored);
    tell("MESSAGE_CREATE", channel, stored);
    return stored;
  }

  /// Changes the fields the form names. Empty when the message is gone.
  Optional<StoredMessage> edit(
      ChannelState channel, String message, JsonNode form, List<Upload> uploads) {
    var changed = channel.change(message, old -> edited(channel, old, form, uploads));
    changed.ifPresent(stored -> tell("MESSAGE_UPDATE", channel, stored));
    return changed;
  }

  private StoredMessage edited(
      ChannelState channel, StoredMessage old, JsonNode form, List<Upload> uploads) {
    var json = old.json().deepCopy();
    if (form.has("content")) {
      json.put("content", form.path("content").asText("").strip());
    }
    if (form.has("attachments") || !uploads.isEmpty()) {
      attach(json, channel, form, uploads, list(old.json().path("attachments")));
    }
    if (form.has("embeds")) {
      json.set("embeds", embeds(form.path("embeds"), json));
    }
    if (form.has("components")) {
      json.set("components", list(form.path("components")));
    }
    int flags = json.path("flags").asInt() & ~MessageRules.LOADING;
    json.put(
        "flags",
        form.has("flags") ? flags & MessageRules.EPHEMERAL | form.path("flags").asInt() : flags);
    json.put("edited_timestamp", Json.time(world.clock.instant()));
    // An edit shows mentions but notifies nobody who was not notified before.
    MessageRules.checkNotEmpty(json, json.path("attachments").size());
    return old.with(json, old.pings());
  }

  Optional<StoredMessage> delete(ChannelState channel, String message) {
    var gone = channel.remove(message);
    gone.filter(stored -> stored.onlyFor().isEmpty())
        .ifPresent(_ -> {
          var data = object().put("id", message).put("channel_id", channel.id);
          if (!channel.direct()) {
            data.put("guild_id", channel.guild);
          }
          gateway.tell(happening("MESSAGE_DELETE", channel, data, true));
        });
    return gone;
  }

  /// Sends the event; an ephemeral message is nobody's business but its reader's.
  void tell(String type, ChannelState channel, StoredMessage stored) {
    if (stored.onlyFor().isPresent() || !channel.direct() && !world.botSees(channel)) {
      return;
    }
    var data = stored.json().deepCopy();
    var author = stored.json().path("author").path("id").asText();
    if (!channel.direct()) {
      data.put("guild_id", channel.guild);
      shapes.memberOf(channel.guild, author).ifPresent(member -> data.set("member", member));
    }
    boolean open =
        channel.direct() || stored.fromBot() || stored.pings().users().contains(world.bot.id());
    gateway.tell(happening(type, channel, data, open));
  }

  private static Happening happening(
      String type, ChannelState channel, ObjectNode data, boolean open) {
    return channel.direct()
        ? new Happening(type, data, Happening.DIRECT_MESSAGES, Optional.empty(), true)
        : new Happening(type, data, Happening.GUILD_MESSAGES, Optional.of(channel.guild), open);
  }

  private static Optional<StoredMessage> answered(ChannelState channel, JsonNode reference) {
    var id = reference.path("message_id").asText("");
    var found = channel.message(id).filter(message -> message.onlyFor().isEmpty());
    if (!id.isEmpty() && found.isEmpty() && reference.path("fail_if_not_exists").asBoolean(true)) {
      var errors = new FormErrors();
      errors.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
      errors.check();
    }
    return found;
  }

  private static void refer(
      ObjectNode json, ChannelState channel, JsonNode asked, Optional<StoredMessage> answered) {
    if (answered.isEmpty()) {
      return;
    }
    var reference = json.putObject("message_reference").put("type", 0);
    reference.put("channel_id", channel.id).put("message_id", asked.path("message_id").asText());
    if (!channel.direct()) {
      reference.put("guild_id", channel.guild);
    }
    var before = answered.get().json().deepCopy();
    before.remove("referenced_message");
    json.set("referenced_message", before);
  }

  private void put(ObjectNode json, Pings pings) {
    json.put("mention_everyone", pings.everyone());
    var mentions = json.putArray("mentions");
    for (var id : pings.users()) {
      var user = world.users.get(id);
      if (user != null) {
        mentions.add(shapes.user(user));
      }
    }
    pings.roles().forEach(json.putArray("mention_roles")::add);
  }

  private static ArrayNode list(JsonNode node) {
    return node instanceof ArrayNode array ? array.deepCopy() : Json.array();
  }

  /// Keeps the old files that the form names, adds the new ones.
  private void attach(
      ObjectNode json, ChannelState channel, JsonNode form, List<Upload> uploads, ArrayNode old) {
    var all = Json.array();
    for (var before : old) {
      if (!form.has("attachments") || described(form, before.path("id").asText()).isPresent()) {
        all.add(before);
      }
    }
    for (var upload : uploads) {
      all.add(attachment(channel, upload, described(form, Integer.toString(upload.number()))));
    }
    json.set("attachments", all);
  }

  private static Optional<JsonNode> described(JsonNode form, String id) {
    for (var item : form.path("attachments")) {
      if (item.path("id").asText().equals(id)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private ObjectNode attachment(ChannelState channel, Upload upload, Optional<JsonNode> described) {
    var id = world.ids.next();
    files.put(id, upload);
    var name =
        described
            .flatMap(item -> Json.string(item, "filename"))
            .orElse(upload.name())
            .replaceAll("[^A-Za-z0-9._-]", "_");
    var path = "attachments/%s/%s/%s?ex=7fffffff&is=0&hm=0".formatted(channel.id, id, name);
    var json =
        object()
            .put("id", id)
            .put("filename", name)
            .put("size", upload.bytes().length)
            .put("url", "https://cdn.discordapp.com/" + path)
            .put("proxy_url", "https://media.discordapp.net/" + path)
            .put("content_type", upload.type());
    described
        .flatMap(item -> Json.string(item, "description"))
        .ifPresent(text -> json.put("description", text));
    return json;
  }

  /// Names their type, and shows files of the same message that they refer to; such a file is no
  /// longer listed beside them.
  private static ArrayNode embeds(JsonNode asked, ObjectNode message) {
    var all = list(asked);
    var shown = new HashSet<String>();
    for (var embed : all) {
      if (embed instanceof ObjectNode object) {
        object.put("type", "rich");
        for (var place : List.of("image", "thumbnail")) {
          show(object.path(place), message.path("attachments")).ifPresent(shown::add);
        }
      }
    }
    if (message.path("attachments") instanceof ArrayNode attachments) {
      for (int i = attachments.size() - 1; i >= 0; i--) {
        if (shown.contains(attachments.path(i).path("id").asText())) {
          attachments.remove(i);
        }
      }
    }
    return all;
  }

  private static Optional<String> show(JsonNode picture, JsonNode attachments) {
    var url = picture.path("url").asText("");
    for (var file : attachments) {
      if (picture instanceof ObjectNode object
          && url.equals("attachment://" + file.path("filename").asText())) {
        object.put("url", file.path("url").asText());
        object.put("proxy_url", file.path("proxy_url").asText());
        return Optional.of(file.path("id").asText());
      }
    }
    return Optional.empty();
  }
}
