package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a call brought, whichever way it came: in the address, as JSON, as a form or in parts
/// (https://core.telegram.org/bots/api#making-requests). Like the real server it takes a number for
/// a text and a text for a number, and objects as their JSON text.
final class Params {
  private final ObjectNode values;
  private final Map<String, Upload> uploads;

  private Params(ObjectNode values, Map<String, Upload> uploads) {
    this.values = values;
    this.uploads = uploads;
  }

  static Params of(ObjectNode values) {
    return new Params(values, Map.of());
  }

  static Params of(ObjectNode values, Map<String, Upload> uploads) {
    return new Params(values, uploads);
  }

  static Params read(String query, String contentType, byte[] body) {
    var values = Json.object();
    var uploads = new HashMap<String, Upload>();
    form(query, values);
    var type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      json(body, values);
    } else if (type.startsWith("application/x-www-form-urlencoded")) {
      form(new String(body, StandardCharsets.UTF_8), values);
    } else if (type.startsWith("multipart/form-data")) {
      Multipart.read(body, contentType, values, uploads);
    }
    return new Params(values, uploads);
  }

  private static void json(byte[] body, ObjectNode values) {
    try {
      if (body.length > 0) {
        var read = Json.read(body);
        if (!read.isObject()) {
          throw Refusal.bad("expected a JSON object");
        }
        values.setAll((ObjectNode) encodable(read));
      }
    } catch (JsonProcessingException _) {
      throw Refusal.bad("can't parse the JSON body");
    }
  }

  private static JsonNode encodable(JsonNode read) {
    if (!Json.wellFormed(read)) {
      throw Refusal.bad("strings must be encoded in UTF-8");
    }
    return read;
  }

  private static void form(String text, ObjectNode values) {
    try {
      for (var pair : text.split("&", 2000)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          var key = equals < 0 ? pair : pair.substring(0, equals);
          values.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException _) {
      throw Refusal.bad("the form cannot be read");
    }
  }

  private static String decoded(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }

  /// Missing and empty are the same to the real server.
  Optional<String> text(String key) {
    var value = values.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(value.isContainerNode() ? value.toString() : value.asText())
        .filter(text -> !text.isEmpty());
  }

  OptionalLong number(String key) {
    var text = text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text.get().strip()));
    } catch (NumberFormatException _) {
      throw Refusal.bad("invalid " + key + " specified");
    }
  }

  OptionalInt small(String key) {
    var number = number(key);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    // Out of range is a number that nothing has; the real server wraps it likewise to nonsense.
    long value = number.getAsLong();
    return OptionalInt.of(Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  boolean flag(String key) {
    return text(key)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.equals("true") || word.equals("yes") || word.equals("1"))
        .isPresent();
  }

  /// An object or a list, as it is or as its JSON text.
  Optional<JsonNode> tree(String key) {
    var value = values.path(key);
    if (value.isContainerNode()) {
      return Optional.of(value);
    }
    var text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var read = Json.read(text.get());
      if (read.isContainerNode()) {
        return Optional.of(encodable(read));
      }
      throw Refusal.bad("object expected as " + key.replace('_', ' '));
    } catch (JsonProcessingException _) {
      throw Refusal.bad("can't parse " + key.replace('_', ' ') + " JSON object");
    }
  }

  Optional<Upload> upload(String part) {
    return Optional.ofNullable(uploads.get(part));
  }

  Map<String, Upload> uploads() {
    return uploads;
  }

  /// For the list of calls.
  Map<String, String> shown() {
    var all = new HashMap<String, String>();
    values.fieldNames().forEachRemaining(key -> text(key).ifPresent(text -> all.put(key, text)));
    return all;
  }
}
