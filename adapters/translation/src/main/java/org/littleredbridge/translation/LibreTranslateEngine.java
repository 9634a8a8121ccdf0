package org.littleredbridge.translation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.Rendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A LibreTranslate server. Which languages it has is asked at the first use, and again a minute
/// later while it does not say. Thread-safe.
public final class LibreTranslateEngine implements RemoteEngine {
  private static final Logger log = LoggerFactory.getLogger(LibreTranslateEngine.class);
  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_TEXTS = 50;

  /// What every server takes, until it has said more.
  private static final Batch CAREFUL = new Batch(MOST_TEXTS, 2_000);

  private final LibreTranslateConfig config;
  private final Clock clock;
  private final UsageMeter meter = new UsageMeter();
  private final EngineHttp http;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<LibreTranslateServer> server = Optional.empty();
  private Instant askNext = Instant.MIN;

  /// @param clock for dates in `Retry-After`, and for when a silent server is asked again
  public LibreTranslateEngine(LibreTranslateConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.http = new EngineHttp(Map.of(), config.timeLimit(), clock);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public String version() {
    return "1 " + config.url().getHost();
  }

  /// False while the server does not say which languages it has.
  @Override
  public boolean serves(Locale from, Locale to) {
    return server().flatMap(s -> s.source(from).flatMap(code -> s.target(code, to))).isPresent();
  }

  @Override
  public Batch batch() {
    return server.map(s -> new Batch(MOST_TEXTS, s.characters())).orElse(CAREFUL);
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
    var known =
        server()
            .orElseThrow(() ->
                new EngineException(
                    new EngineFailure.Down(), "it does not say which languages it has"));
    var source = known.source(from).orElseThrow(LibreTranslateEngine::noSuchPair);
    var target = known.target(source, to).orElseThrow(LibreTranslateEngine::noSuchPair);
    var body = Json.object();
    texts.forEach(body.putArray("q")::add);
    body.put("source", source).put("target", target).put("format", "text");
    if (config.key().isGiven()) {
      body.put("api_key", config.key().value());
    }
    var answer = http.post(ServiceAddress.below(config.url(), "/translate"), body);
    meter.called(UsageMeter.codePoints(texts));
    if (!answer.isSuccessful()) {
      throw refusal(answer);
    }
    return renderings(answer, texts.size());
  }

  private static EngineException noSuchPair() {
    return new EngineException(new EngineFailure.Unsuited(), "it does not have these languages");
  }

  private static List<Rendering> renderings(EngineHttp.Answer answer, int count) {
    var translated = answer.json().path("translatedText");
    if (!translated.isArray() || translated.size() != count) {
      throw ServiceRefusal.senseless("no list of translations came back: is url right?");
    }
    var renderings = new ArrayList<Rendering>();
    for (var text : translated) {
      if (!text.isTextual()) {
        throw ServiceRefusal.senseless("a translation was no text");
      }
      renderings.add(new Rendering.Translation(text.textValue()));
    }
    return List.copyOf(renderings);
  }

  /// Its sentences tell apart what its statuses do not. Source:
  /// https://github.com/LibreTranslate/LibreTranslate, `libretranslate/app.py`.
  private static EngineException refusal(EngineHttp.Answer answer) {
    var said = answer.json().path("error").asText("").toLowerCase(Locale.ROOT);
    var status = answer.status();
    if (status == 400 && said.contains("api key")) {
      return ServiceRefusal.refused(
          status, "", new EngineFailure.Auth(), "it asks for a key; set key");
    }
    if (status == 400 && said.contains("limit")) {
      return ServiceRefusal.refused(
          status, "", new EngineFailure.TooLong(), "the request was too long");
    }
    if (status == 403 && said.contains("violation")) {
      return ServiceRefusal.refused(
          status, "", new EngineFailure.Rate(answer.pause()), "it shuts us out for a while");
    }
    return ServiceRefusal.of(status, "", answer.pause());
  }

  /// One thread asks, the others wait for what it learns.
  private Optional<LibreTranslateServer> server() {
    if (server.isPresent()) {
      return server;
    }
    if (!mayAsk()) {
      return server;
    }
    try {
      if (server.isEmpty() && !clock.instant().isBefore(askNext)) {
        server = Optional.of(asked());
      }
    } catch (EngineException e) {
      askNext = clock.instant().plus(BEFORE_ASKING_AGAIN);
      log.atWarn()
          .addKeyValue("engine", config.name())
          .addKeyValue("reason", e.getMessage())
          .log("languages of engine not known yet");
    } finally {
      asking.unlock();
    }
    return server;
  }

  /// Who waits longer than this for what another learns goes to the next engine: a server that
  /// takes calls and does not answer must not hold one note after the other.
  private boolean mayAsk() {
    try {
      return asking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private LibreTranslateServer asked() {
    var languages = http.get(ServiceAddress.below(config.url(), "/languages"));
    if (!languages.isSuccessful()) {
      throw refusal(languages);
    }
    if (!languages.json().isArray() || languages.json().isEmpty()) {
      throw ServiceRefusal.senseless("no list of languages came back: is url right?");
    }
    var settings = http.get(ServiceAddress.below(config.url(), "/frontend/settings"));
    return LibreTranslateServer.of(languages.json(), settings.json());
  }

  @Override
  public EngineUsage usage() {
    return meter.sum();
  }

  /// By its languages, and a short translation, since only that needs the key.
  @Override
  public String check() {
    var known = asked();
    server = Optional.of(known);
    var pair = known.source(Locale.CHINESE).flatMap(code -> known.target(code, Locale.ENGLISH));
    if (pair.isEmpty()) {
      throw new EngineException(
          new EngineFailure.Unsuited(),
          "it does not translate Chinese into English; start it with LT_LOAD_ONLY=en,zh");
    }
    render(List.of("你好"), Locale.CHINESE, Locale.ENGLISH);
    return "translates; it has " + known.targets().size() + " languages";
  }

  @Override
  public void close() {
    http.close();
  }
}
