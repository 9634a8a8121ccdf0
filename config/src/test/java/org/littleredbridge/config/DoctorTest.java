package org.littleredbridge.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.translators.SandboxTranslators;
import org.littleredbridge.sandbox.translators.SandboxTranslatorsConfig;
import org.littleredbridge.store.Store;
import org.littleredbridge.store.StoreConfig;

/// What `doctor` says of a bridge that is well, and of each thing that is not.
final class DoctorTest {
  private static final String HIDDEN = "hunter2";

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void givenLittleToLookAt_whenExamined_thenEachThingHasItsLine() throws IOException {
    var terminal = examined(Sample.sandbox().without("web"));
    assertThat(terminal.out().lines().toList())
        .hasSize(7)
        .satisfies(lines -> {
          assertThat(lines.get(0)).matches("✓ clock: shows \\d{4}-\\d\\d-\\d\\dT.*");
          assertThat(lines.get(1)).matches("[✓✗] disk: [\\d]+ MB free for the store.*");
          assertThat(lines.get(2)).matches("✓ pictures: (/.* turns those|no ImageMagick here).*");
          assertThat(lines.get(3))
              .isEqualTo("✓ store: %s is not there yet; the first start makes it.", store());
          assertThat(lines.get(4)).startsWith("✓ gateway: the sandbox");
          assertThat(lines.get(5)).startsWith("✓ engine: nothing here translates");
        });
    assertVerdict(terminal, terminal.out().contains("✗ disk"));
  }

  @Test
  void givenAToolThatIsNotThere_whenExamined_thenItSaysWhatToInstall() throws IOException {
    var terminal =
        examined(
            Sample.redbook()
                .without("rednote.gateways.cookies")
                .with("rednote.gateways.cookie-file", "c.json")
                .with("rednote.gateways.command", "[ no-such-tool ]"));
    assertThat(terminal.out()).contains("✗ gateway: no-such-tool: ").contains("npm install");
    assertVerdict(terminal, true);
  }

