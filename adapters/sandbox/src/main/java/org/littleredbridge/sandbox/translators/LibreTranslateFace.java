package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LibreTranslate. Source: https://github.com/LibreTranslate/LibreTranslate,
/// `libretranslate/app.py`.
final class LibreTranslateFace implements Face {
  static final Set<String> PATHS =
      Set.of("/translate", "/languages", "/frontend/settings", "/health");

  private static final Set<String> KEYS =
      Set.of("q", "source", "target", "format", "alternatives", "api_key");

  private final String key;
  private final MadeUp words;
  private volatile List<String> languages = List.of("en", "zh-Hans", "zh-Hant", "ja");
  private volatile int characters = -1;

  LibreTranslateFace(String key, MadeUp words) {
    this.key = key;
    this.words = words;
  }

  void speak(List<String> codes) {
    languages = List.copyOf(codes);
  }

  void limit(int most) {
    characters = most;
  }

  @Override
  public String name() {
    return "libretranslate";
  }

  @Override
  public Reply answer(Call call, Optional<Trouble> trouble) {
    return switch (call.path()) {
      case "/languages" -> Reply.ok(languages());
      case "/frontend/settings" -> Reply.ok(settings());
      case "/health" -> Reply.ok(Json.object().put("status", "ok"));
      default -> translate(call.json(), trouble);
    };
  }

  private JsonNode languages() {
    var list = JsonNodeFactory.instance.arrayNode();
    for (var code : languages) {
      var language = list.addObject().put("code", code).put("name", "Language " + code);
      languages.forEach(language.putArray("targets")::add);
    }
    return list;
  }

  private JsonNode settings() {
    var settings = Json.object().put("apiKeys", !key.isEmpty()).put("charLimit", characters);
    settings.putArray("supportedFilesFormat");
    return settings;
  }

  private Reply translate(JsonNode body, Optional<Trouble> trouble) {
    if (!body.isObject() || !body.has("q") || !body.has("source") || !body.has("target")) {
      return said(400, "Invalid request: missing q, source or target parameter");
    }
    for (var name : body.properties()) {
      if (!KEYS.contains(name.getKey())) {
        return said(400, "Invalid request: unknown parameter");
      }
    }
    if (!key.isEmpty() && !body.has("api_key")) {
      return said(400, "Please contact the server operator to get an API key");
    }
    if (!key.isEmpty() && !body.path("api_key").asText().equals(key)) {
      return said(403, "Invalid API key");
    }
    var source = body.path("source").asText();
    var target = body.path("target").asText();
    if (!languages.contains(source) || !languages.contains(target)) {
      return said(400, target + " is not supported");
    }
    var texts = new ArrayList<String>();
    if (body.path("q").isArray()) {
      body.path("q").forEach(text -> texts.add(text.asText()));
    } else {
      texts.add(body.path("q").asText());
    }
    var size = texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).sum();
    if (characters >= 0 && size > characters) {
      return said(
          400, "Invalid request: request (%d) exceeds text limit (%d)".formatted(size, characters));
    }
    return translated(body, texts, trouble);
  }

  private Reply translated(JsonNode body, List<String> texts, Optional<Trouble> trouble) {
    var intoChinese = body.path("target").asText().matches("z[ht].*");
    var list = JsonNodeFactory.instance.arrayNode();
    for (var text :
        trouble.filter(Trouble.FEWER::equals).isPresent()
            ? texts.subList(1, texts.size())
            : texts) {
      list.add(
          switch (trouble.orElse(Trouble.SLOW)) {
            case EMPTY -> "";
            case UNCHANGED -> text;
            case EMOJI -> "🤖";
            default -> words.of(text, intoChinese);
          });
    }
    var answer = Json.object();
    answer.set(
        "translatedText",
        body.path("q").isArray() ? list : TextNode.valueOf(list.path(0).asText()));
    return Reply.ok(answer);
  }

  @Override
  public Optional<Reply> refusal(Trouble trouble) {
    return switch (trouble) {
      case AUTH -> Optional.of(said(403, "Invalid API key " + key));
      // It knows no bill; who asks too much is shut out.
      case QUOTA -> Optional.of(said(403, "Too many request limits violations"));
      case RATE -> Optional.of(said(429, "Slowdown: 30 per 1 minute"));
      case TOO_LONG ->
          Optional.of(said(400, "Invalid request: request (9) exceeds batch limit (5)"));
      case UNSUITED -> Optional.of(said(400, "zz is not supported"));
      case DOWN -> Optional.of(said(500, "Cannot translate text: a worker died"));
      case OTHER_SHAPE -> Optional.of(Reply.ok(Json.object().put("translatedText", 5)));
      default -> Optional.empty();
    };
  }

  private static Reply said(int status, String message) {
    return new Reply(status, Json.object().put("error", message));
  }
}
