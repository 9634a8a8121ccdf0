package org.littleredbridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/// What a member posts, cleaned and checked.
///
/// @param text 1 to 4,000 characters, or 20,000 in a reply; with line feeds, no other controls
/// @param author 1 to 40 characters on one line
record Posting(String text, Optional<String> replyTo, String author) {
  private static final int TEXT = 4_000;
  private static final int REPLY_TEXT = 20_000;
  private static final int AUTHOR = 40;
  private static final String GUEST = "guest";

  /// @throws Refusal 400 when it is not JSON of the right form, or too long
  static Posting read(byte[] body) {
    var node = parse(body);
    var replyTo = word(node, "replyTo");
    var text = clean(word(node, "text").orElse(""), "\n\t");
    var author = word(node, "author").map(name -> clean(name, "").strip()).orElse("");
    var posting = new Posting(text, replyTo, author.isEmpty() ? GUEST : author);
    posting.check();
    return posting;
  }

  /// The form that every request with a body has.
  ///
  /// @throws Refusal 400 when it is no JSON object
  static JsonNode parse(byte[] body) {
    try {
      var node = Answers.JSON.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException _) {
      // Said below.
    }
    throw new Refusal(400, "web.not-json");
  }

  /// Whether the text is meant for the bridge. It wins over `replyTo`: `/help` written under a note
  /// must never become a public comment.
  boolean command() {
    return text.startsWith("/");
  }

  private void check() {
    int most = replyTo.isPresent() && !command() ? REPLY_TEXT : TEXT;
    if (text.isBlank()) {
      throw new Refusal(400, "web.text-empty");
    }
    if (text.codePointCount(0, text.length()) > most) {
      throw new Refusal(400, "web.text-too-long", most);
    }
    if (command() && text.substring(1).isBlank()) {
      throw new Refusal(400, "web.command-empty");
    }
    if (author.codePointCount(0, author.length()) > AUTHOR) {
      throw new Refusal(400, "web.author-too-long", AUTHOR);
    }
  }

  private static Optional<String> word(JsonNode node, String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new Refusal(400, "web.field-not-text", name);
    }
    return Optional.of(value.asText());
  }

  // Controls would hide what is said or break a database (U+0000); signs that turn the direction of
  // writing would let one name look like another. Halves of a pair are no characters.
  private static String clean(String words, String allowed) {
    var kept = new StringBuilder(words.length());
    words
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(c -> allowed.indexOf(c) >= 0 || !hidden(c))
        .forEach(kept::appendCodePoint);
    return allowed.isEmpty() ? kept.toString() : kept.toString().strip();
  }

  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Joiners (U+200D) hold emoji together and stay.
      default -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || mark(c);
    };
  }

  private static boolean mark(int c) {
    return c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff;
  }
}
