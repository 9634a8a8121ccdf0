package org.littleredbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request's body, checked as the gateway's framework checks it; what is wrong is told in its
/// words.
///
/// @param type name of the Go structure, which the messages carry
record GoRequest(String type, JsonNode body) {
  static GoRequest read(String type, byte[] body) {
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      throw GatewayError.invalid("EOF");
    }
    try {
      var node = Wire.read(body);
      if (!node.isObject()) {
        throw GatewayError.invalid(
            "json: cannot unmarshal %s into Go value of type main.%s".formatted(kind(node), type));
      }
      return new GoRequest(type, node);
    } catch (JsonProcessingException e) {
      throw GatewayError.invalid("invalid character in JSON body: " + e.getOriginalMessage());
    }
  }

  /// Refuses the request unless all these texts are there and not empty.
  GoRequest require(String... fields) {
    var missing = new ArrayList<String>();
    for (var field : fields) {
      if (text(field).isEmpty()) {
        missing.add(violation(field, "required"));
      }
    }
    if (!missing.isEmpty()) {
      throw GatewayError.invalid(String.join("\n", missing));
    }
    return this;
  }

  GoRequest requireOneOf(String first, String second) {
    if (text(first).isEmpty() && text(second).isEmpty()) {
      throw GatewayError.invalid(
          violation(first, "required_without") + "\n" + violation(second, "required_without"));
    }
    return this;
  }

  /// The text of that field, "" when it is not there.
  String text(String field) {
    var value = body.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw wrongType(field, value, "string");
    }
    return value.asText("");
  }

  boolean flag(String field) {
    var value = body.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw wrongType(field, value, "bool");
    }
    return value.asBoolean(false);
  }

  private GatewayError wrongType(String field, JsonNode value, String wanted) {
    return GatewayError.invalid(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(kind(value), type, field, wanted));
  }

  private String violation(String field, String tag) {
    var name = goName(field);
    return "Key: '%s.%s' Error:Field validation for '%s' failed on the '%s' tag"
        .formatted(type, name, name, tag);
  }

  // feed_id is FeedID in Go, xsec_token is XsecToken.
  private static String goName(String field) {
    var words = new StringBuilder();
    for (var word : List.of(field.split("_"))) {
      words.append(
          word.equals("id") ? "ID" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return words.toString();
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case BOOLEAN -> "bool";
      case NUMBER -> "number";
      case STRING, BINARY -> "string";
      case NULL, MISSING -> "null";
    };
  }
}
