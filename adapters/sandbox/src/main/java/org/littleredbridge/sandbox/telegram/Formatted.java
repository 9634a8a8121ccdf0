package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// A text without its markup, and what the markup said.
///
/// @param text plain
/// @param entities https://core.telegram.org/bots/api#messageentity , by their offset
record Formatted(String text, ArrayNode entities) {
  static final int MOST_TEXT = 4096;
  static final int MOST_CAPTION = 1024;

  static Formatted text(Params params) {
    var raw = params.text("text").orElseThrow(() -> Refusal.bad("message text is empty"));
    var read = read(raw, params, "entities");
    if (read.text.isEmpty()) {
      throw Refusal.bad("text must be non-empty");
    }
    if (read.text.length() > MOST_TEXT) {
      throw Refusal.bad("message is too long");
    }
    return read;
  }

  static Formatted caption(Params params) {
    var read = read(params.text("caption").orElse(""), params, "caption_entities");
    if (read.text.length() > MOST_CAPTION) {
      throw Refusal.bad("message caption is too long");
    }
    return read;
  }

  private static Formatted read(String raw, Params params, String entities) {
    var mode = params.text("parse_mode").map(word -> word.toLowerCase(Locale.ROOT)).orElse("");
    var read =
        switch (mode) {
          case "" -> new Formatted(raw, given(params, entities));
          case "html" -> Html.read(raw);
          case "markdown", "markdownv2" ->
              throw Refusal.bad("the sandbox does not read Markdown, use HTML");
          default -> throw Refusal.bad("unsupported parse_mode");
        };
    return read.clean().stripped().detected();
  }

  private static ArrayNode given(Params params, String key) {
    var list = Json.array();
    params.tree(key).ifPresent(given -> given.forEach(one -> list.add(one.deepCopy())));
    return list;
  }

  /// The server makes blanks of control characters and takes out carriage returns and some signs
  /// that turn or cross what stands around them (`clean_input_string` in
  /// https://github.com/tdlib/td/blob/master/td/telegram/misc.cpp), before it looks for mentions.
  /// They count as nothing, so stretches keep their place only when there is none.
  private Formatted clean() {
    boolean dirty = text.chars().anyMatch(c -> unseen(c) || dropped(c));
    if (!dirty) {
      return this;
    }
    var out = new StringBuilder(text.length());
    var moved = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      moved[i] = out.length();
      if (dropped(text.charAt(i))) {
        continue;
      }
      out.append(unseen(text.charAt(i)) ? ' ' : text.charAt(i));
    }
    moved[text.length()] = out.length();
    for (var entity : entities) {
      int from = Math.clamp(entity.path("offset").asInt(), 0, text.length());
      int to = Math.clamp((long) from + entity.path("length").asInt(), from, text.length());
      ((ObjectNode) entity).put("offset", moved[from]).put("length", moved[to] - moved[from]);
    }
    return new Formatted(out.toString(), entities);
  }

  private static boolean unseen(int c) {
    return c < 32 && c != '\n';
  }

  private static boolean dropped(int c) {
    return c == '\r' || c >= 0x2028 && c <= 0x202E || c == 0x030A || c == 0x0333 || c == 0x033F;
  }

  private Formatted stripped() {
    int from = 0;
    int to = text.length();
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (from == 0 && to == text.length()) {
      return this;
    }
    var kept = Json.array();
    for (var entity : entities) {
      int start = Math.max(entity.path("offset").asInt(), from);
      int end = Math.min(entity.path("offset").asInt() + entity.path("length").asInt(), to);
      if (end > start) {
        kept.add(((ObjectNode) entity).put("offset", start - from).put("length", end - start));
      }
    }
    return new Formatted(text.substring(from, to), kept);
  }

  private Formatted detected() {
    return new Formatted(text, Detection.with(text, entities));
  }

  /// Puts both into a message, under the names that go together.
  void into(ObjectNode message, String textKey, String entitiesKey) {
    if (!text.isEmpty()) {
      message.put(textKey, text);
    }
    if (!entities.isEmpty()) {
      message.set(entitiesKey, entities);
    }
  }

  /// True when one of these already covers part of the stretch.
  static boolean covered(List<JsonNode> entities, int from, int to) {
    return entities.stream()
        .anyMatch(e ->
            e.path("offset").asInt() < to
                && e.path("offset").asInt() + e.path("length").asInt() > from);
  }
}
