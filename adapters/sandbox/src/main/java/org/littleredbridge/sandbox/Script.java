package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What was written for the fictional platform: who lives there and what they say, each Chinese
/// text with our own English. Read once from the resource `world.json`.
record Script(
    List<Actor> actors,
    List<Scripted> notes,
    List<Scripted> templates,
    Map<String, List<Phrase>> slots,
    Map<String, String> tags,
    List<Answer> answers,
    List<String> people) {
  /// A text and its English.
  record Phrase(String zh, String en) {}

  record Actor(String key, String name, Phrase about, String place, String topic) {}

  record Remark(String by, Phrase text, long likes, List<Remark> replies) {}

  /// A note; as a template its texts hold `{slot}`s and its key names the template.
  record Scripted(
      String key,
      String author,
      boolean video,
      Phrase title,
      Phrase text,
      String scene,
      int pictures,
      String place,
      long likes,
      List<Remark> comments) {}

  record Answer(String topic, Phrase text) {}

  static Script resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new SandboxException(
            "The program is incomplete: the resource %s is missing. Build it again."
                .formatted(name));
      }
      return read(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new SandboxException(
          "The resource %s is not JSON. Build the program again. (%s)"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  static Script read(JsonNode world) {
    var slots = new LinkedHashMap<String, List<Phrase>>();
    world
        .path("slots")
        .properties()
        .forEach(slot ->
            slots.put(
                slot.getKey(),
                each(slot.getValue(), p -> new Phrase(text(p, "zh"), text(p, "en")))));
    var tags = new LinkedHashMap<String, String>();
    world.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Script(
        each(world.path("creators"), Script::actor),
        each(world.path("notes"), Script::scripted),
        each(world.path("templates"), Script::scripted),
        slots,
        tags,
        each(
            world.path("answers"),
            a -> new Answer(a.path("topic").asText("any"), phrase(a, "text"))),
        each(world.path("people"), JsonNode::asText));
  }

  /// The actor with that key; a note by nobody is a fault of the script.
  Actor actor(String key) {
    return actors.stream()
        .filter(actor -> actor.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new SandboxException("world.json has no creator \"%s\".".formatted(key)));
  }

  /// The answers that suit a topic, those for any topic included.
  List<Answer> answersFor(String topic) {
    return answers.stream()
        .filter(a -> a.topic().equals(topic) || a.topic().equals("any"))
        .toList();
  }

  private static Actor actor(JsonNode node) {
    return new Actor(
        text(node, "key"),
        text(node, "name"),
        phrase(node, "about"),
        node.path("place").asText(""),
        node.path("topic").asText("any"));
  }

  private static Scripted scripted(JsonNode node) {
    return new Scripted(
        text(node, "key"),
        text(node, "creator"),
        node.path("type").asText("normal").equals("video"),
        phrase(node, "title"),
        phrase(node, "text"),
        node.path("scene").asText(""),
        pictures(node),
        node.path("place").asText(""),
        Counts.read(node.path("likes")),
        each(node.path("comments"), Script::remark));
  }

  private static Remark remark(JsonNode node) {
    return new Remark(
        text(node, "by"),
        phrase(node, "text"),
        Counts.read(node.path("likes")),
        each(node.path("replies"), Script::remark));
  }

  private static int pictures(JsonNode node) {
    return Math.clamp(node.path("pictures").asInt(1), 1, 18);
  }

  private static Phrase phrase(JsonNode node, String key) {
    return new Phrase(node.path(key).asText(""), node.path(key + "En").asText(""));
  }

  private static String text(JsonNode node, String key) {
    var text = node.path(key).asText("");
    if (text.isEmpty()) {
      throw new SandboxException("world.json: \"%s\" is missing in %s".formatted(key, node));
    }
    return text;
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    var all = new ArrayList<T>();
    array.forEach(node -> all.add(read.apply(node)));
    return List.copyOf(all);
  }
}
