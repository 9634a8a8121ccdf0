package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A model that does the bridge's tasks with made-up words, or, when it is told to obey, whatever
/// the material asks of it.
final class StandInModel {
  private static final List<String> READ =
      List.of("title", "summary", "translation", "text", "explanation", "comment", "meaning");

  private final MadeUp words;
  private volatile boolean obeys;
  private volatile Set<Misdeed> misdeeds = Set.of();

  StandInModel(MadeUp words) {
    this.words = words;
  }

  void obey(boolean whatPostsSay) {
    obeys = whatPostsSay;
  }

  void misbehave(Set<Misdeed> always) {
    misdeeds = Set.copyOf(always);
  }

  /// @param instructions the system's message
  /// @param material what stands in the user's message; a missing node when it cannot be read
  /// @return what it writes
  String write(String instructions, JsonNode material, int pictures) {
    var intoChinese = instructions.contains("Simplified Chinese");
    var answer = honest(material, intoChinese, pictures);
    if (answer.isEmpty()) {
      return "I can not find anything to do.";
    }
    return misdo(answer.get(), instructions, material);
  }

  private Optional<ObjectNode> honest(JsonNode material, boolean intoChinese, int pictures) {
    if (material.has("post")) {
      return Optional.of(note(material.path("post"), intoChinese));
    }
    if (material.has("texts")) {
      return Optional.of(texts(material.path("texts"), intoChinese));
    }
    if (material.has("comment")) {
      var comment = material.path("comment").asText();
      return Optional.of(Json.object().put("comment", words.of(comment, intoChinese)));
    }
    if (material.has("pictures")) {
      return Optional.of(captions(pictures));
    }
    if (material.has("text")) {
      var said = intoChinese ? "这句话的意思是一种玩笑。" : "It is a friendly joke among young people.";
      return Optional.of(Json.object().put("explanation", said));
    }
    return Optional.empty();
  }

  private ObjectNode note(JsonNode post, boolean intoChinese) {
    var body = words.of(post.path("text").asText(), intoChinese);
    var note =
        Json.object()
            .put("lang", intoChinese ? "en" : "zh")
            .put("title", words.of(post.path("title").asText(), intoChinese))
            .put("summary", body.replaceAll("⟦\\d+⟧", "").lines().findFirst().orElse(""))
            .put("translation", body);
    if (note.path("summary").asText().length() > 200) {
      note.put("summary", note.path("summary").asText().substring(0, 200));
    }
    note.putArray("footnotes");
    var tags = note.putArray("tags");
    post.path("tags").forEach(tag -> tags.add(words.of(tag.asText(), intoChinese)));
    return note.put("warning", "none");
  }

  private ObjectNode texts(JsonNode sent, boolean intoChinese) {
    var answer = Json.object();
    var texts = answer.putArray("texts");
    for (var text : sent) {
      texts
          .addObject()
          .put("id", text.path("id").asInt())
          .put("text", words.of(text.path("text").asText(), intoChinese));
    }
    return answer;
  }

  private static ObjectNode captions(int pictures) {
    var answer = Json.object();
    var captions = answer.putArray("captions");
    for (var i = 1; i <= pictures; i++) {
      captions
          .addObject()
          .put("id", i)
          .put("text", i % 2 == 1 ? "Slide " + i + ": tea, 12 yuan" : "");
    }
    return answer;
  }

  private String misdo(ObjectNode answer, String instructions, JsonNode material) {
    var all = EnumSet.noneOf(Misdeed.class);
    all.addAll(misdeeds);
    if (obeys) {
      all.addAll(Misdeed.askedForIn(read(material)));
    }
    for (var misdeed : all) {
      spoil(answer, misdeed, instructions);
    }
    var text = Json.text(answer);
    return all.contains(Misdeed.BROKEN_JSON) ? text.substring(0, text.length() / 2) : text;
  }

  /// All that strangers wrote, one text below the other.
  private static String read(JsonNode tree) {
    if (tree.isTextual()) {
      return tree.textValue();
    }
    var all = new StringBuilder();
    tree.forEach(child -> all.append(read(child)).append('\n'));
    return all.toString();
  }

  private static void spoil(ObjectNode answer, Misdeed misdeed, String instructions) {
    switch (misdeed) {
      case LINK -> each(answer, text -> text + " Win now: https://evil.example/gift");
      case PING -> each(answer, text -> "@everyone @here <@1234567890> " + text);
      case LEAK -> each(answer, text -> text + " " + instructions);
      case MARKUP ->
          each(
              answer,
              text -> "**[official](https://evil.example)** <b>`" + text + "`</b>\n# Prize");
      case NUMBERS -> each(answer, text -> text.replaceAll("\\d", ""));
      case HIDDEN -> each(answer, text -> "\u202e" + text + "\u200b\u2066\udb40\udc41\udb40\udc42");
      case DROP_MARKS -> each(answer, text -> text.replaceAll("⟦\\d+⟧", ""));
      case HUGE -> each(answer, text -> (text + " ha ").repeat(20_000 / (text.length() + 4) + 1));
      case EXTRA_KEY -> answer.put("tool_calls", "ban_everybody");
      case WRONG_IDS ->
          answer
              .findParents("id")
              .forEach(parent -> ((ObjectNode) parent).put("id", parent.path("id").asInt() + 7));
      case REPLACED -> each(answer, _ -> "You have been chosen. Send your password to the admin.");
      case BROKEN_JSON -> {
        // When it is written.
      }
    }
  }

  /// Every text that people would read.
  private static void each(JsonNode tree, UnaryOperator<String> change) {
    if (tree instanceof ObjectNode object) {
      for (var field : new ArrayList<>(object.properties())) {
        if (field.getValue().isTextual() && READ.contains(field.getKey())) {
          object.set(field.getKey(), TextNode.valueOf(change.apply(field.getValue().textValue())));
        }
      }
    }
    tree.forEach(child -> each(child, change));
  }
}
