package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A message as people see it.
///
/// @param id snowflake
/// @param channel id of its channel
/// @param author id of who wrote it
/// @param fromBot whether the bot under test wrote it
/// @param content its text
/// @param embeds in order
/// @param files attachments that are not shown inside an embed
/// @param buttons of all rows, in order
/// @param replyTo id of the message it answers
/// @param pings ids of the people and roles it notified, and `everyone`
/// @param onlyFor the one person who sees it (ephemeral)
/// @param loading the bot has promised an answer and not given it yet
/// @param edited whether it was changed
/// @param raw the message object of the REST interface
public record SeenMessage(
    String id,
    String channel,
    String author,
    boolean fromBot,
    String content,
    List<Embed> embeds,
    List<File> files,
    List<Button> buttons,
    Optional<String> replyTo,
    Set<String> pings,
    Optional<String> onlyFor,
    boolean loading,
    boolean edited,
    JsonNode raw) {
  /// A box below the text; what is missing is "".
  ///
  /// @param image address of its large picture
  public record Embed(
      String title,
      String url,
      String description,
      String author,
      String footer,
      String image,
      List<Field> fields) {}

  /// A line in an embed.
  public record Field(String name, String value) {}

  /// An attachment.
  ///
  /// @param size bytes
  public record File(String id, String name, String type, long size, String description) {}

  /// A button.
  ///
  /// @param customId "" for a link
  /// @param url "" for all but a link
  public record Button(String label, String customId, String url, boolean disabled) {}

  static SeenMessage of(StoredMessage stored) {
    var json = stored.json();
    var pings = new java.util.TreeSet<>(stored.pings().users());
    pings.addAll(stored.pings().roles());
    if (stored.pings().everyone()) {
      pings.add("everyone");
    }
    return new SeenMessage(
        stored.id(),
        json.path("channel_id").asText(),
        json.path("author").path("id").asText(),
        stored.fromBot(),
        json.path("content").asText(),
        embeds(json.path("embeds")),
        files(json.path("attachments")),
        buttons(json.path("components")),
        Json.string(json.path("message_reference"), "message_id"),
        pings,
        stored.onlyFor(),
        (json.path("flags").asInt() & MessageRules.LOADING) != 0,
        json.path("edited_timestamp").isTextual(),
        json);
  }

  private static List<Embed> embeds(JsonNode all) {
    var seen = new ArrayList<Embed>();
    for (var embed : all) {
      var fields = new ArrayList<Field>();
      for (var field : embed.path("fields")) {
        fields.add(new Field(field.path("name").asText(), field.path("value").asText()));
      }
      seen.add(
          new Embed(
              embed.path("title").asText(""),
              embed.path("url").asText(""),
              embed.path("description").asText(""),
              embed.path("author").path("name").asText(""),
              embed.path("footer").path("text").asText(""),
              embed.path("image").path("url").asText(""),
              List.copyOf(fields)));
    }
    return List.copyOf(seen);
  }

  private static List<File> files(JsonNode all) {
    var seen = new ArrayList<File>();
    for (var file : all) {
      seen.add(
          new File(
              file.path("id").asText(),
              file.path("filename").asText(),
              file.path("content_type").asText(""),
              file.path("size").asLong(),
              file.path("description").asText("")));
    }
    return List.copyOf(seen);
  }

  private static List<Button> buttons(JsonNode rows) {
    var seen = new ArrayList<Button>();
    for (var row : rows) {
      for (var button : row.path("components")) {
        seen.add(
            new Button(
                button.path("label").asText(""),
                button.path("custom_id").asText(""),
                button.path("url").asText(""),
                button.path("disabled").asBoolean()));
      }
    }
    return List.copyOf(seen);
  }
}
