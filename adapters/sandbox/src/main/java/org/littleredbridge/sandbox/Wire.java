package org.littleredbridge.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// JSON as the gateway's Go program writes it: keys in the order of their declaration, and `&`,
/// `<`, `>` and the two line separators of Unicode as backslash-u sequences
/// (https://pkg.go.dev/encoding/json#HTMLEscape).
final class Wire {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper READER = new ObjectMapper();
  private static final ObjectMapper WRITER =
      new ObjectMapper(new JsonFactory().setCharacterEscapes(new GoEscapes()));

  private Wire() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      // By way of a string: Jackson's byte writer would escape emoji, Go does not.
      return WRITER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree that we built can always be written.", e);
    }
  }

  static JsonNode read(byte[] body) throws JsonProcessingException {
    return READER.readTree(new String(body, StandardCharsets.UTF_8));
  }

  private static final class GoEscapes extends CharacterEscapes {
    private final int[] ascii = standardAsciiEscapesForJSON();

    private GoEscapes() {
      ascii['<'] = ESCAPE_CUSTOM;
      ascii['>'] = ESCAPE_CUSTOM;
      ascii['&'] = ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return switch (character) {
        case '<', '>', '&', 0x2028, 0x2029 -> new SerializedString("\\u%04x".formatted(character));
        default -> null;
      };
    }
  }
}
