package org.littleredbridge.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.store.StoreConfig;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Source;
import org.littleredbridge.config.BridgeConfig.WebPart;

/// The demo as everybody gets it, but on free ports and with its files in a folder of its own. It
/// can be stopped and started again where it was.
final class RunningDemo implements AutoCloseable {
  private static final Pattern PORTS =
      Pattern.compile("ready: http://127\\.0\\.0\\.1:(\\d+)/.*lives at http://127\\.0\\.0\\.1:(\\d+)/", Pattern.DOTALL);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private Optional<Program> program = Optional.empty();
  private int port;
  private int rednote;

  RunningDemo() {
    try {
      folder = Files.createTempDirectory("little-red-bridge-page");
    } catch (IOException e) {
      throw new IllegalStateException("no temporary folder", e);
    }
    start();
  }

  void start() {
    var said = new ByteArrayOutputStream();
    program = Optional.of(Program.start(config(), new PrintStream(said, true, StandardCharsets.UTF_8)));
    var ports = PORTS.matcher(said.toString(StandardCharsets.UTF_8));
    if (!ports.find()) {
      throw new IllegalStateException("no ready line: " + said);
    }
    port = Integer.parseInt(ports.group(1));
    rednote = Integer.parseInt(ports.group(2));
  }

  void stop() {
    program.ifPresent(Program::close);
    program = Optional.empty();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /// Publishes a note of the creator who stands first on the fictional RedNote.
  ///
  /// @param fields the note's further fields as JSON, such as `"title": "Tea"`
  void publish(String fields) {
    var first = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(ask(HttpRequest.newBuilder(), "creators"));
    if (!first.find()) {
      throw new IllegalStateException("nobody lives on the fictional RedNote");
    }
    var body = "{\"creator\": \"%s\", %s}".formatted(first.group(1), fields);
    ask(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), "notes");
  }

  private String ask(HttpRequest.Builder request, String path) {
    var address = URI.create("http://127.0.0.1:" + rednote + "/_sandbox/" + path);
    try {
      var answer = http.send(request.uri(address).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("the fictional RedNote does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private BridgeConfig config() {
    var demo = BridgeConfig.demo();
    var usual = demo.rednote().orElseThrow();
    return new BridgeConfig(
        demo.sandbox(),
        BridgeConfig.Data.of(new StoreConfig.Sqlite(folder.resolve("sandbox.db"))),
        demo.operators(),
        demo.communitiesOpen(),
        demo.delivery(),
        demo.web().map(web -> new WebPart(web.host(), port, web.chat(), web.password())),
        Optional.of(
            new RedNote(
                List.of(Source.of(new Gateway.SandboxGateway(rednote))),
                usual.linkHost(),
                usual.polling(),
                usual.comments())),
        demo.discord(),
        demo.telegram(),
        demo.translation(),
        demo.warnings());
  }

  @Override
  public void close() {
    stop();
    http.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the temporary folder " + folder + " stays behind", e);
    }
  }
}
