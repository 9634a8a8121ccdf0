package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Reads what the controls are asked. All methods throw [IllegalArgumentException] with a sentence
/// on what is missing.
record Asking(SandboxDiscord discord, World world) {
  static JsonNode body(ServerRequest req) {
    var bytes = req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0];
    return Json.read(new String(bytes, StandardCharsets.UTF_8))
        .filter(JsonNode::isObject)
        .orElseThrow(() -> new IllegalArgumentException("Send a JSON object."));
  }

  static String need(JsonNode body, String field) {
    return Json.string(body, field)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(field)));
  }

  SandboxGuild guild(JsonNode body) {
    var state = world.guilds.get(need(body, "guild"));
    if (state == null) {
      throw new IllegalArgumentException("There is no such guild; GET /_sandbox/info lists them.");
    }
    return discord.known(state);
  }

  SandboxUser user(JsonNode body) {
    var user = world.users.get(need(body, "user"));
    if (user == null) {
      throw new IllegalArgumentException("There is no such user.");
    }
    return user;
  }

  SandboxChannel place(JsonNode body, String field) {
    return world
        .find(need(body, field))
        .orElseThrow(() -> new IllegalArgumentException("There is no such channel."))
        .handle();
  }

  static String[] words(JsonNode list) {
    var words = new String[list.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = list.path(i).asText();
    }
    return words;
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
