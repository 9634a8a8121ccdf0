package org.littleredbridge.web;

import static org.littleredbridge.web.Answers.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Transcript;

/// The JSON form of a message. What is stored is all of it but what the transcript knows itself:
/// id, time, and what it answers. Every message has every field.
final class Payload {
  private static final String OWN_NAME = "Little Red Bridge";

  private Payload() {}

  static ObjectNode of(Part part) {
    return switch (part) {
      case Part.Card card -> card(card);
      case Part.Quote quote -> quote(quote);
      case Part.Pictures pictures -> pictures(pictures);
      case Part.Digest digest -> digest(digest);
      // Nobody is alone in the browser, and what is shown there is kept: the words alone.
      case Part.Secret secret -> blank(OWN_NAME, "bridge", secret.text());
      case Part.Say say -> blank(OWN_NAME, "bridge", say.text());
      case Part.Outcome outcome ->
          blank(OWN_NAME, "bridge", outcome.text())
              .put("outcome", outcome.state().name().toLowerCase(Locale.ROOT));
    };
  }

  /// What a member wrote.
  ///
  /// @param key what the client calls the message, empty when it has no name for it
  static ObjectNode of(Posting posting, String key) {
    return blank(posting.author(), "member", posting.text())
        .put("command", posting.command())
        .put("clientKey", key);
  }

  /// The message as the page and API clients get it.
  static ObjectNode message(Transcript.Line line) {
    var message = JSON.createObjectNode().put("id", Long.toString(line.id()));
    try {
      message.setAll((ObjectNode) JSON.readTree(line.payload()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("line " + line.id() + " is not JSON of ours", e);
    }
    return message.put("replyTo", line.replyTo().orElse(null)).put("sentAt", line.at().toString());
  }

  private static ObjectNode card(Part.Card card) {
    var text =
        Stream.of(card.title(), card.body())
            .filter(words -> !words.isBlank())
            .collect(Collectors.joining("\n\n"));
    var node = blank(card.subject().creator(), "rednote", text);
    node.putObject("note")
        .put("id", card.subject().id())
        .put("url", card.subject().link().toString())
        .put("creator", card.subject().creator())
        .put("type", card.subject().kind());
    media(node, card.attachments());
    node.put("title", card.title()).put("body", card.body()).put("label", card.label());
    card.tags().forEach(node.putArray("tags")::add);
    original(node, card.original());
    footnotes(node.putArray("footnotes"), card.asides());
    return node;
  }

  private static ObjectNode pictures(Part.Pictures pictures) {
    var node = blank(OWN_NAME, "rednote", pictures.caption());
    media(node, pictures.attachments());
    return node;
  }

  private static ObjectNode digest(Part.Digest digest) {
    var lines =
        digest.entries().stream()
            .map(Payload::line)
            .collect(Collectors.joining("\n", digest.heading() + "\n", ""));
    var node = blank(OWN_NAME, "bridge", lines).put("title", digest.heading());
    var notes = node.putArray("digest");
    for (var entry : digest.entries()) {
      notes
          .addObject()
          .put("id", entry.note())
          .put("title", entry.title())
          .put("creator", entry.creator())
          .put("url", entry.link().toString());
    }
    return node.put("label", digest.label());
  }

  private static String line(Part.Entry entry) {
    return "• " + entry.title() + (entry.creator().isEmpty() ? "" : " — " + entry.creator());
  }

  private static void media(ObjectNode node, List<Part.Attachment> files) {
    var media = node.putArray("media");
    for (var file : files) {
      media
          .addObject()
          .put("url", MediaPages.path(file.key()))
          .put("type", file.contentType())
          .put("width", file.width())
          .put("height", file.height());
    }
  }

  private static ObjectNode quote(Part.Quote quote) {
    var node = blank(quote.author(), "rednote", quote.text()).put("label", quote.label());
    original(node, quote.original().map(text -> new Part.Original("", text)));
    footnotes(node.putArray("footnotes"), quote.asides());
    return node;
  }

  private static ObjectNode blank(String author, String from, String text) {
    var node = JSON.createObjectNode().put("author", author).put("from", from).put("text", text);
    node.putNull("replyTo").putNull("note").putArray("media");
    node.putNull("sentAt").put("title", "").put("body", text).putArray("tags");
    node.putNull("original").putArray("footnotes");
    node.putArray("digest");
    return node.put("label", "").putNull("outcome").put("command", false);
  }

  private static void original(ObjectNode node, Optional<Part.Original> original) {
    original.ifPresent(
        words -> node.putObject("original").put("title", words.title()).put("text", words.text()));
  }

  private static void footnotes(ArrayNode notes, List<Part.Aside> asides) {
    for (var aside : asides) {
      notes
          .addObject()
          .put("term", aside.term())
          .put("reading", aside.reading())
          .put("meaning", aside.meaning());
    }
  }
}
