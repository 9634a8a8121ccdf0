package org.littleredbridge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Part;
import org.littleredbridge.health.Tally;

class WebSafetyTest {
  private static final String LOBBY = "/api/channels/lobby/messages";

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "127.0.0.1", "localhost:1", "", "a b"})
  void givenAForeignHost_whenAsked_then421AndNothingIsTold(String host) {
    try (var browser = Browser.open()) {
      browser.note("secret", "k");
      for (var path : List.of("/", LOBBY, "/healthz", "/metrics", "/media/x")) {
        var answer = browser.call(path, r -> r.header("Host", host));
        assertThat(answer.status()).isIn(421, 400);
        assertThat(answer.text()).doesNotContain("secret");
      }
    }
  }

  @Test
  void givenNamesOfThisMachine_whenAsked_thenTheyPass() {
    try (var browser = Browser.open()) {
      int port = browser.web.url().getPort();
      for (var name : List.of("localhost", "127.0.0.1", "[::1]", "LocalHost")) {
        assertThat(browser.call("/healthz", r -> r.header("Host", name + ":" + port)).status())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1"})
  void givenAForeignOrigin_whenPosted_then403AndNothingIsStored(String origin) {
    try (var browser = Browser.open()) {
      var answer = browser.post(LOBBY, Browser.body("hi", null), "Origin", origin);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(browser.get(LOBBY).json()).isEmpty();
    }
  }

  @Test
  void givenOurOrigin_whenPosted_thenItPasses() {
    try (var browser = Browser.open()) {
      var origin = "http://" + browser.web.url().getAuthority();
      assertThat(browser.post(LOBBY, Browser.body("hi", null), "Origin", origin).status())
          .isEqualTo(201);
    }
  }

  @Test
  void givenAnyAnswer_whenLookedAt_thenItHasTheSafetyHeaders() {
    try (var browser = Browser.open()) {
      for (var path : List.of("/", "/app.js", LOBBY, "/nowhere", "/api/channels/x/messages")) {
        var headers = browser.get(path).headers();
        assertThat(headers.get("Content-Security-Policy"))
            .contains("default-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(headers.get("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.get("Cache-Control")).isIn("no-store", "no-cache");
      }
    }
  }

  @Test
  void givenThePage_whenLoaded_thenEveryFileItNamesIsThereAndNothingIsInline() {
    try (var browser = Browser.open()) {
      var page = browser.get("/").text();
      assertThat(page).contains("<script type=\"module\" src=\"/app.js\">");
      assertThat(page).doesNotContain("<style").doesNotContain("http://").doesNotContain(" style=");
      for (var file :
          List.of(
              "app.js", "api.js", "cards.js", "composer.js", "dom.js", "style.css", "icon.svg")) {
        var answer = browser.get("/" + file);
        assertThat(answer.status()).as(file).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("innerHTML").doesNotContain("eval(");
        var again =
            browser.call(
                "/" + file,
                r -> r.header("If-None-Match", String.valueOf(answer.headers().get("ETag"))));
        assertThat(again.status()).isEqualTo(304);
      }
    }
  }

  @Test
  void givenAPassword_whenUnknown_thenOnlyHealthAndTheLoginAnswer() {
    try (var browser = Browser.locked("correct horse")) {
      assertThat(browser.get("/").status()).isEqualTo(303);
      assertThat(browser.get("/").headers().get("Location")).isEqualTo("/login");
      for (var path :
          List.of(
              LOBBY,
              "/api/channels",
              "/api/channels/lobby/events",
              "/app.js",
              "/media/x",
              "/metrics",
              "/readyz",
              "/%2flogin",
              "/login%2f..%2fmetrics",
              "/nowhere")) {
        var answer = browser.get(path);
        assertThat(answer.status()).as(path).isIn(401, 400);
        assertThat(answer.error()).isNotBlank();
      }
      assertThat(browser.post(LOBBY, Browser.body("/list", null)).status()).isEqualTo(401);
      assertThat(browser.events).isEmpty();
      for (var path : List.of("/healthz", "/login", "/login.js", "/style.css", "/icon.svg")) {
        assertThat(browser.get(path).status()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void givenThePassword_whenLoggedIn_thenTheCookieOpensUntilItEnds() {
    try (var browser = Browser.locked("correct horse")) {
      var answer = browser.post("/login", "{\"password\":\"correct horse\"}");
      assertThat(answer.status()).isEqualTo(204);
      var cookie = String.valueOf(answer.headers().get("Set-Cookie"));
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("horse");
      var pair = "other=1; " + cookie.split(";", 2)[0];

      assertThat(browser.call("/", r -> r.header("Cookie", pair)).status()).isEqualTo(200);
      assertThat(browser.call(LOBBY, r -> r.header("Cookie", pair)).status()).isEqualTo(200);
      assertThat(browser.call(LOBBY, r -> r.header("Cookie", pair + "x")).status()).isEqualTo(401);
      browser.clock.forward(Duration.ofDays(31));
      assertThat(browser.call(LOBBY, r -> r.header("Cookie", pair)).status()).isEqualTo(401);
    }
  }

  @Test
  void givenABearer_whenRight_thenItOpensAndWhenWrongNot() {
    try (var browser = Browser.locked("correct horse")) {
      assertThat(
              browser.call(LOBBY, r -> r.header("Authorization", "Bearer correct horse")).status())
          .isEqualTo(200);
      assertThat(browser.call(LOBBY, r -> r.header("Authorization", "Bearer wrong")).status())
          .isEqualTo(401);
    }
  }

  @Test
  void givenTenWrongTries_whenTriedAgain_thenEvenTheRightOneWaitsAMinute() {
    try (var browser = Browser.locked("correct horse")) {
      for (int i = 0; i < 5; i++) {
        assertThat(browser.post("/login", "{\"password\":\"" + i + "\"}").status()).isEqualTo(401);
        assertThat(browser.call(LOBBY, r -> r.header("Authorization", "Bearer no")).status())
            .isEqualTo(401);
      }
      assertThat(browser.post("/login", "{\"password\":\"correct horse\"}").status())
          .isEqualTo(429);
      assertThat(
              browser.call(LOBBY, r -> r.header("Authorization", "Bearer correct horse")).status())
          .isEqualTo(429);
      browser.clock.forward(Duration.ofSeconds(61));
      assertThat(browser.post("/login", "{\"password\":\"correct horse\"}").status())
          .isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"password\":{\"a\":1}}", "{\"password\":null}"})
  void givenGarbage_whenLoggingIn_thenItIsRefused(String body) {
    try (var browser = Browser.locked("correct horse")) {
      assertThat(browser.post("/login", body).status()).isIn(400, 401);
    }
  }

  @Test
  void givenNoPasswordWhereOneIsNeeded_whenBuilt_thenTheSentenceNamesTheSetting() {
    for (var password : List.of(Optional.<String>empty(), Optional.of(" "))) {
      assertThatThrownBy(() -> new WebConfig("0.0.0.0", 0, password, true, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("web.password");
    }
    assertThat(new WebConfig("h", 1, Optional.of("hush"), true, true).toString())
        .doesNotContain("hush");
  }

  @Test
  void givenATakenPort_whenStarted_thenTheSentenceNamesHostPortAndSetting() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      var web =
          new Web(
              new WebConfig("127.0.0.1", port, Optional.empty(), true, false),
              new MemoryTranscript(),
              _ -> Optional.empty(),
              new Tally(),
              () -> new WebStatus(true, List.of(), Map.of()),
              Clock.systemUTC());

      assertThatThrownBy(web::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining(Integer.toString(port))
          .hasMessageContaining("web.port");
      web.close();
    }
  }

  @Test
  void givenAHostThatIsNone_whenStarted_thenTheSentenceNamesTheSetting() {
    assertThatThrownBy(() ->
            Browser.closedYet(
                new WebConfig("no.such.host.invalid", 0, Optional.empty(), true, false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("web.host");
  }

  @Test
  void givenNoChat_whenAsked_then404WithASentenceAndHealthStays() {
    try (var browser = Browser.closedYet(Browser.config(Optional.empty(), false))) {
      for (var path : List.of("/", LOBBY, "/api/channels", "/media/x")) {
        assertThat(browser.get(path).status()).isEqualTo(404);
        assertThat(browser.get(path).error()).contains("web.chat");
      }
      assertThat(browser.get("/healthz").text()).isEqualTo("ok");
      assertThat(browser.get("/metrics").status()).isEqualTo(200);
      assertThatThrownBy(
              () -> browser.send(Rooms.id("lobby"), new Part.Say("x", Optional.empty()), "k"))
          .isInstanceOf(ChatException.class);
    }
  }

  @Test
  void givenAStatus_whenAsked_thenReadyzAndMetricsTellIt() {
    try (var browser = Browser.open()) {
      browser.tally.add(Tally.Count.DELIVERED, 3);
      var line = new WebStatus.Line("gateway", "captcha", "Solve it in the app.");
      browser.status = new WebStatus(false, List.of(line), Map.of("bridge_outbox_waiting", 7L));

      var ready = browser.get("/readyz");
      var metrics = browser.get("/metrics").text();

      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().path("lines").get(0).path("sentence").asText())
          .isEqualTo("Solve it in the app.");
      assertThat(metrics)
          .contains("bridge_delivered_total 3.0")
          .contains("bridge_outbox_waiting 7.0")
          .contains("jvm_memory_used_bytes")
          .contains("process_uptime_seconds");
      browser.status = new WebStatus(true, List.of(), Map.of("bridge_outbox_waiting", 0L));
      assertThat(browser.get("/readyz").status()).isEqualTo(200);
      assertThat(browser.get("/metrics").text()).contains("bridge_outbox_waiting 0.0");
    }
  }

  @Test
  void givenAChineseReader_whenRefused_thenTheSentenceIsChinese() {
    try (var browser = Browser.open()) {
      var answer =
          browser.call(
              "/api/channels/x/messages", r -> r.header("Accept-Language", "zh-CN,zh;q=0.9"));
      assertThat(answer.error()).isEqualTo("还没有这个频道。发出第一条消息后它就会出现。");
      assertThat(browser.call("/nowhere", r -> r.header("Accept-Language", "xx;;q=x")).status())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fetc%2fpasswd",
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "%00",
        "%",
        "%zz",
        "",
        "/etc/passwd",
        "a%0d%0aSet-Cookie:x=1"
      })
  void givenPathTricks_whenAskedForMedia_thenNothingIsFound(String key) throws IOException {
    // By hand: a client would tidy the path first.
    try (var browser = Browser.open();
        var socket = new Socket(browser.web.url().getHost(), browser.web.url().getPort())) {
      socket.setSoTimeout(5_000);
      var host = browser.web.url().getAuthority();
      var ask = "GET /media/" + key + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));

      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));

      assertThat(answer.readLine()).startsWith("HTTP/1.1 40");
    }
  }

  @Test
  void givenAPicture_whenAsked_thenItComesWithItsTypeAndSafely(@TempDir Path folder)
      throws IOException {
    try (var browser = Browser.open()) {
      var path = Files.writeString(folder.resolve("f"), "0123456789");
      browser.addMedia("notes/1040g 0x!", "image/png", path);
      browser.addMedia("page", "text/html", path);

      var answer = browser.get(MediaPages.path("notes/1040g 0x!"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("0123456789");
      assertThat(answer.headers().get("Content-Type")).isEqualTo("image/png");
      assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.headers().get("Content-Disposition")).isEqualTo("inline");
      assertThat(answer.headers().values("Cache-Control"))
          .containsExactly("private, max-age=31536000, immutable");
      var page = browser.get("/media/page");
      assertThat(page.headers().get("Content-Type")).isEqualTo("application/octet-stream");
      assertThat(page.headers().get("Content-Disposition")).isEqualTo("attachment");
      Files.delete(path);
      assertThat(browser.get("/media/page").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3,206,0123,bytes 0-3/10",
    "bytes=4-,206,456789,bytes 4-9/10",
    "bytes=-3,206,789,bytes 7-9/10",
    "bytes=8-99,206,89,bytes 8-9/10",
    "bytes=-99,206,0123456789,bytes 0-9/10",
    "bytes=10-,416,,bytes */10",
    "bytes=-0,416,,bytes */10",
    "'bytes=0-1,3-4',200,0123456789,",
    "bytes=5-2,200,0123456789,",
    "bytes=x-y,200,0123456789,",
    "bytes=99999999999999999999-,200,0123456789,"
  })
  void givenARange_whenAsked_thenThatPartComes(
      String range,
      int status,
      @org.jspecify.annotations.Nullable String body,
      @org.jspecify.annotations.Nullable String told,
      @TempDir Path folder)
      throws IOException {
    try (var browser = Browser.open()) {
      browser.addMedia("v", "video/mp4", Files.writeString(folder.resolve("f"), "0123456789"));

      var answer = browser.call("/media/v", r -> r.header("Range", range));

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers().get("Content-Range")).isEqualTo(told);
      if (body != null) {
        assertThat(answer.text()).isEqualTo(body);
      }
    }
  }

  @Test
  void givenAHostRule_whenBoundToAll_thenNamesNeedAPassword() {
    var open = new HostRule("0.0.0.0", 8080, false);
    var locked = new HostRule("::", 8080, true);

    assertThat(open.admits("192.168.1.5:8080")).isTrue();
    assertThat(open.admits("localhost:9000")).isTrue();
    assertThat(open.admits("evil.example:8080")).isFalse();
    assertThat(locked.admits("bridge.example:443")).isTrue();
    assertThat(locked.admits("bad host")).isFalse();
    assertThat(new HostRule("192.168.1.5", 8080, true).admits("192.168.1.5:8080")).isTrue();
    assertThat(new HostRule("192.168.1.5", 8080, true).admits("localhost:8080")).isFalse();
    assertThat(new HostRule("127.0.0.1", 80, true).admits("localhost")).isTrue();
    assertThat(new HostRule("::1", 81, true).authority()).isEqualTo("[::1]:81");
  }
}
