package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;

/// A slash command, press or form, as INTERACTION_CREATE brings it. Never shows its token, by which
/// anybody could answer in the bot's name.
///
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding.
record Interaction(JsonNode json) {
  static final int COMMAND = 2;
  static final int PRESS = 3;
  static final int COMPLETION = 4;
  static final int FORM = 5;

  /// Whether it can be answered.
  boolean hasAddress() {
    return Asked.isId(id()) && token().matches("[^:\\s]{3,1000}");
  }

  String id() {
    return json.path("id").asText();
  }

  String token() {
    return json.path("token").asText();
  }

  int type() {
    return json.path("type").asInt();
  }

  /// Whose answers these are; Discord tells it with each interaction.
  Optional<String> application() {
    return text(json.path("application_id"));
  }

  /// The command's name; blank for what is no slash command.
  String command() {
    var data = json.path("data");
    return data.path("type").asInt(1) == 1 ? data.path("name").asText() : "";
  }

  Optional<String> option(String name) {
    for (var option : json.path("data").path("options")) {
      if (option.path("name").asText().equals(name)) {
        return text(option.path("value"));
      }
    }
    return Optional.empty();
  }

  /// What Discord says about a channel that an option names; may be nothing.
  JsonNode resolved(String channel) {
    return json.path("data").path("resolved").path("channels").path(channel);
  }

  /// What a button or form bears.
  String code() {
    return json.path("data").path("custom_id").asText();
  }

  /// The message whose button was pressed; blank when there is none.
  String message() {
    return json.path("message").path("id").asText();
  }

  /// What was typed into a form's input. Inputs come in rows, or in labels since 2025.
  String typed(String input) {
    for (var row : json.path("data").path("components")) {
      for (var one : row.path("components")) {
        if (one.path("custom_id").asText().equals(input)) {
          return one.path("value").asText();
        }
      }
      if (row.path("component").path("custom_id").asText().equals(input)) {
        return row.path("component").path("value").asText();
      }
    }
    return "";
  }

  /// In which its member reads Discord.
  Locale language() {
    return Locale.forLanguageTag(json.path("locale").asText("en"));
  }

  /// Where its member alone is answered.
  ChannelId privately() {
    return new ChannelId(Places.MESSENGER, "!" + id(), Optional.of(token()));
  }

  /// By which the inbox tells repeats.
  String event() {
    return Places.MESSENGER + ":" + id();
  }

  Optional<Instant> at() {
    return Asked.at(id());
  }

  @Override
  public String toString() {
    return "Interaction[" + id() + "]";
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(value -> !value.isBlank());
  }
}
