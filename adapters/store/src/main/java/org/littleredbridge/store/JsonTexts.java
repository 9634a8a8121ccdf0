package org.littleredbridge.store;

import java.util.ArrayList;
import java.util.List;

/// A list of texts in one column, as a JSON array of strings (RFC 8259), so that SQL and people can
/// read it.
final class JsonTexts {
  private JsonTexts() {}

  static String write(List<String> texts) {
    var json = new StringBuilder("[");
    for (var text : texts) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      text.chars().forEach(c -> escape(json, (char) c));
      json.append('"');
    }
    return json.append(']').toString();
  }

  private static void escape(StringBuilder json, char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < ' ') {
      json.append("\\u%04x".formatted((int) c));
    } else {
      json.append(c);
    }
  }

  /// @throws IllegalArgumentException when `json` is not such an array
  static List<String> read(String json) {
    var texts = new ArrayList<String>();
    var at = json.indexOf('[') + 1;
    while (at > 0 && at < json.length()) {
      switch (json.charAt(at)) {
        case '"' -> {
          var text = new StringBuilder();
          at = readText(json, at + 1, text);
          texts.add(text.toString());
        }
        case ',', ' ', '\n' -> at++;
        case ']' -> {
          return List.copyOf(texts);
        }
        default -> throw new IllegalArgumentException("not a list of texts at " + at);
      }
    }
    throw new IllegalArgumentException("a list of texts without its end");
  }

  /// Reads up to and over the closing quote, and says where it stopped.
  private static int readText(String json, int start, StringBuilder text) {
    for (var at = start; at < json.length(); at++) {
      var c = json.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c != '\\' || at + 1 == json.length()) {
        text.append(c);
        continue;
      }
      c = json.charAt(++at);
      switch (c) {
        case 'u' -> {
          var end = Math.min(at + 5, json.length());
          text.append((char) Integer.parseInt(json.substring(at + 1, end), 16));
          at = end - 1;
        }
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        default -> text.append(c);
      }
    }
    throw new IllegalArgumentException("a text without its end");
  }
}
