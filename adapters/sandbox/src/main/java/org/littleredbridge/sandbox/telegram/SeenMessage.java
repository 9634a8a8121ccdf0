package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A message as people see it.
///
/// @param chat the chat
/// @param id rises within the chat
/// @param author whose name stands above it: a person's, the bot's, or a chat's
/// @param authorId id of that user or chat
/// @param text plain text of a text message, else empty
/// @param caption plain text under media
/// @param entities what is more than plain in `text` or `caption`: what the markup said and what
///   Telegram finds by itself (mentions, addresses, commands, hashtags)
/// @param media picture, video, document or animation
/// @param buttons rows under the message
/// @param replyTo the message it answers; the beginning of a topic does not count
/// @param topic the forum's topic
/// @param album the same for all messages of an album
/// @param reactions the emoji that the bot set
/// @param silent true = without a sound
/// @param sentAt to the second
/// @param editedAt to the second, of the last edit
public record SeenMessage(
    long chat,
    int id,
    String author,
    long authorId,
    String text,
    Optional<String> caption,
    List<Entity> entities,
    Optional<Media> media,
    List<List<Button>> buttons,
    OptionalInt replyTo,
    OptionalInt topic,
    Optional<String> album,
    List<String> reactions,
    boolean silent,
    Instant sentAt,
    Optional<Instant> editedAt) {
  /// One stretch of text, in UTF-16 units. https://core.telegram.org/bots/api#messageentity
  public record Entity(String type, int offset, int length, Optional<String> url) {}

  /// A file in a message.
  ///
  /// @param kind `photo`, `video`, `document` or `animation`
  /// @param bytes its size
  /// @param sha256 of its bytes, hex in lower case
  public record Media(
      String kind,
      String fileId,
      String fileName,
      long bytes,
      String sha256,
      int width,
      int height,
      boolean spoiler) {}

  /// A button; it has `data` or `url`.
  public record Button(String text, Optional<String> data, Optional<String> url) {}

  public SeenMessage {
    entities = List.copyOf(entities);
    buttons = buttons.stream().map(List::copyOf).toList();
    reactions = List.copyOf(reactions);
  }

  /// Text or caption, whichever there is.
  public String words() {
    return caption.orElse(text);
  }

  /// All buttons, row after row.
  public List<Button> allButtons() {
    return buttons.stream().flatMap(List::stream).toList();
  }

  static SeenMessage of(ObjectNode wire, Files files, List<String> reactions, boolean silent) {
    var author = wire.has("sender_chat") ? wire.path("sender_chat") : wire.path("from");
    var reply = wire.path("reply_to_message");
    return new SeenMessage(
        wire.path("chat").path("id").asLong(),
        wire.path("message_id").asInt(),
        author.path("title").asText(author.path("first_name").asText()),
        author.path("id").asLong(),
        wire.path("text").asText(),
        text(wire, "caption"),
        entities(wire.path(wire.has("caption") ? "caption_entities" : "entities")),
        media(wire, files),
        buttons(wire.path("reply_markup").path("inline_keyboard")),
        reply.isMissingNode() || reply.has("forum_topic_created")
            ? OptionalInt.empty()
            : OptionalInt.of(reply.path("message_id").asInt()),
        wire.path("is_topic_message").asBoolean()
            ? OptionalInt.of(wire.path("message_thread_id").asInt())
            : OptionalInt.empty(),
        text(wire, "media_group_id"),
        reactions,
        silent,
        Instant.ofEpochSecond(wire.path("date").asLong()),
        wire.has("edit_date")
            ? Optional.of(Instant.ofEpochSecond(wire.path("edit_date").asLong()))
            : Optional.empty());
  }

  private static List<Entity> entities(JsonNode list) {
    var all = new ArrayList<Entity>();
    for (var node : list) {
      all.add(
          new Entity(
              node.path("type").asText(),
              node.path("offset").asInt(),
              node.path("length").asInt(),
              text(node, "url")));
    }
    return all;
  }

  private static Optional<Media> media(ObjectNode wire, Files files) {
    // An animation comes with a document of the same file, for old bots.
    return Stream.of("photo", "video", "animation", "document")
        .filter(wire::has)
        .findFirst()
        .map(kind -> {
          var node = wire.path(kind);
          var file = node.isArray() ? node.path(node.size() - 1) : node;
          var id = file.path("file_id").asText();
          return new Media(
              kind,
              id,
              file.path("file_name").asText(),
              file.path("file_size").asLong(),
              files.find(id).map(Files.Stored::sha256).orElse(""),
              file.path("width").asInt(),
              file.path("height").asInt(),
              wire.path("has_media_spoiler").asBoolean());
        });
  }

  private static List<List<Button>> buttons(JsonNode rows) {
    var all = new ArrayList<List<Button>>();
    for (var row : rows) {
      var line = new ArrayList<Button>();
      for (var node : row) {
        line.add(
            new Button(node.path("text").asText(), text(node, "callback_data"), text(node, "url")));
      }
      all.add(line);
    }
    return all;
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.hasNonNull(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
  }

  ObjectNode json() {
    var node = Json.object().put("chat", chat).put("id", id).put("author", author);
    node.put("authorId", authorId).put("text", text);
    caption.ifPresent(words -> node.put("caption", words));
    var found = node.putArray("entities");
    for (var entity : entities) {
      var one = found.addObject().put("type", entity.type).put("offset", entity.offset);
      one.put("length", entity.length);
      entity.url.ifPresent(url -> one.put("url", url));
    }
    media.ifPresent(file ->
        node.putObject("media")
            .put("kind", file.kind)
            .put("fileId", file.fileId)
            .put("fileName", file.fileName)
            .put("bytes", file.bytes)
            .put("sha256", file.sha256)
            .put("width", file.width)
            .put("height", file.height)
            .put("spoiler", file.spoiler));
    var rows = node.putArray("buttons");
    for (var row : buttons) {
      var line = rows.addArray();
      for (var button : row) {
        var one = line.addObject().put("text", button.text);
        button.data.ifPresent(data -> one.put("data", data));
        button.url.ifPresent(url -> one.put("url", url));
      }
    }
    replyTo.ifPresent(message -> node.put("replyTo", message));
    topic.ifPresent(thread -> node.put("topic", thread));
    album.ifPresent(group -> node.put("album", group));
    var faces = node.putArray("reactions");
    reactions.forEach(faces::add);
    node.put("silent", silent).put("sentAt", sentAt.toString());
    editedAt.ifPresent(at -> node.put("editedAt", at.toString()));
    return node;
  }
}
