package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The web API spells with underscores (`note_card`) what the platform's pages, and so the gateway
/// xiaohongshu-mcp, spell in one word (`noteCard`).
final class SnakeCase {
  private SnakeCase() {}

  static ObjectNode of(ObjectNode camel) {
    var snake = Wire.object();
    camel.properties().forEach(field -> snake.set(key(field.getKey()), value(field.getValue())));
    return snake;
  }

  private static JsonNode value(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return of(object);
    }
    if (value.isArray()) {
      var array = Wire.NODES.arrayNode();
      value.forEach(one -> array.add(value(one)));
      return array;
    }
    return value;
  }

  private static String key(String camel) {
    var snake = new StringBuilder();
    for (char c : camel.toCharArray()) {
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
