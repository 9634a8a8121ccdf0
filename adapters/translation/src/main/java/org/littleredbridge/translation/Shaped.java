package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads a model's answer with a ruler: types, lengths, numbers of entries. What a service promises
/// of its schema is not relied on, since some promise and do not keep it. Each method throws
/// [Misfit].
record Shaped(JsonNode tree) {
  /// An object with these very keys.
  Shaped object(Set<String> keys) {
    if (!(tree instanceof ObjectNode object)) {
      throw new Misfit("it was no JSON object");
    }
    for (var key : keys) {
      if (!object.has(key)) {
        throw new Misfit("the key " + key + " was missing");
      }
    }
    if (object.size() != keys.size()) {
      throw new Misfit("it had keys that were not asked for");
    }
    return this;
  }

  /// @param longest in code points
  String text(String key, int longest) {
    var value = tree.path(key);
    if (!value.isTextual()) {
      throw new Misfit(key + " was no text");
    }
    var text = value.textValue().strip();
    if (text.codePointCount(0, text.length()) > longest) {
      throw new Misfit(key + " was longer than " + longest + " characters");
    }
    return text;
  }

  /// The same for a text that may be cut at a blank when it is only a little too long.
  String shortened(String key, int longest) {
    var text = text(key, longest * 3);
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    var cut = text.substring(0, text.offsetByCodePoints(0, longest - 1));
    var blank = cut.lastIndexOf(' ');
    return (blank > cut.length() / 2 ? cut.substring(0, blank) : cut).strip() + "…";
  }

  /// @param most entries
  List<Shaped> list(String key, int most) {
    var entries = new ArrayList<Shaped>();
    array(key, most).forEach(entry -> entries.add(new Shaped(entry)));
    return entries;
  }

  List<String> texts(String key, int count, int longest) {
    var array = array(key, count);
    if (array.size() != count) {
      throw new Misfit(key + " must have " + count + " entries");
    }
    var texts = new ArrayList<String>();
    for (var entry : array) {
      texts.add(new Shaped(Json.object().set("entry", entry)).text("entry", longest));
    }
    return texts;
  }

  /// Texts by their ids, which must be those from 1 to `count`, each once.
  List<String> numbered(String key, int count, int longest) {
    var byId = new TreeMap<Integer, String>();
    for (var entry : list(key, count)) {
      entry.object(Set.of("id", "text"));
      var id = entry.tree.path("id");
      if (!id.canConvertToInt() || !id.isIntegralNumber()) {
        throw new Misfit("an id was no whole number");
      }
      if (byId.put(id.intValue(), entry.text("text", longest)) != null) {
        throw new Misfit("an id was there twice");
      }
    }
    if (byId.size() != count || byId.firstKey() != 1 || byId.lastKey() != count) {
      throw new Misfit("the ids in " + key + " must be those that were sent, each once");
    }
    return List.copyOf(byId.values());
  }

  /// One of some words.
  <T> T oneOf(String key, Map<String, T> words) {
    var word = words.get(tree.path(key).asText());
    if (word == null) {
      throw new Misfit(key + " was none of the words that were asked for");
    }
    return word;
  }

  private ArrayNode array(String key, int most) {
    if (!(tree.path(key) instanceof ArrayNode array)) {
      throw new Misfit(key + " was no array");
    }
    if (array.size() > most) {
      throw new Misfit(key + " had more than " + most + " entries");
    }
    return array;
  }
}
