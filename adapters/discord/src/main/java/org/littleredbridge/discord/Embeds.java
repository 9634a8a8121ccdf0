package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.littleredbridge.chat.Part;

/// Notes and comments as Discord's embeds.
///
/// Titles, descriptions and fields are formatted by Discord and therefore escaped; names of authors
/// and footers are not formatted. Limits: title 256, description 4,096, 25 fields of 256 and 1,024,
/// footer 2,048, author 256, and 6,000 for all of them together. Source:
/// https://docs.discord.com/developers/resources/message, “Embed Limits”.
final class Embeds {
  /// How much a card's texts may measure together, so that title, tags and asides never push the
  /// description over its limit.
  static final int CARD = 4_000;

  private static final int TITLE = 256;
  private static final int DESCRIPTION = 4_096;
  private static final int FIELDS = 25;
  private static final int FIELD_NAME = 256;
  private static final int FIELD_VALUE = 1_024;
  private static final int AUTHOR = 256;
  private static final int FOOTER = 512;
  private static final int ALL = 6_000;
  private static final int LONGEST_LINK = 2_048;
  private static final int SHORT_VALUE = 60;
  private static final int RED = 0xFF2442;
  private static final String SOMETHING = "…";

  private Embeds() {}

  static ObjectNode of(Part.Card card) {
    var embed = JsonNodeFactory.instance.objectNode().put("color", RED);
    var link = link(card.subject().link());
    author(embed, card.subject().creator());
    var body = card.body();
    if (!Markup.isBlank(card.title())) {
      var title = Markup.clean(card.title()).replaceAll("\\s+", " ").strip();
      int here = Markup.measure(title) <= TITLE ? title.length() : Markup.fitting(title, TITLE - 1);
      embed.put("title", Markup.escape(title.substring(0, here)) + more(here, title));
      // What does not fit the title begins the text.
      body =
          here < title.length() ? more(here, title) + title.substring(here) + "\n\n" + body : body;
      if (!link.isEmpty()) {
        embed.put("url", link);
      }
    } else if (embed.has("author") && !link.isEmpty()) {
      ((ObjectNode) embed.path("author")).put("url", link);
    }
    describe(embed, body, card.tags());
    if (embed.path("title").isMissingNode() && embed.path("author").isMissingNode()) {
      // Nobody would find the note otherwise.
      embed.put("title", Markup.fit(card.subject().id(), TITLE));
      if (!link.isEmpty()) {
        embed.put("url", link);
      }
    }
    end(embed, card.asides(), card.label());
    return embed;
  }

  static ObjectNode of(Part.Quote quote) {
    var embed = JsonNodeFactory.instance.objectNode().put("color", RED);
    author(embed, quote.author());
    describe(embed, quote.text(), List.of());
    end(embed, quote.asides(), quote.label());
    return embed;
  }

  /// Each title leads to its note. There are no previews in an embed.
  static ObjectNode of(Part.Digest digest) {
    var embed = JsonNodeFactory.instance.objectNode().put("color", RED);
    embed.put("title", Markup.fit(digest.heading(), TITLE));
    var lines = new StringBuilder();
    for (var entry : digest.entries()) {
      var line = line(entry);
      if (lines.length() + 1 + line.length() <= DESCRIPTION) {
        lines.append(lines.isEmpty() ? "" : "\n").append(line);
      }
    }
    embed.put("description", lines.toString());
    end(embed, List.of(), digest.label());
    return embed;
  }

  private static String line(Part.Entry entry) {
    var link = link(entry.link());
    var title = Markup.linked(entry.title());
    var shown = link.isEmpty() ? title : "[" + title + "](<" + link + ">)";
    var creator = Markup.escape(entry.creator()).replaceAll("\\s+", " ").strip();
    return "• " + shown + (creator.isEmpty() ? "" : " — " + creator);
  }

  private static void author(ObjectNode embed, String name) {
    var line = Markup.plain(name, AUTHOR);
    if (!Markup.isBlank(line)) {
      embed.putObject("author").put("name", line);
    }
  }

  private static void describe(ObjectNode embed, String body, List<String> tags) {
    var line = String.join(" ", tags.stream().map(tag -> "#" + tag).toList());
    var text = Markup.fit(body, DESCRIPTION);
    var below = Markup.fit(line.replaceAll("\\s+", " "), DESCRIPTION);
    if (text.length() + 2 + below.length() <= DESCRIPTION) {
      text = (text + "\n\n" + below).strip();
    }
    if (!Markup.isBlank(text)) {
      embed.put("description", text);
    }
  }

  private static void end(ObjectNode embed, List<Part.Aside> asides, String label) {
    var footer = Markup.plain(label, FOOTER);
    if (!Markup.isBlank(footer)) {
      embed.putObject("footer").put("text", footer);
    }
    var fields = JsonNodeFactory.instance.arrayNode();
    int left = ALL - size(embed);
    for (var aside : asides) {
      left -= add(aside, left, fields);
    }
    if (!fields.isEmpty()) {
      embed.set("fields", fields);
    }
    if (embed.path("description").isMissingNode()
        && embed.path("title").isMissingNode()
        && fields.isEmpty()) {
      embed.put("description", SOMETHING);
    }
  }

  /// @return how much room it took
  private static int add(Part.Aside aside, int room, ArrayNode fields) {
    var reading = Markup.isBlank(aside.reading()) ? "" : " (" + aside.reading().strip() + ")";
    var name = Markup.fit(aside.term() + reading, FIELD_NAME);
    var value = Markup.fit(aside.meaning(), FIELD_VALUE);
    var size = name.length() + value.length();
    if (Markup.isBlank(name) || Markup.isBlank(value) || size > room || fields.size() == FIELDS) {
      return 0;
    }
    fields
        .addObject()
        .put("name", name)
        .put("value", value)
        .put("inline", value.length() <= SHORT_VALUE);
    return size;
  }

  private static int size(ObjectNode embed) {
    return embed.path("title").asText("").length()
        + embed.path("description").asText("").length()
        + embed.path("author").path("name").asText("").length()
        + embed.path("footer").path("text").asText("").length();
  }

  private static String more(int here, String title) {
    return here < title.length() ? "…" : "";
  }

  private static String link(URI page) {
    var address = page.toASCIIString();
    return address.startsWith("http") && address.length() <= LONGEST_LINK ? address : "";
  }
}
