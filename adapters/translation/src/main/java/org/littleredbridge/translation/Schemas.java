package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON Schemas within what OpenAI's strict mode takes: every key required, none beside them, no
/// lengths. Source: https://platform.openai.com/docs/guides/structured-outputs
final class Schemas {
  private Schemas() {}

  static ObjectNode object() {
    var schema = Json.object().put("type", "object").put("additionalProperties", false);
    schema.putObject("properties");
    schema.putArray("required");
    return schema;
  }

  static ObjectNode with(ObjectNode schema, String key, ObjectNode value) {
    schema.withObjectProperty("properties").set(key, value);
    schema.withArrayProperty("required").add(key);
    return schema;
  }

  static ObjectNode text() {
    return Json.object().put("type", "string");
  }

  static ObjectNode number() {
    return Json.object().put("type", "integer");
  }

  static ObjectNode words(String... words) {
    var schema = text();
    var list = schema.putArray("enum");
    for (var word : words) {
      list.add(word);
    }
    return schema;
  }

  static ObjectNode list(ObjectNode entry) {
    var schema = Json.object().put("type", "array");
    schema.set("items", entry);
    return schema;
  }

  /// An object with one key that holds texts by their ids.
  static ObjectNode numbered(String key) {
    return with(object(), key, list(with(with(object(), "id", number()), "text", text())));
  }
}
