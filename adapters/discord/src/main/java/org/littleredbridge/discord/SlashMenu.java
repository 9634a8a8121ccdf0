package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Discord which commands there are. Discord takes some 200 changes a day, so it is asked
/// first what it knows.
///
/// Source: https://docs.discord.com/developers/interactions/application-commands.
final class SlashMenu {
  /// The options that commands have.
  static final String WHAT = "what";

  static final String CHANNEL = "channel";

  private static final Logger log = LoggerFactory.getLogger(SlashMenu.class);
  private static final int LONGEST = 100;
  private static final int MANAGE_SERVER = 32;
  // Media channels (16) are missing in Discord's own description of what it takes here.
  private static final List<Integer> PLACES_TO_SPEAK = List.of(0, 5, 10, 11, 12, 15);
  // Which of Discord's languages read what the bundles of a language hold.
  private static final Map<String, List<String>> LOCALES =
      Map.of("en", List.of("en-US", "en-GB"), "zh", List.of("zh-CN"));

  private final DiscordRest rest;
  private final Wording wording;

  SlashMenu(DiscordRest rest, Wording wording) {
    this.rest = rest;
    this.wording = wording;
  }

  /// Makes Discord know this menu.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not take it
  void register(List<MenuEntry> menu) {
    var application = rest.me().applicationId();
    var wanted = commands(menu);
    var known =
        rest.get(Route.of("/applications/{}/commands?with_localizations=true", application));
    if (essence(known).equals(essence(wanted))) {
      return;
    }
    rest.call(
        Method.PUT,
        Route.of("/applications/{}/commands", application),
        Optional.of(wanted),
        List.of());
    log.atInfo().addKeyValue("commands", wanted.size()).log("commands registered with discord");
  }

  private ArrayNode commands(List<MenuEntry> menu) {
    var commands = JsonNodeFactory.instance.arrayNode();
    for (var entry : menu) {
      var command = commands.addObject().put("name", entry.name()).put("type", 1);
      describe(command, entry.descriptions());
      if (entry.managersOnly()) {
        command.put("default_member_permissions", MANAGE_SERVER);
      }
      command.putArray("contexts").add(0).add(1);
      var options = command.putArray("options");
      entry
          .argument()
          .ifPresent(argument -> {
            var what = options.addObject().put("type", 3).put("name", WHAT);
            describe(what, argument.descriptions());
            what.put("required", argument.required()).put("autocomplete", argument.suggests());
          });
      if (entry.elsewhere()) {
        var channel = options.addObject().put("type", 7).put("name", CHANNEL);
        describe(channel, channelWords());
        PLACES_TO_SPEAK.forEach(channel.putArray("channel_types")::add);
      }
    }
    return commands;
  }

  private Map<Locale, String> channelWords() {
    return Map.of(
        Locale.ENGLISH,
        wording.say(Locale.ENGLISH, "discord.channel-option"),
        Locale.SIMPLIFIED_CHINESE,
        wording.say(Locale.SIMPLIFIED_CHINESE, "discord.channel-option"));
  }

  private static void describe(ObjectNode target, Map<Locale, String> words) {
    words.forEach((language, description) -> {
      var fitting = Markup.plain(description, LONGEST);
      if (language.getLanguage().equals("en")) {
        target.put("description", fitting);
      } else {
        LOCALES
            .getOrDefault(language.getLanguage(), List.of())
            .forEach(
                locale -> target.withObject("/description_localizations").put(locale, fitting));
      }
    });
  }

  /// What matters of commands, in one form: Discord adds ids and leaves out what is usual.
  private static Map<String, String> essence(JsonNode commands) {
    var essence = new TreeMap<String, String>();
    for (var command : commands) {
      var text = new StringBuilder(described(command));
      text.append(command.path("default_member_permissions").asText(""))
          .append(command.path("contexts"));
      for (var option : command.path("options")) {
        text.append('\n')
            .append(option.path("type").asInt())
            .append(option.path("name").asText())
            .append(described(option))
            .append(option.path("required").asBoolean(false))
            .append(option.path("autocomplete").asBoolean(false))
            .append(option.path("channel_types"));
      }
      essence.put(
          command.path("type").asInt(1) + " " + command.path("name").asText(), text.toString());
    }
    return essence;
  }

  private static String described(JsonNode node) {
    var words = new TreeMap<String, String>();
    node.path("description_localizations")
        .properties()
        .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
    return node.path("description").asText() + words;
  }
}
