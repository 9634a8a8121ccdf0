package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What Discord takes as a message. Lengths are counted in code points: Discord's staff says so in
/// https://github.com/discord/discord-api-docs/issues/1315. The limits are those of
/// https://docs.discord.com/developers/resources/message and
/// https://docs.discord.com/developers/components/reference
final class MessageRules {
  static final int EPHEMERAL = 1 << 6;
  static final int LOADING = 1 << 7;
  private static final int CONTENT = 2000;
  private static final int EMBEDS = 10;
  private static final int ALL_EMBEDS = 6000;
  private static final int FILES = 10;
  private static final int ROWS = 5;
  private static final int ROW_BUTTONS = 5;
  private static final int CUSTOM_ID = 100;
  private static final int LABEL = 80;
  private static final int NONCE = 25;
  private static final int LINK_STYLE = 5;
  private final FormErrors errors = new FormErrors();
  private final Set<String> customIds = new HashSet<>();

  private MessageRules() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// @throws Refusal when the form is not one of a message, or a file is too large
  static void check(JsonNode form, List<Upload> files, long mostBytes) {
    if (files.stream().anyMatch(file -> file.bytes().length > mostBytes)) {
      throw Refusal.tooLarge();
    }
    var rules = new MessageRules();
    rules.content(form);
    rules.embeds(form.path("embeds"));
    rules.components(form.path("components"));
    rules.mentions(form.path("allowed_mentions"));
    rules.reference(form.path("message_reference"));
    rules.files(form.path("attachments"), files);
    rules.errors.check();
  }

  /// @throws Refusal when nothing would be seen
  static void checkNotEmpty(JsonNode form, int attachments) {
    boolean nothing =
        form.path("content").asText("").isBlank()
            && form.path("embeds").isEmpty()
            && form.path("sticker_ids").isEmpty()
            && !form.path("poll").isObject()
            && form.path("components").isEmpty()
            && attachments == 0;
    if (nothing) {
      throw new Refusal(400, 50006, "Cannot send an empty message");
    }
  }

  private void content(JsonNode form) {
    text(form, "content", "content", CONTENT);
    var nonce = form.path("nonce");
    if (nonce.isTextual()) {
      text(form, "nonce", "nonce", NONCE);
    } else if (!nonce.isMissingNode() && !nonce.isNull() && !nonce.isIntegralNumber()) {
      errors.add("nonce", "BASE_TYPE_BAD_TYPE", "Must be a string or an integer.");
    }
  }

  private void text(JsonNode of, String field, String place, int most) {
    var value = of.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isTextual()) {
      errors.add(place, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
    } else if (length(value.textValue()) > most) {
      errors.tooLong(place, most);
    }
  }

  private void list(JsonNode list, String place, int most) {
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      errors.add(place, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    } else if (list.size() > most) {
      errors.add(place, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(most));
    }
  }

  private void embeds(JsonNode embeds) {
    list(embeds, "embeds", EMBEDS);
    int sum = 0;
    for (int i = 0; i < embeds.size(); i++) {
      sum += embed(embeds.path(i), "embeds." + i);
    }
    if (sum > ALL_EMBEDS) {
      errors.add(
          "embeds",
          "MAX_EMBED_SIZE_EXCEEDED",
          "Embed size exceeds maximum size of %d".formatted(ALL_EMBEDS));
    }
  }

  private int embed(JsonNode embed, String place) {
    text(embed, "title", place + ".title", 256);
    text(embed, "description", place + ".description", 4096);
    text(embed.path("footer"), "text", place + ".footer.text", 2048);
    text(embed.path("author"), "name", place + ".author.name", 256);
    url(embed, "url", place + ".url");
    url(embed.path("image"), "url", place + ".image.url");
    url(embed.path("thumbnail"), "url", place + ".thumbnail.url");
    url(embed.path("author"), "url", place + ".author.url");
    var fields = embed.path("fields");
    list(fields, place + ".fields", 25);
    int sum =
        size(embed.path("title"))
            + size(embed.path("description"))
            + size(embed.path("footer").path("text"))
            + size(embed.path("author").path("name"));
    for (int i = 0; i < fields.size(); i++) {
      var at = place + ".fields." + i;
      var field = fields.path(i);
      for (var part : List.of("name", "value")) {
        text(field, part, at + "." + part, part.equals("name") ? 256 : 1024);
        if (field.path(part).asText("").isBlank()) {
          errors.required(at + "." + part);
        }
        sum += size(field.path(part));
      }
    }
    return sum;
  }

  private static int size(JsonNode text) {
    return text.isTextual() ? length(text.textValue().strip()) : 0;
  }

  private void url(JsonNode of, String field, String place) {
    var value = of.path(field);
    if (value.isTextual() && !value.textValue().matches("(?:https?|attachment)://\\S+")) {
      errors.add(
          place,
          "URL_TYPE_INVALID_SCHEME",
          "Scheme must be one of ('http', 'https') or a reference to an attachment.");
    }
  }

  private void components(JsonNode rows) {
    list(rows, "components", ROWS);
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.path(i);
      var place = "components." + i;
      if (row.path("type").asInt() != 1) {
        errors.add(
            place + ".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
        continue;
      }
      var inside = row.path("components");
      if (inside.isEmpty() || inside.size() > ROW_BUTTONS) {
        errors.add(
            place + ".components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and %d in length.".formatted(ROW_BUTTONS));
      }
      for (int j = 0; j < inside.size(); j++) {
        component(inside.path(j), place + ".components." + j);
      }
    }
  }

  private void component(JsonNode component, String place) {
    text(component, "label", place + ".label", LABEL);
    text(component, "custom_id", place + ".custom_id", CUSTOM_ID);
    boolean link =
        component.path("type").asInt() == 2 && component.path("style").asInt() == LINK_STYLE;
    if (link) {
      text(component, "url", place + ".url", 512);
      if (!component.path("url").isTextual()) {
        errors.required(place + ".url");
      } else {
        url(component, "url", place + ".url");
      }
      return;
    }
    var id = component.path("custom_id").asText("");
    if (id.isEmpty()) {
      errors.required(place + ".custom_id");
    } else if (!customIds.add(id)) {
      errors.add(
          place + ".custom_id",
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated");
    }
  }

  private void mentions(JsonNode allowed) {
    for (var kind : List.of("users", "roles")) {
      list(allowed.path(kind), "allowed_mentions." + kind, 100);
      for (int i = 0; i < allowed.path(kind).size(); i++) {
        errors.snowflake("allowed_mentions.%s.%d".formatted(kind, i), allowed.path(kind).path(i));
      }
      for (var parse : allowed.path("parse")) {
        if (parse.asText().equals(kind) && !allowed.path(kind).isEmpty()) {
          errors.add(
              "allowed_mentions",
              "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
              "parse:[\"%s\"] and %s: [ids...] are mutually exclusive.".formatted(kind, kind));
        }
      }
    }
  }

  private void reference(JsonNode reference) {
    for (var id : List.of("message_id", "channel_id", "guild_id")) {
      errors.snowflake("message_reference." + id, reference.path(id));
    }
  }

  private void files(JsonNode described, List<Upload> files) {
    list(described, "attachments", FILES);
    if (files.size() > FILES) {
      errors.add(
          "files", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(FILES));
    }
    for (int i = 0; i < described.size(); i++) {
      text(described.path(i), "description", "attachments.%d.description".formatted(i), 1024);
    }
  }
}