  @Test
  void givenNoStoreYet_whenExamined_thenNoneIsMade() throws IOException {
    examined(Sample.sandbox());
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("bridge.yaml");
    }
  }

  @Test
  void givenEngines_whenExamined_thenEachIsAskedAndWhatIsWrongIsSaid() throws IOException {
    try (var service = SandboxTranslators.start(SandboxTranslatorsConfig.of(0))) {
      var openAi = "{type: openai, name: %s, url: '%s', key: %s, model: %s}";
      var model = service.model();
      var engines =
          List.of(
              openAi.formatted("good", service.openAi(), service.key(), model),
              openAi.formatted("locked", service.openAi(), HIDDEN, model),
              openAi.formatted("absent", service.openAi(), service.key(), "other"),
              openAi.formatted("away", "http://127.0.0.1:1/v1", service.key(), model),
              "{type: deepl, url: '%s', key: %s}".formatted(service.deepL(), service.key()),
              "{type: libretranslate, url: '%s'}".formatted(service.url()));
      var terminal =
          examined(
              Sample.sandbox().with("translation.engines", "[" + String.join(", ", engines) + "]"));
      assertThat(terminal.out())
          .contains("✓ engine: good translates with")
          .contains("✗ engine: locked: HTTP 401: the key was refused. Look at its key")
          .contains("✗ engine: absent: it has no model “other”")
          .contains("✗ engine: away: no answer")
          .contains("✓ engine: deepl has used 0 of 500,000 characters.")
          .contains("✗ engine: libretranslate: HTTP 400: it asks for a key")
          .doesNotContain(HIDDEN)
          .doesNotContain(service.key());
      assertVerdict(terminal, true);
    }
  }

  @Test
  void givenAStore_whenExamined_thenItTellsWhatWaits() throws IOException {
    Store.open(new StoreConfig.Sqlite(store())).close();
    assertThat(examined(Sample.sandbox()).out())
        .contains("✓ store: " + store() + " opens; 0 messages wait in it.");
  }

  @Test
  void givenAGarbledStore_whenExamined_thenItNeedsAPersonAndIsLeftAlone() throws IOException {
    var garbage = "no database ".repeat(1_000);
    Files.writeString(store(), garbage);
    var terminal = examined(Sample.sandbox());
    assertThat(terminal.out()).contains("✗ store: ").contains(store().toString());
    assertVerdict(terminal, true);
    assertThat(store()).hasContent(garbage);
  }

  @Test
  void givenAFolderAsStore_whenExamined_thenItNeedsAPerson() throws IOException {
    Files.createDirectory(store());
    var terminal = examined(Sample.sandbox());
    assertThat(terminal.out()).contains("✗ store: The store " + store() + " is a folder.");
    assertVerdict(terminal, true);
  }

  @Test
  void givenAGatewayThatIsDown_whenExamined_thenTheOtherLinesAreThereAndTheExitIsOne()
      throws IOException {
    var url = "http://127.0.0.1:" + portNobodyListensAt();
    var terminal = examined(at(url));
    assertThat(terminal.out())
        .contains("✓ clock: ", " disk: ", "✓ store: ")
        .contains("✗ gateway: " + url + ": The RedNote gateway does not answer.")
        .doesNotContain("login");
    assertVerdict(terminal, true);
  }

  @Test
  void givenAGatewayThatIsLoggedIn_whenExamined_thenItSaysAsWhom() throws IOException {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0))) {
      var terminal = examined(at(rednote.url().toString()));
      assertThat(terminal.out())
          .contains("✓ gateway: " + rednote.url() + " answers (")
          .containsPattern("✓ login: as .+\\.");
      assertVerdict(terminal, terminal.out().contains("✗ disk"));
    }
  }

  @Test
  void givenAGatewayThatIsLoggedOut_whenExamined_thenItSaysWhereToLogIn() throws Exception {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var http = HttpClient.newHttpClient()) {
      var faults =
          HttpRequest.newBuilder(rednote.url().resolve("/_sandbox/faults"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"loggedOut\":true}"))
              .build();
      assertThat(http.send(faults, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      var terminal = examined(at(rednote.url().toString()));
      assertThat(terminal.out()).contains("✓ gateway: ").contains("✗ login: ");
      assertVerdict(terminal, true);
    }
  }

  @Test
  void givenAnotherToken_whenExamined_thenItNamesTheKeyAndNeverTheToken() throws IOException {
    try (var rednote = SandboxRedNote.start(SandboxConfig.still(0).withToken("another"))) {
      var sample = at(rednote.url().toString()).with("rednote.gateways.token", HIDDEN);
      var terminal = examined(sample);
      assertThat(terminal.out()).contains("✗ ").contains("correct rednote.gateways.token");
      assertThat(terminal.out() + terminal.err()).doesNotContain(HIDDEN);
      assertVerdict(terminal, true);
    }
  }

  @Test
  void givenAnotherServerAtTheAddress_whenExamined_thenItIsNoGateway() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var page = "<html>Welcome</html>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      var terminal = examined(at("http://127.0.0.1:" + server.getAddress().getPort()));
      assertThat(terminal.out()).contains("✗ gateway: ").contains("something unreadable");
      assertVerdict(terminal, true);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void givenBotsThatAreKnown_whenExamined_thenItSaysWhoTheyAre() throws IOException {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var discord = SandboxDiscord.start(SandboxDiscordConfig.any())) {
      var terminal = examined(withBots(telegram, telegram.token(), discord, discord.token()));
      assertThat(terminal.out())
          .containsPattern("✓ telegram: knows the bot \\w+\\.")
          .containsPattern("✓ discord: knows the bot .+\\.");
      assertVerdict(terminal, terminal.out().contains("✗ disk"));
    }
  }

  @Test
  void givenBotsThatAreNotKnown_whenExamined_thenItNamesTheKeysAndNeverTheTokens()
      throws IOException {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var discord = SandboxDiscord.start(SandboxDiscordConfig.any())) {
      var terminal = examined(withBots(telegram, "77:" + HIDDEN, discord, HIDDEN));
      assertThat(terminal.out())
          .containsPattern("✗ telegram: .*telegram\\.token")
          .containsPattern("✗ discord: .*discord\\.token")
          .doesNotContain(HIDDEN);
      assertVerdict(terminal, true);
    }
  }

  @Test
  void givenServicesThatAreNotReached_whenExamined_thenItSaysSo() throws IOException {
    var port = portNobodyListensAt();
    var sample =
        Sample.sandbox()
            .with("telegram", "")
            .with("telegram.token", "77:" + HIDDEN)
            .with("telegram.api", "\"http://127.0.0.1:" + port + "\"")
            .with("discord", "")
            .with("discord.token", HIDDEN)
            .with("discord.proxy", "\"127.0.0.1:" + port + "\"");
    var terminal = examined(sample);
    assertThat(terminal.out())
        .containsPattern("✗ telegram: Telegram does not answer")
        .containsPattern("✗ discord: Discord was not reached")
        .doesNotContain(HIDDEN);
    assertVerdict(terminal, true);
  }

  private static Sample withBots(
      SandboxTelegram telegram, String telegramToken, SandboxDiscord discord, String discordToken) {
    return Sample.sandbox()
        .with("telegram", "")
        .with("telegram.token", '"' + telegramToken + '"')
        .with("telegram.api", '"' + telegram.url().toString() + '"')
        .with("discord", "")
        .with("discord.token", '"' + discordToken + '"')
        .with("discord.proxy", "\"127.0.0.1:" + discord.proxy().getPort() + '"')
        .with("discord.trust", '"' + discord.caFile().toString() + '"');
  }

  private static void assertVerdict(Terminal terminal, boolean needsAPerson) {
    assertThat(terminal.out().lines())
        .last()
        .isEqualTo(needsAPerson ? "Something needs you; see the lines with ✗." : "All is well.");
    assertThat(terminal.exit()).isEqualTo(needsAPerson ? 1 : 0);
    assertThat(terminal.err()).isEmpty();
  }

  private Terminal examined(Sample sample) throws IOException {
    var yaml = sample.with("data.url", "'jdbc:sqlite:" + store() + "'").yaml();
    var file = Files.writeString(folder.resolve("bridge.yaml"), yaml);
    return Terminal.typed(Map.of("WEB_PASSWORD", HIDDEN), "doctor", "--config", file.toString());
  }

  private static Sample at(String url) {
    return Sample.real().with("rednote.gateways.url", URI.create(url).toString());
  }

  private Path store() {
    return folder.resolve("bridge.db");
  }

  private static int portNobodyListensAt() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
