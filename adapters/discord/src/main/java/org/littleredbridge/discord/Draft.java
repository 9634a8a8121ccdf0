package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.Part.Attachment;

/// One message before it is known where it goes.
///
/// @param content escaped, at most 2,000 long; may be empty when there is an embed or a file
/// @param name what a thread is called that the message opens, at most 100 long
record Draft(
    String content,
    Optional<ObjectNode> embed,
    List<Button> buttons,
    List<Attachment> files,
    String name) {
  static final int MOST_FILES = 10;

  // Message flags. Source: https://docs.discord.com/developers/resources/message.
  private static final int SUPPRESS_EMBEDS = 1 << 2;
  private static final int EPHEMERAL = 1 << 6;

  private static final int BUTTONS_IN_ROW = 5;
  private static final int ROWS = 5;
  private static final int LONGEST_LABEL = 80;
  private static final int LONGEST_BUTTON_LINK = 512;
  private static final String SOMETHING = "…";

  Draft {
    buttons = List.copyOf(buttons);
    files = List.copyOf(files);
  }

  Draft with(List<Attachment> others) {
    return new Draft(content, embed, buttons, others, name);
  }

  /// The message as Discord takes it; nothing in it ever pings anybody.
  ObjectNode body() {
    var body = JsonNodeFactory.instance.objectNode();
    var empty = Markup.isBlank(content) && embed.isEmpty() && files.isEmpty();
    if (empty || !Markup.isBlank(content)) {
      body.put("content", empty ? SOMETHING : content);
    }
    embed.ifPresent(shown -> body.putArray("embeds").add(shown.deepCopy()));
    var mentions = body.putObject("allowed_mentions");
    mentions.putArray("parse");
    mentions.put("replied_user", false);
    if (embed.isEmpty()) {
      body.put("flags", SUPPRESS_EMBEDS);
    }
    rows(body);
    attachments(body);
    return body;
  }

  /// The message as another one becomes it. Buttons that it had go when it has none now.
  ObjectNode edit() {
    var body = body();
    if (!body.has("components")) {
      body.putArray("components");
    }
    return body;
  }

  /// The same for one person's eyes.
  ObjectNode privateBody() {
    var body = body();
    return body.put("flags", body.path("flags").asInt(0) | EPHEMERAL);
  }

  private void rows(ObjectNode body) {
    var shown = JsonNodeFactory.instance.arrayNode();
    buttons.stream().distinct().forEach(button -> add(button, shown));
    if (shown.isEmpty()) {
      return;
    }
    var rows = body.putArray("components");
    for (int i = 0; i < Math.min(shown.size(), BUTTONS_IN_ROW * ROWS); i++) {
      if (i % BUTTONS_IN_ROW == 0) {
        rows.addObject().put("type", 1).putArray("components");
      }
      ((ArrayNode) rows.get(i / BUTTONS_IN_ROW).path("components")).add(shown.get(i));
    }
  }

  private static void add(Button button, ArrayNode row) {
    var label = Markup.plain(button.label(), LONGEST_LABEL);
    var shown = JsonNodeFactory.instance.objectNode().put("type", 2);
    shown.put("label", label.isEmpty() ? SOMETHING : label);
    switch (button) {
      case Button.Ask(var _, var action) -> {
        if (row.valueStream().noneMatch(b -> action.code().equals(b.path("custom_id").asText()))) {
          row.add(shown.put("style", 2).put("custom_id", action.code()));
        }
      }
      case Button.Open(var _, var link) -> {
        var address = link.toASCIIString();
        // A longer one is left out; the card's title leads to the same page.
        if (address.startsWith("http") && address.length() <= LONGEST_BUTTON_LINK) {
          row.add(shown.put("style", 5).put("url", address));
        }
      }
    }
  }

  private void attachments(ObjectNode body) {
    if (files.isEmpty()) {
      return;
    }
    var list = body.putArray("attachments");
    for (int i = 0; i < files.size(); i++) {
      list.addObject()
          .put("id", String.valueOf(i))
          .put("filename", RequestBodies.name(files.get(i), i));
    }
  }
}
