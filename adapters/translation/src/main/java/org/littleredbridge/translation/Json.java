package org.littleredbridge.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON trees, read strictly: a key twice, words behind the end or a hundred levels are no JSON.
final class Json {
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// A missing node when it is none. What Jackson says of it may quote the text and is not kept.
  static JsonNode read(byte[] body) {
    try {
      var read = MAPPER.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  static JsonNode read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that we built can always be written", e);
    }
  }

  /// By way of a string: half a surrogate pair becomes a question mark and no exception.
  static byte[] bytes(JsonNode tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build());
    return mapper;
  }
}
