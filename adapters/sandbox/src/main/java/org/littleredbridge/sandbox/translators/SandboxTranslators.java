package org.littleredbridge.sandbox.translators;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.littleredbridge.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stand-ins of three translation services on one HTTP server on loopback: OpenAI's chat
/// completions at `/v1`, DeepL at `/v2` (and MTranServer's imitation at `/deepl`), LibreTranslate
/// at the root. They are strict about what they take, translate into words that mean nothing, and
/// never talk to the real services.
///
/// The methods here and `/_sandbox/…` on the same port do the same. May be used from any thread.
public final class SandboxTranslators implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxTranslators.class);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final String LOOPBACK = "127.0.0.1";

  private final SandboxTranslatorsConfig config;
  private final StandInModel model;
  private final OpenAiFace openAi;
  private final LibreTranslateFace libreTranslate;
  private final Troubles troubles = new Troubles();
  private final Counter counter;
  private final WebServer server;

  private SandboxTranslators(SandboxTranslatorsConfig config) {
    this.config = config;
    var words = new MadeUp(config.phrasebook());
    this.model = new StandInModel(words);
    this.openAi = new OpenAiFace(config, model);
    this.libreTranslate = new LibreTranslateFace(config.key(), words);
    this.counter =
        new Counter(
            config.key(),
            List.of(openAi, new DeepLFace(config.key(), words), libreTranslate),
            troubles);
    var controls = new Controls(this);
    this.server =
        WebServer.builder()
            .address(InetAddress.ofLiteral(LOOPBACK))
            .port(config.port())
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .routing(
                HttpRouting.builder()
                    .any((req, res) -> {
                      if (req.path().path().startsWith(Controls.PREFIX)) {
                        controls.handle(req, res);
                      } else {
                        counter.handle(req, res);
                      }
                    }))
            .build();
    server.start();
    // Helidon tells a port that is taken to its own log only.
    if (!server.isRunning()) {
      throw new SandboxException(
          "The sandbox's translators cannot listen on %s:%d: the port is taken or not allowed. Choose another port, or 0 for any free one."
              .formatted(LOOPBACK, config.port()));
    }
    log.atInfo().addKeyValue("port", server.port()).log("sandbox translators answer");
  }

  /// Starts them; when this returns they answer.
  ///
  /// @throws SandboxException when the port is taken; the message says what to do
  public static SandboxTranslators start(SandboxTranslatorsConfig config) {
    return new SandboxTranslators(config);
  }

  /// The address of them all, `http://127.0.0.1:PORT`: LibreTranslate's base.
  public URI url() {
    return URI.create("http://%s:%d".formatted(LOOPBACK, server.port()));
  }

  /// The base address of the chat completions.
  public URI openAi() {
    return url().resolve(OpenAiFace.PREFIX);
  }

  /// DeepL's whole address.
  public URI deepL() {
    return url().resolve(DeepLFace.TRANSLATE);
  }

  /// The whole address of MTranServer's imitation of DeepL.
  public URI imitatedDeepL() {
    return url().resolve(DeepLFace.IMITATION);
  }

  public String key() {
    return config.key();
  }

  public String model() {
    return config.model();
  }

  /// Lets the next translations go wrong, one after the other.
  public void trouble(Trouble trouble, int times) {
    troubles.add(trouble, times, Optional.empty());
  }

  /// The same with `Retry-After`.
  ///
  /// @param retryAfter in seconds
  public void trouble(Trouble trouble, int times, int retryAfter) {
    troubles.add(trouble, times, Optional.of(retryAfter));
  }

  /// Takes all troubles away that did not happen yet, and what the model was told.
  public void calm() {
    troubles.clear();
    counter.down(false);
    model.obey(false);
    model.misbehave(Set.of());
  }

  /// How long [Trouble#SLOW] lasts.
  public void slowness(Duration wait) {
    counter.slowness(wait);
  }

  /// Whether everything is answered with 503, the lists of languages and models too.
  public void down(boolean all) {
    counter.down(all);
  }

  /// Whether the model does what posts tell it.
  public void obey(boolean whatPostsSay) {
    model.obey(whatPostsSay);
  }

  /// What the model does whatever it is sent.
  public void misbehave(Set<Misdeed> always) {
    model.misbehave(always);
  }

  /// Whether the model takes a temperature; OpenAI's reasoning models take none.
  public void takesTemperature(boolean value) {
    openAi.takesTemperature(value);
  }

  /// Whether there is a list of models; some servers have none.
  public void listsModels(boolean value) {
    openAi.listsModels(value);
  }

  /// LibreTranslate's codes, from each to each.
  public void languages(String... codes) {
    libreTranslate.speak(List.of(codes));
  }

  /// How many characters LibreTranslate takes in a request; -1: any number.
  public void characterLimit(int most) {
    libreTranslate.limit(most);
  }

  /// What was asked so far, oldest first; the newest 10,000.
  public List<SeenRequest> requests() {
    return counter.seen();
  }

  /// Forgets what was asked.
  public void forget() {
    counter.forget();
  }

  /// Writes what was asked into `SERVICE.jsonl`, a line a request, behind what stands there: a file
  /// for each service, as judges of OpenAPI documents read it. Without the key.
  ///
  /// @param folder is made when it is not there
  public void write(Path folder) throws IOException {
    var lines = new TreeMap<String, List<String>>();
    for (var request : requests()) {
      if (!request.path().equals(DeepLFace.IMITATION)) {
        lines.computeIfAbsent(request.service(), _ -> new ArrayList<>()).add(request.line());
      }
    }
    Files.createDirectories(folder);
    for (var service : lines.entrySet()) {
      Files.write(
          folder.resolve(service.getKey() + ".jsonl"),
          service.getValue(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /// Stops answering; well below a second. Harmless when repeated.
  @Override
  public void close() {
    server.stop();
  }
}
