package org.littleredbridge.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Judges a value by a JSON Schema, as far as `bridge.schema.json` needs it; a keyword it does not
/// know is an error. Written from https://json-schema.org/draft/2020-12/json-schema-validation.
final class SchemaCheck {
  private static final Set<String> WORDS =
      Set.of("$schema", "$defs", "title", "description", "default", "examples", "then");
  private static final Map<String, Predicate<JsonNode>> TYPES =
      Map.of(
          "object", JsonNode::isObject,
          "array", JsonNode::isArray,
          "string", JsonNode::isTextual,
          "number", JsonNode::isNumber,
          "integer", JsonNode::isIntegralNumber,
          "boolean", JsonNode::isBoolean,
          "null", JsonNode::isNull);

  private final JsonNode root;

  SchemaCheck(JsonNode root) {
    this.root = root;
  }

  boolean takes(JsonNode value) {
    return takes(root, value);
  }

  private boolean takes(JsonNode schema, JsonNode value) {
    if (schema.isBoolean()) {
      return schema.booleanValue();
    }
    return schema.properties().stream()
        .allMatch(keyword -> holds(schema, keyword.getKey(), keyword.getValue(), value));
  }

  private boolean holds(JsonNode schema, String keyword, JsonNode rule, JsonNode value) {
    return switch (keyword) {
      case "$ref" -> takes(root.at(rule.textValue().substring(1)), value);
      case "type" ->
          rule.isTextual() ? type(rule, value) : all(rule).anyMatch(type -> type(type, value));
      case "enum" -> all(rule).anyMatch(value::equals);
      case "const" -> value.equals(rule);
      case "anyOf" -> all(rule).anyMatch(s -> takes(s, value));
      case "allOf" -> all(rule).allMatch(s -> takes(s, value));
      case "if" -> !takes(rule, value) || takes(schema.path("then"), value);
      case "pattern" ->
          !value.isTextual() || Pattern.compile(rule.textValue()).matcher(value.textValue()).find();
      case "minimum" ->
          !value.isNumber() || value.decimalValue().compareTo(rule.decimalValue()) >= 0;
      case "maximum" ->
          !value.isNumber() || value.decimalValue().compareTo(rule.decimalValue()) <= 0;
      case "minItems" -> !value.isArray() || value.size() >= rule.intValue();
      case "maxItems" -> !value.isArray() || value.size() <= rule.intValue();
      case "items" -> !value.isArray() || all(value).allMatch(v -> takes(rule, v));
      case "contains" -> !value.isArray() || all(value).anyMatch(v -> takes(rule, v));
      case "required" -> !value.isObject() || all(rule).allMatch(k -> value.has(k.textValue()));
      case "properties" ->
          value.properties().stream()
              .allMatch(e -> !rule.has(e.getKey()) || takes(rule.get(e.getKey()), e.getValue()));
      case "additionalProperties" ->
          rule.booleanValue()
              || value.properties().stream()
                  .allMatch(e -> schema.path("properties").has(e.getKey()));
      default -> {
        if (!WORDS.contains(keyword)) {
          throw new IllegalArgumentException("the schema uses “" + keyword + "”, unknown here");
        }
        yield true;
      }
    };
  }

  private static boolean type(JsonNode type, JsonNode value) {
    var test = TYPES.get(type.textValue());
    if (test == null) {
      throw new IllegalArgumentException("no type " + type);
    }
    return test.test(value);
  }

  private static Stream<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
