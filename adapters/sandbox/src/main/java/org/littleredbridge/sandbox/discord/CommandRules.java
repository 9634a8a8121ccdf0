package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.regex.Pattern;

/// What Discord takes as application commands. Source:
/// https://docs.discord.com/developers/interactions/application-commands
final class CommandRules {
  private static final Pattern NAME =
      Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");
  private static final int DESCRIPTION = 100;
  private static final int OPTIONS = 25;
  private static final int SUB_COMMAND_GROUP = 2;

  private CommandRules() {}

  static void check(ArrayNode commands, FormErrors errors) {
    var names = new HashSet<String>();
    for (int i = 0; i < commands.size(); i++) {
      var command = commands.path(i);
      var place = Integer.toString(i);
      if (!command.isObject()) {
        errors.add(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        continue;
      }
      int type = command.path("type").asInt(1);
      if (!names.add(type + command.path("name").asText())) {
        errors.add(
            place + ".name",
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
            "Application command names must be unique");
      }
      if (type == 1) {
        named(command, place, errors);
        options(command.path("options"), place, errors);
      } else if (command.path("name").asText().isBlank()
          || MessageRules.length(command.path("name").asText()) > 32) {
        errors.add(place + ".name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.");
      }
    }
  }

  private static void named(JsonNode of, String place, FormErrors errors) {
    name(of.path("name"), place + ".name", errors);
    of.path("name_localizations")
        .properties()
        .forEach(entry ->
            name(entry.getValue(), place + ".name_localizations." + entry.getKey(), errors));
    description(of.path("description"), place + ".description", errors);
    of.path("description_localizations")
        .properties()
        .forEach(entry ->
            description(
                entry.getValue(), place + ".description_localizations." + entry.getKey(), errors));
  }

  private static void name(JsonNode name, String place, FormErrors errors) {
    var text = name.asText();
    if (!NAME.matcher(text).matches() || !text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
      errors.add(place, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
  }

  private static void description(JsonNode description, String place, FormErrors errors) {
    int length = MessageRules.length(description.asText());
    if (length < 1 || length > DESCRIPTION) {
      errors.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    }
  }

  private static void options(JsonNode options, String place, FormErrors errors) {
    if (options.size() > OPTIONS) {
      errors.add(place + ".options", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    boolean optional = false;
    for (int i = 0; i < options.size(); i++) {
      var option = options.path(i);
      var at = place + ".options." + i;
      named(option, at, errors);
      int type = option.path("type").asInt();
      if (type < 1 || type > 11) {
        errors.add(at + ".type", "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.");
      }
      boolean required = option.path("required").asBoolean();
      if (type > SUB_COMMAND_GROUP && required && optional) {
        errors.add(
            at,
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options");
      }
      optional |= type > SUB_COMMAND_GROUP && !required;
      if (option.path("choices").size() > OPTIONS) {
        errors.add(at + ".choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
      }
      if (option.path("autocomplete").asBoolean() && !option.path("choices").isEmpty()) {
        errors.add(
            at + ".autocomplete",
            "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
            "Autocomplete cannot be used together with choices");
      }
      options(option.path("options"), at, errors);
    }
  }
}
