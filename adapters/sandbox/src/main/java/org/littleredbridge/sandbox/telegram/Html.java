package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Telegram's own kind of HTML, https://core.telegram.org/bots/api#html-style : few tags, each
/// closed in order, four named entities. What breaks a rule is refused with the place in bytes.
final class Html {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"),
          Map.entry("tg-emoji", "custom_emoji"));
  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  private record Open(String tag, Map<String, String> attributes, int offset) {}

  private final String in;
  private final StringBuilder out;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<JsonNode> entities = new ArrayList<>();
  private int at;

  private Html(String in) {
    this.in = in;
    this.out = new StringBuilder(in.length());
  }

  static Formatted read(String text) {
    return new Html(text).read();
  }

  private Formatted read() {
    while (at < in.length()) {
      char c = in.charAt(at);
      if (c == '&') {
        out.append(reference());
      } else if (c != '<') {
        out.append(c);
        at++;
      } else if (at + 1 < in.length() && in.charAt(at + 1) == '/') {
        close();
      } else {
        open();
      }
    }
    if (!open.isEmpty()) {
      throw broken("Can't find end tag corresponding to start tag \"%s\"", open.peek().tag);
    }
    entities.sort(Comparator.comparingInt(e -> e.path("offset").asInt()));
    return new Formatted(out.toString(), Json.array().addAll(entities));
  }

  private void open() {
    int start = at;
    int end = at + 1;
    while (end < in.length() && !space(end) && in.charAt(end) != '>') {
      end++;
    }
    if (end == in.length()) {
      throw broken("Unclosed start tag at byte offset %d", bytes(start));
    }
    var tag = in.substring(start + 1, end).toLowerCase(Locale.ROOT);
    if (!TYPES.containsKey(tag)) {
      throw broken("Unsupported start tag \"%s\" at byte offset %d", tag, bytes(start));
    }
    at = end;
    var attributes = new HashMap<String, String>();
    while (attribute(tag, start, attributes)) {
      // each call reads one
    }
    if (tag.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
      throw broken("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", bytes(start));
    }
    open.push(new Open(tag, Map.copyOf(attributes), out.length()));
  }

  private boolean attribute(String tag, int start, Map<String, String> into) {
    skipSpaces(start, tag);
    if (in.charAt(at) == '>') {
      at++;
      return false;
    }
    int from = at;
    while (at < in.length() && !space(at) && in.charAt(at) != '=' && in.charAt(at) != '>') {
      at++;
    }
    var name = in.substring(from, at).toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw broken("Empty attribute name in the tag \"%s\" at byte offset %d", tag, bytes(start));
    }
    skipSpaces(start, tag);
    if (in.charAt(at) != '=') {
      // Only <blockquote expandable> goes without a value.
      into.put(name, "");
      return true;
    }
    at++;
    skipSpaces(start, tag);
    into.put(name, value(tag, start));
    return true;
  }

  private String value(String tag, int start) {
    var value = new StringBuilder();
    char quote = in.charAt(at);
    boolean quoted = quote == '"' || quote == '\'';
    if (quoted) {
      at++;
    }
    while (at < in.length()
        && (quoted ? in.charAt(at) != quote : !space(at) && in.charAt(at) != '>')) {
      if (in.charAt(at) == '&') {
        value.append(reference());
      } else {
        value.append(in.charAt(at++));
      }
    }
    if (at == in.length()) {
      throw broken("Unclosed start tag \"%s\" at byte offset %d", tag, bytes(start));
    }
    if (quoted) {
      at++;
    }
    return value.toString();
  }

  private void close() {
    int start = at;
    int end = in.indexOf('>', at);
    if (end < 0) {
      throw broken("Unclosed end tag at byte offset %d", bytes(start));
    }
    if (open.isEmpty()) {
      throw broken("Unexpected end tag at byte offset %d", bytes(start));
    }
    var tag = in.substring(at + 2, end).strip().toLowerCase(Locale.ROOT);
    var begun = open.pop();
    if (!tag.isEmpty() && !tag.equals(begun.tag)) {
      throw broken(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"",
          bytes(start), begun.tag, tag);
    }
    at = end + 1;
    if (out.length() > begun.offset) {
      entity(begun);
    }
  }

  private void entity(Open begun) {
    var type = TYPES.getOrDefault(begun.tag, "");
    var entity =
        Json.object().put("offset", begun.offset).put("length", out.length() - begun.offset);
    if (begun.tag.equals("a")) {
      if (link(begun, entity)) {
        entities.add(entity);
      }
      return;
    }
    if (begun.tag.equals("tg-emoji")) {
      entity.put("custom_emoji_id", begun.attributes.getOrDefault("emoji-id", ""));
    }
    boolean expandable = type.equals("blockquote") && begun.attributes.containsKey("expandable");
    entities.add(entity.put("type", expandable ? "expandable_blockquote" : type));
  }

  /// A link that leads nowhere becomes plain text.
  private boolean link(Open begun, ObjectNode entity) {
    var url = begun.attributes.getOrDefault("href", out.substring(begun.offset)).strip();
    if (url.startsWith("tg://user?id=")) {
      entity.put("type", "text_mention").put("url", url);
      return true;
    }
    if (url.isEmpty() || !(url.contains(".") || url.startsWith("tg:")) || url.contains(" ")) {
      return false;
    }
    entity
        .put("type", "text_link")
        .put("url", url.contains("://") || url.startsWith("tg:") ? url : "http://" + url);
    return true;
  }

  private String reference() {
    int end = at + 1;
    while (end < in.length()
        && end - at < 10
        && (in.charAt(end) == '#' || Character.isLetterOrDigit(in.charAt(end)))) {
      end++;
    }
    var name = in.substring(at + 1, end);
    var read = name.startsWith("#") ? numbered(name.substring(1)) : NAMED.getOrDefault(name, "");
    if (read.isEmpty()) {
      at++;
      return "&";
    }
    at = end < in.length() && in.charAt(end) == ';' ? end + 1 : end;
    return read;
  }

  private static String numbered(String digits) {
    try {
      int code =
          digits.startsWith("x") || digits.startsWith("X")
              ? Integer.parseInt(digits.substring(1), 16)
              : Integer.parseInt(digits);
      return code > 0 && Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF)
          ? Character.toString(code)
          : "";
    } catch (NumberFormatException _) {
      return "";
    }
  }

  private void skipSpaces(int start, String tag) {
    while (at < in.length() && space(at)) {
      at++;
    }
    if (at == in.length()) {
      throw broken("Unclosed start tag \"%s\" at byte offset %d", tag, bytes(start));
    }
  }

  private boolean space(int index) {
    return " \t\r\n\f".indexOf(in.charAt(index)) >= 0;
  }

  private int bytes(int index) {
    return in.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Refusal broken(String words, Object... facts) {
    return Refusal.bad("can't parse entities: " + words.formatted(facts));
  }
}
