package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/// DeepL's second version, and MTranServer's imitation of it at `/deepl`.
///
/// Source: https://developers.deepl.com/docs/api-reference/translate
final class DeepLFace implements Face {
  static final String TRANSLATE = "/v2/translate";
  static final String USAGE = "/v2/usage";

  /// MTranServer's; it asks for the same key and knows no tags.
  static final String IMITATION = "/deepl";

  private static final long LIMIT = 500_000;
  private static final int LARGEST = 128 << 10;
  private static final int MOST = 50;
  private static final Set<String> KEYS =
      Set.of(
          "text",
          "source_lang",
          "target_lang",
          "context",
          "show_billed_characters",
          "split_sentences",
          "preserve_formatting",
          "formality",
          "model_type",
          "glossary_id",
          "glossary_ids",
          "tag_handling",
          "ignore_tags",
          "custom_instructions");
  private static final Set<String> TARGETS =
      Set.of("EN-US", "EN-GB", "ZH-HANS", "ZH-HANT", "ZH", "JA", "DE", "FR", "ES", "KO", "PT-BR");

  private final String key;
  private final MadeUp words;
  private final AtomicLong used = new AtomicLong();

  DeepLFace(String key, MadeUp words) {
    this.key = key;
    this.words = words;
  }

  @Override
  public String name() {
    return "deepl";
  }

  @Override
  public Reply answer(Call call, Optional<Trouble> trouble) {
    if (!key.isEmpty() && !call.authorization().orElse("").equals("DeepL-Auth-Key " + key)) {
      return said(call.path().equals(IMITATION) ? 401 : 403, "Forbidden");
    }
    if (call.path().equals(USAGE)) {
      return Reply.ok(
          Json.object().put("character_count", used.get()).put("character_limit", LIMIT));
    }
    if (call.body().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      return said(413, "Request Entity Too Large");
    }
    var body = call.json();
    var wrong = wrong(body, call.path().equals(IMITATION));
    return wrong.isPresent() ? said(400, wrong.get()) : translated(body, trouble);
  }

  private static Optional<String> wrong(JsonNode body, boolean imitation) {
    if (!body.isObject() || !body.path("text").isArray() || body.path("text").isEmpty()) {
      return Optional.of("Parameter 'text' not specified.");
    }
    for (var name : body.properties()) {
      if (!KEYS.contains(name.getKey())) {
        return Optional.of("Unknown parameter.");
      }
    }
    if (body.path("text").size() > MOST) {
      return Optional.of("Too many texts.");
    }
    if (!TARGETS.contains(body.path("target_lang").asText())) {
      return Optional.of("Value for 'target_lang' not supported.");
    }
    if (body.has("glossary_id") && !body.has("source_lang")) {
      return Optional.of("Parameter 'source_lang' not specified.");
    }
    if (body.path("tag_handling").asText().equals("xml") && !imitation) {
      for (var text : body.path("text")) {
        if (!isXml(text.asText())) {
          return Optional.of("Tag handling parsing failed, please check input.");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isXml(String text) {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader("<all>" + text + "</all>"));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException _) {
      return false; // the caller refuses it
    }
  }

  private Reply translated(JsonNode body, Optional<Trouble> trouble) {
    var intoChinese = body.path("target_lang").asText().startsWith("ZH");
    var texts = new ArrayList<String>();
    body.path("text").forEach(text -> texts.add(text.asText()));
    var answer = Json.object();
    var translations = answer.putArray("translations");
    for (var text :
        trouble.filter(Trouble.FEWER::equals).isPresent()
            ? texts.subList(1, texts.size())
            : texts) {
      var count = text.codePointCount(0, text.length());
      used.addAndGet(count);
      var translation =
          translations
              .addObject()
              .put("detected_source_language", intoChinese ? "EN" : "ZH")
              .put("text", shown(text, intoChinese, trouble));
      if (body.path("show_billed_characters").asBoolean()) {
        translation.put("billed_characters", count);
      }
    }
    return Reply.ok(answer);
  }

  private String shown(String text, boolean intoChinese, Optional<Trouble> trouble) {
    return switch (trouble.orElse(Trouble.SLOW)) {
      case EMPTY -> "";
      case UNCHANGED -> text;
      case EMOJI -> "🤖";
      default -> words.of(text, intoChinese);
    };
  }

  @Override
  public Optional<Reply> refusal(Trouble trouble) {
    return switch (trouble) {
      case AUTH -> Optional.of(said(403, "Forbidden: " + key));
      case QUOTA ->
          Optional.of(
              said(456, "Quota exceeded. The quota for this billing period has been exceeded."));
      case RATE -> Optional.of(said(429, "Too many requests"));
      case TOO_LONG -> Optional.of(said(413, "Request Entity Too Large"));
      case UNSUITED -> Optional.of(said(400, "Bad request"));
      case DOWN -> Optional.of(said(503, "Resource currently unavailable"));
      case OTHER_SHAPE -> Optional.of(Reply.ok(Json.object().put("translations", "none")));
      default -> Optional.empty();
    };
  }

  private static Reply said(int status, String message) {
    return new Reply(status, Json.object().put("message", message));
  }
}
