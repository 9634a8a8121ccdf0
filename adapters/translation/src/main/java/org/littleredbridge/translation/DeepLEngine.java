package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.Rendering;

/// DeepL, or MTranServer by its `/deepl`. Thread-safe.
public final class DeepLEngine implements RemoteEngine {
  private static final String TRANSLATE = "/v2/translate";
  private static final int MOST_TEXTS = 50;

  /// DeepL's limit for a request's body: 128 KiB.
  private static final int LARGEST_BODY = 128 << 10;

  /// A Han character is three bytes, and JSON and XML may make six of one; room for the rest.
  private static final Batch BATCH = new Batch(MOST_TEXTS, 20_000);

  /// https://developers.deepl.com/docs/getting-started/supported-languages
  private static final Set<String> LANGUAGES =
      Set.of(
          "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "id", "it",
          "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr",
          "uk", "vi", "zh");

  private final DeepLConfig config;
  private final UsageMeter meter = new UsageMeter();
  private final EngineHttp http;

  /// @param clock for dates in `Retry-After`
  public DeepLEngine(DeepLConfig config, Clock clock) {
    this.config = config;
    var key = config.key();
    this.http =
        new EngineHttp(
            key.isGiven() ? Map.of("Authorization", "DeepL-Auth-Key " + key.value()) : Map.of(),
            config.timeLimit(),
            clock);
  }

  @Override
  public String name() {
    return config.name();
  }

  /// Which glossary is asked for; DeepL's own models change unseen.
  @Override
  public String version() {
    return "v2 "
        + config.url().getHost()
        + " "
        + config.marks()
        + config.glossary().map(id -> " " + id).orElse("");
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return LANGUAGES.contains(code(from))
        && LANGUAGES.contains(code(to))
        && !source(from).equals(source(to));
  }

  @Override
  public Batch batch() {
    return BATCH;
  }

  /// A server that wants no key is somebody's own.
  @Override
  public boolean metered() {
    return config.key().isGiven();
  }

  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    if (texts.isEmpty()) {
      return List.of();
    }
    var body = body(texts, from, to);
    if (texts.size() > MOST_TEXTS || Json.bytes(body).length > LARGEST_BODY) {
      throw new EngineException(new EngineFailure.TooLong(), "more than DeepL takes at once");
    }
    var answer = http.post(config.url(), body);
    meter.called(UsageMeter.codePoints(texts));
    if (!answer.isSuccessful()) {
      throw ServiceRefusal.of(answer.status(), "", answer.pause());
    }
    return renderings(answer, texts.size());
  }

  private ObjectNode body(List<String> texts, Locale from, Locale to) {
    var body = Json.object();
    var array = body.putArray("text");
    for (var text : texts) {
      array.add(isXml() ? XmlMarks.to(text) : text);
    }
    body.put("source_lang", source(from)).put("target_lang", target(to));
    body.put("preserve_formatting", true);
    if (isXml()) {
      body.put("tag_handling", "xml").putArray("ignore_tags").add(XmlMarks.TAG);
    }
    config.glossary().ifPresent(id -> body.put("glossary_id", id));
    if (isDeepL()) {
      body.put("show_billed_characters", true);
    }
    return body;
  }

  private List<Rendering> renderings(EngineHttp.Answer answer, int count) {
    var translations = answer.json().path("translations");
    if (!translations.isArray() || translations.size() != count) {
      throw ServiceRefusal.senseless("no list of translations came back: is url right?");
    }
    var renderings = new ArrayList<Rendering>();
    for (var translation : translations) {
      if (!translation.path("text").isTextual()) {
        throw ServiceRefusal.senseless("a translation was no text");
      }
      var text = translation.path("text").textValue();
      renderings.add(new Rendering.Translation(isXml() ? XmlMarks.from(text) : text));
      meter.billed(translation.path("billed_characters").asLong());
    }
    return List.copyOf(renderings);
  }

  @Override
  public EngineUsage usage() {
    return meter.sum();
  }

  /// By DeepL's own count of characters; by a short translation where the server is not DeepL's.
  @Override
  public String check() {
    var usage = usageAddress();
    if (usage.isEmpty()) {
      render(List.of("你好"), Locale.CHINESE, Locale.ENGLISH);
      return "translates";
    }
    var answer = http.get(usage.get());
    if (!answer.isSuccessful()) {
      throw ServiceRefusal.of(answer.status(), "", answer.pause());
    }
    var used = answer.json().path("character_count");
    var limit = answer.json().path("character_limit");
    if (!used.canConvertToLong() || !limit.canConvertToLong()) {
      throw ServiceRefusal.senseless("it did not say how much is used: is url right?");
    }
    if (used.longValue() >= limit.longValue()) {
      throw new EngineException(
          ServiceRefusal.quota(Optional.empty()),
          String.format(
              Locale.ENGLISH, "all of its %,d characters are used up", limit.longValue()));
    }
    return String.format(
        Locale.ENGLISH, "has used %,d of %,d characters", used.longValue(), limit.longValue());
  }

  private Optional<URI> usageAddress() {
    var url = config.url().toString().replaceFirst("/+$", "");
    return url.endsWith(TRANSLATE)
        ? Optional.of(URI.create(url.substring(0, url.length() - TRANSLATE.length()) + "/v2/usage"))
        : Optional.empty();
  }

  private boolean isXml() {
    return config.marks() == DeepLConfig.Marks.XML;
  }

  private boolean isDeepL() {
    return usageAddress().isPresent();
  }

  /// Norwegian is Bokmål to DeepL.
  private static String code(Locale language) {
    return language.getLanguage().equals("no") ? "nb" : language.getLanguage();
  }

  private static String source(Locale from) {
    return code(from).toUpperCase(Locale.ROOT);
  }

  /// English, Portuguese and Chinese must name their variant.
  private static String target(Locale to) {
    return switch (code(to)) {
      case "en" -> isBritish(to) ? "EN-GB" : "EN-US";
      case "pt" -> to.getCountry().equals("BR") ? "PT-BR" : "PT-PT";
      case "zh" -> LanguageName.isTraditional(to) ? "ZH-HANT" : "ZH-HANS";
      default -> code(to).toUpperCase(Locale.ROOT);
    };
  }

  private static boolean isBritish(Locale english) {
    return Set.of("GB", "IE", "AU", "NZ", "IN", "ZA").contains(english.getCountry());
  }

  @Override
  public void close() {
    http.close();
  }
}
