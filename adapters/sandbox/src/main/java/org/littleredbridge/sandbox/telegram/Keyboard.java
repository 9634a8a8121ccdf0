package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The rules for buttons, https://core.telegram.org/bots/api#inlinekeyboardbutton .
final class Keyboard {
  private static final int MOST_BUTTONS = 100;
  private static final int MOST_DATA = 64;
  private static final List<String> SENSES =
      List.of(
          "url",
          "callback_data",
          "web_app",
          "login_url",
          "switch_inline_query",
          "switch_inline_query_current_chat",
          "switch_inline_query_chosen_chat",
          "copy_text",
          "callback_game",
          "pay");

  private Keyboard() {}

  /// The checked inline keyboard; other keyboards are for private chats and leave no trace.
  static Optional<ObjectNode> of(Params params) {
    var markup = params.tree("reply_markup");
    if (markup.isEmpty()) {
      return Optional.empty();
    }
    if (!markup.get().isObject()) {
      throw Refusal.bad("object expected as reply markup");
    }
    if (!markup.get().has("inline_keyboard")) {
      return Optional.empty();
    }
    var rows = markup.get().path("inline_keyboard");
    if (!rows.isArray()) {
      throw Refusal.bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array");
    }
    int count = 0;
    for (var row : rows) {
      if (!row.isArray()) {
        throw Refusal.bad("can't parse inline keyboard button: expected an Array");
      }
      for (var button : row) {
        check(button);
        count++;
      }
    }
    if (count > MOST_BUTTONS) {
      throw Refusal.bad("reply markup is too long");
    }
    return count == 0 ? Optional.empty() : Optional.of((ObjectNode) markup.get());
  }

  private static void check(JsonNode button) {
    if (!button.isObject() || !button.path("text").isTextual()) {
      throw Refusal.bad("can't parse inline keyboard button: field \"text\" must be a String");
    }
    if (button.path("text").asText().isBlank()) {
      throw Refusal.bad("can't parse inline keyboard button: Button text must be non-empty");
    }
    long senses = SENSES.stream().filter(button::has).count();
    if (senses != 1) {
      throw Refusal.bad(
          "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    if (button.has("callback_data")) {
      int bytes = button.path("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
      if (bytes < 1 || bytes > MOST_DATA) {
        throw Refusal.bad("BUTTON_DATA_INVALID");
      }
    }
    if (button.has("url")) {
      checkUrl(button.path("url").asText());
    }
  }

  private static void checkUrl(String url) {
    try {
      var uri = URI.create(url.contains("://") || url.startsWith("tg:") ? url : "http://" + url);
      var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      var host = Optional.ofNullable(uri.getHost()).orElse("");
      boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (scheme.equalsIgnoreCase("tg")
          || scheme.equalsIgnoreCase("ton")
          || web && host.contains(".")) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw Refusal.bad("inline keyboard button URL '%s' is invalid: Wrong HTTP URL".formatted(url));
  }
}
