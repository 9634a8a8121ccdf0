package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A REST call whose route is known.
///
/// @param path the values of the names in the route
/// @param query the first value of each query parameter
/// @param form the body's JSON; an empty object when there is none
/// @param files what was uploaded with it
record Call(
    Map<String, String> path, Map<String, String> query, JsonNode form, List<Upload> files) {

  static Call read(
      Map<String, String> path, Map<String, String> query, String contentType, byte[] body) {
    var type = contentType.toLowerCase(Locale.ROOT);
    if (body.length == 0) {
      return new Call(path, query, Json.object(), List.of());
    }
    if (type.startsWith("multipart/form-data")) {
      var parts = Multipart.parts(contentType, body).orElseThrow(Call::notJson);
      JsonNode form =
          parts.stream()
              .filter(part -> part.field().equals("payload_json"))
              .findFirst()
              .map(part -> json(part.bytes()))
              .orElseGet(Json::object);
      var files = parts.stream().filter(part -> !part.name().isEmpty()).toList();
      return new Call(path, query, form, files);
    }
    if (!type.startsWith("application/json")) {
      throw new Refusal(
          400,
          50035,
          "Invalid Form Body",
          Json.object()
              .set(
                  "_errors",
                  Json.array()
                      .add(
                          Json.object()
                              .put("code", "CONTENT_TYPE_INVALID")
                              .put(
                                  "message",
                                  "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}."))));
    }
    return new Call(path, query, json(body), List.of());
  }

  private static JsonNode json(byte[] bytes) {
    return Json.read(new String(bytes, StandardCharsets.UTF_8)).orElseThrow(Call::notJson);
  }

  private static Refusal notJson() {
    return new Refusal(400, 50109, "The request body contains invalid JSON.");
  }

  String at(String name) {
    return path.getOrDefault(name, "");
  }

  /// The body as an object; anything else is refused.
  ObjectNode object() {
    if (form instanceof ObjectNode object) {
      return object;
    }
    var errors = new FormErrors();
    errors.add("body", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    errors.check();
    return Json.object();
  }
}
