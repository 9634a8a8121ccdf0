package org.littleredbridge.telegram;

import java.net.URI;

/// A text in Telegram's HTML, https://core.telegram.org/bots/api#html-style , and beside it what
/// people see of it, which is what Telegram counts: UTF-16 units after the markup is read.
final class Html {
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder seen = new StringBuilder();

  /// @param text already cleaned by [Words]
  Html text(String text) {
    return add("", text, "");
  }

  Html bold(String text) {
    return add("<b>", text, "</b>");
  }

  Html italic(String text) {
    return add("<i>", text, "</i>");
  }

  Html link(String text, URI target) {
    return add("<a href=\"" + escape(target.toString()) + "\">", text, "</a>");
  }

  /// Folded together until somebody opens it.
  Html folded(String text) {
    return add("<blockquote expandable>", text, "</blockquote>");
  }

  private Html add(String open, String text, String close) {
    if (!text.isEmpty()) {
      html.append(open).append(escape(text)).append(close);
      seen.append(text);
    }
    return this;
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }

  int length() {
    return seen.length();
  }

  /// With markup.
  String html() {
    return html.toString();
  }

  /// As people see it.
  String seen() {
    return seen.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
