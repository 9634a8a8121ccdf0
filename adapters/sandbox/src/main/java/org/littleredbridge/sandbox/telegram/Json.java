package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/// JSON trees. A tree that was handed on is never changed afterwards, so threads may share it.
final class Json {
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      // By way of a string: half a surrogate pair becomes a question mark and no exception.
      return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree that we built can always be written.", e);
    }
  }

  static JsonNode read(byte[] body) throws JsonProcessingException {
    return read(new String(body, StandardCharsets.UTF_8));
  }

  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /// False when a text somewhere in it has half a surrogate pair, which UTF-8 cannot say.
  static boolean wellFormed(JsonNode node) {
    if (node.isTextual()) {
      return StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue());
    }
    if (node instanceof ObjectNode object) {
      return object.properties().stream()
          .allMatch(field ->
              StandardCharsets.UTF_8.newEncoder().canEncode(field.getKey())
                  && wellFormed(field.getValue()));
    }
    for (var child : node) {
      if (!wellFormed(child)) {
        return false;
      }
    }
    return true;
  }

  private static JsonMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    // A hostile body must not exhaust the stack.
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build());
    return mapper;
  }
}
