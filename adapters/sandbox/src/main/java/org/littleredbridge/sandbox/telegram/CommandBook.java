package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The bot's menus, apart by scope and language: https://core.telegram.org/bots/api#setmycommands .
/// Thread safe.
final class CommandBook {
  private static final int MOST = 100;
  private static final int MOST_DESCRIPTION = 256;
  private static final Set<String> SCOPES =
      Set.of(
          "default",
          "all_private_chats",
          "all_group_chats",
          "all_chat_administrators",
          "chat",
          "chat_administrators",
          "chat_member");
  private final Map<String, ArrayNode> menus = new ConcurrentSkipListMap<>();

  JsonNode set(Params params) {
    var commands =
        params
            .tree("commands")
            .orElseThrow(() -> Refusal.bad("parameter \"commands\" is required"));
    if (!commands.isArray()) {
      throw Refusal.bad("expected an Array of BotCommand");
    }
    if (commands.size() > MOST) {
      throw Refusal.bad("BOT_COMMANDS_TOO_MUCH");
    }
    var menu = Json.array();
    for (var command : commands) {
      var name = command.path("command").asText();
      var words = command.path("description").asText();
      if (!name.matches("/?[a-z0-9_]{1,32}")) {
        throw Refusal.bad("BOT_COMMAND_INVALID");
      }
      if (words.isBlank() || words.length() > MOST_DESCRIPTION) {
        throw Refusal.bad("BOT_COMMAND_DESCRIPTION_INVALID");
      }
      menu.addObject()
          .put("command", name.startsWith("/") ? name.substring(1) : name)
          .put("description", words);
    }
    menus.put(key(params), menu);
    return BooleanNode.TRUE;
  }

  JsonNode get(Params params) {
    return menus.getOrDefault(key(params), Json.array());
  }

  JsonNode delete(Params params) {
    menus.remove(key(params));
    return BooleanNode.TRUE;
  }

  /// Every menu, by `scope/language`, such as `all_group_chats/zh`, `chat:-100/`.
  Map<String, Map<String, String>> shown() {
    var all = new TreeMap<String, Map<String, String>>();
    menus.forEach((key, menu) -> {
      var words = new LinkedHashMap<String, String>();
      menu.forEach(
          one -> words.put(one.path("command").asText(), one.path("description").asText()));
      all.put(key, words);
    });
    return all;
  }

  private static String key(Params params) {
    var scope = params.tree("scope");
    var type = scope.map(node -> node.path("type").asText()).orElse("default");
    if (!SCOPES.contains(type)) {
      throw Refusal.bad("can't parse BotCommandScope: unsupported type specified");
    }
    var language = params.text("language_code").orElse("");
    if (!language.matches("|[a-z]{2}")) {
      throw Refusal.bad("invalid language code specified");
    }
    var chat = scope.map(node -> node.path("chat_id").asText()).orElse("");
    var user = scope.map(node -> node.path("user_id").asText()).orElse("");
    return type
        + (chat.isEmpty() ? "" : ":" + chat)
        + (user.isEmpty() ? "" : ":" + user)
        + "/"
        + language;
  }
}
