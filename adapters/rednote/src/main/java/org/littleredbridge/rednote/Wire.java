package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// A piece of a gateway's answer, read leniently: gateways drop fields, send `null` for an empty
/// list and write numbers as strings. What cannot be read counts as absent, so that one odd field
/// never costs a whole note.
///
/// Keys are asked for as the platform's pages spell them (`noteCard`); where there is none, its web
/// API's spelling is read (`note_card`). The two name the same things.
record Wire(JsonNode node) {
  Wire at(String key) {
    return new Wire(path(key));
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean has(String key) {
    return !path(key).isMissingNode() && !path(key).isNull();
  }

  /// The first of `keys` that holds a text (or number) which is not blank; else empty.
  String text(String... keys) {
    for (var key : keys) {
      var value = path(key);
      if (value.isTextual() || value.isNumber()) {
        var text = storable(value.asText());
        if (!text.isBlank()) {
          return text;
        }
      }
    }
    return "";
  }

  /// A whole number, also when written as a string; 0 when there is none.
  long number(String key) {
    return path(key).asLong(0);
  }

  /// A whole number kept within 0 and `most`.
  int size(String key, int most) {
    return Math.clamp(number(key), 0, most);
  }

  boolean flag(String key) {
    return path(key).asBoolean(false);
  }

  List<Wire> list(String key) {
    var array = path(key);
    if (!array.isArray()) {
      return List.of();
    }
    var all = new ArrayList<Wire>(array.size());
    array.forEach(one -> all.add(new Wire(one)));
    return all;
  }

  Optional<URI> address(String... keys) {
    return webAddress(text(keys));
  }

  private JsonNode path(String key) {
    var value = node.path(key);
    return value.isMissingNode() ? snakePath(key) : value;
  }

  private JsonNode snakePath(String key) {
    var snake = new StringBuilder(key.length() + 4);
    for (var i = 0; i < key.length(); i++) {
      var c = key.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        snake.append('_').append((char) (c - 'A' + 'a'));
      } else {
        snake.append(c);
      }
    }
    return snake.length() == key.length() ? MissingNode.getInstance() : node.path(snake.toString());
  }

  /// A web address; empty for anything else. The platform also writes `//host/path`.
  static Optional<URI> webAddress(String text) {
    var full = text.startsWith("//") ? "https:" + text : text;
    if (full.length() > 4096 || !full.regionMatches(true, 0, "http", 0, 4)) {
      return Optional.empty();
    }
    try {
      var uri = new URI(full);
      return Optional.of(uri).filter(u -> u.getHost() != null && isWeb(u));
    } catch (URISyntaxException _) {
      // Unescaped characters: OkHttp escapes them the way browsers do.
      return Optional.ofNullable(HttpUrl.parse(full)).map(HttpUrl::uri);
    }
  }

  private static boolean isWeb(URI uri) {
    var scheme = uri.getScheme();
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }

  /// Without what stores and chats refuse: NUL, and halves of surrogate pairs.
  private static String storable(String text) {
    if (isPlain(text) || text.codePoints().noneMatch(Wire::isUnstorable)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0)
        .map(c -> isUnstorable(c) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /// Nearly all are, and an answer holds hundreds of them.
  private static boolean isPlain(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnstorable(int c) {
    return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
