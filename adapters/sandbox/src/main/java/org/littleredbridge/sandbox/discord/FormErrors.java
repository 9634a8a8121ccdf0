package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Collects what is wrong with a form, at the place where it is wrong. Source:
/// https://docs.discord.com/developers/reference#error-messages
final class FormErrors {
  private final ObjectNode tree = Json.object();

  /// Adds an error at a place such as `embeds.0.title`.
  void add(String place, String code, String message) {
    var at = tree;
    for (var step : place.split("\\.")) {
      at = at.path(step) instanceof ObjectNode next ? next : at.putObject(step);
    }
    at.withArray("_errors").addObject().put("code", code).put("message", message);
  }

  void tooLong(String place, int most) {
    add(place, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(most));
  }

  void required(String place) {
    add(place, "BASE_TYPE_REQUIRED", "This field is required");
  }

  /// An id must be a string of digits.
  void snowflake(String place, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isTextual() || !Snowflakes.wellFormed(value.textValue())) {
      add(
          place,
          "NUMBER_TYPE_COERCE",
          "Value \"%s\" is not snowflake.".formatted(value.asText().replace('"', '\'')));
    }
  }

  boolean any() {
    return !tree.isEmpty();
  }

  /// Throws what was collected, if anything.
  void check() {
    if (any()) {
      throw new Refusal(400, 50035, "Invalid Form Body", tree);
    }
  }
}
