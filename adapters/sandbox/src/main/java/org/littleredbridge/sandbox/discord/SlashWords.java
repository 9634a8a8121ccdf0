package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the `data` of a slash command from words and values, as a client does from what the bot
/// registered.
final class SlashWords {
  private static final int STRING = 3;
  private static final int INTEGER = 4;
  private static final int BOOLEAN = 5;
  private static final int USER = 6;
  private static final int CHANNEL = 7;
  private static final int NUMBER = 10;
  private final World world;
  private final Interactions interactions;
  private final List<JsonNode> registered;

  /// What the values of options name, by id.
  private record Named(List<String> people, List<String> channels) {}

  SlashWords(World world, Interactions interactions, List<JsonNode> registered) {
    this.world = world;
    this.interactions = interactions;
    this.registered = registered;
  }

  /// @param focused name of the option that is being typed; "" = none
  ObjectNode data(String guild, String command, Map<String, String> options, String focused) {
    var words = command.strip().split("\\s+");
    var known = named(registered, words[0]);
    var data =
        object()
            .put("id", known.path("id").asText(world.ids.next()))
            .put("name", words[0])
            .put("type", 1);
    if (known.has("guild_id")) {
      data.put("guild_id", guild);
    }
    var at = data;
    for (int i = 1; i < words.length; i++) {
      known = named(known.path("options"), words[i]);
      // Without a registration: a group when another word follows, a command when not.
      int type = known.path("type").asInt(i + 1 < words.length ? 2 : 1);
      at = at.putArray("options").addObject().put("name", words[i]).put("type", type);
    }
    var named = new Named(new ArrayList<>(), new ArrayList<>());
    var all = Json.array();
    for (var option : options.entrySet()) {
      all.add(option(named(known.path("options"), option.getKey()), option, focused, named));
    }
    put(at, all);
    var resolved = interactions.resolved(guild, named.people, named.channels);
    if (!resolved.isEmpty()) {
      data.set("resolved", resolved);
    }
    return data;
  }

  private static void put(ObjectNode at, ArrayNode options) {
    if (!options.isEmpty() || at.has("type") && at.path("type").asInt() == 1 && !at.has("id")) {
      at.set("options", options);
    }
  }

  private static ObjectNode option(
      JsonNode known, Map.Entry<String, String> given, String focused, Named named) {
    int type = known.path("type").asInt(STRING);
    var json = object().put("name", given.getKey()).put("type", type);
    var value = given.getValue();
    boolean typing = given.getKey().equals(focused);
    if (typing) {
      return json.put("value", value).put("focused", true);
    }
    if (type == USER) {
      named.people.add(value);
    } else if (type == CHANNEL) {
      named.channels.add(value);
    }
    return switch (type) {
      case INTEGER -> json.put("value", Long.parseLong(value));
      case BOOLEAN -> json.put("value", Boolean.parseBoolean(value));
      case NUMBER -> json.put("value", Double.parseDouble(value));
      default -> json.put("value", value);
    };
  }

  private static JsonNode named(Iterable<JsonNode> all, String name) {
    for (var one : all) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }
}
