package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;

class DiscordRestTest {
  private static final String TOKEN = "MTE3.Gabcde.a-very-secret-token";
  private static final String PRIVATE = "aW50ZXJhY3Rpb246MTIz-interaction-secret";
  private static final Route MESSAGES = Route.of("/channels/{}/messages", "11");
  private static final Route OTHER = Route.of("/channels/{}/messages", "22");
  private static final Route ANSWER = Route.of("/webhooks/{}/{}/messages/@original", "99", PRIVATE);

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");
  private final List<Duration> slept = new ArrayList<>();
  private final ArrayDeque<MockResponse> answers = new ArrayDeque<>();
  private final Wiretap wire = Wiretap.answering(this::next);
  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() {
    wire.close();
  }

  private synchronized MockResponse next(RecordedRequest request) {
    return answers.isEmpty() ? ok().build() : answers.removeFirst();
  }

  private static MockResponse.Builder ok() {
    return new MockResponse.Builder().body("{\"id\":\"5\"}");
  }

  private static MockResponse.Builder refused(int status, int code, String message) {
    return new MockResponse.Builder()
        .code(status)
        .body("{\"code\": " + code + ", \"message\": \"" + message + "\"}");
  }

  private static MockResponse.Builder slower(double seconds) {
    return new MockResponse.Builder()
        .code(429)
        .body("{\"message\": \"slow\", \"retry_after\": " + seconds + ", \"global\": false}");
  }

  private DiscordRest rest() {
    return rest(Limits.PER_SECOND);
  }

  private DiscordRest rest(int perSecond) {
    return new DiscordRest(
        new DiscordConfig(TOKEN, Optional.empty(), Optional.empty(), false),
        clock,
        new DiscordRest.Surroundings(
            wire.base(),
            perSecond,
            length -> {
              slept.add(length);
              clock.advance(length);
            }));
  }

  private static JsonNode say(DiscordRest rest, Route route) {
    var body = JsonNodeFactory.instance.objectNode();
    if (route.shape().startsWith("/interactions")) {
      body.put("type", 5);
    } else {
      body.put("content", "hi");
    }
    // The first answer to an interaction takes the place of a promise.
    var method = route == ANSWER ? Method.PATCH : Method.POST;
    return rest.call(method, route, Optional.of(body), List.of());
  }

  /// As lanes say something.
  private static Answer lane(DiscordRest rest, Route route) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("content", "hi").put("nonce", "n");
    return rest.askNow(Method.POST, route, Optional.of(body), List.of());
  }

  private static JsonNode answer(DiscordRest rest) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("content", "hi");
    return rest.call(Method.PATCH, ANSWER, Optional.of(body), List.of());
  }

  private static ChatFailure failure(Supplier<?> call) {
    return catchThrowableOfType(ChatException.class, call::get).failure();
  }

  @Test
  void givenACall_whenSent_thenItBearsTheTokenAndTheAgentThatDiscordAsksFor() {
    try (var rest = rest()) {
      assertThat(say(rest, MESSAGES).path("id").asText()).isEqualTo("5");
    }
    var request = wire.requests.getFirst();
    assertThat(request.getTarget()).isEqualTo("/api/v10/channels/11/messages");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bot " + TOKEN);
    assertThat(request.getHeaders().get("User-Agent"))
        .matches("DiscordBot \\(https://\\S+, [0-9.]+\\)");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
  }

  @Test
  void givenAnInteractionsAddress_whenCalled_thenTheBotsTokenStaysHome() {
    try (var rest = rest()) {
      answer(rest);
    }
    assertThat(wire.requests.getFirst().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void givenAnEmptyBucket_whenAskedAgain_thenAShortWaitIsSleptAndALongOneComesBack() {
    // As whoever is no lane asks; lanes below.
    var empty =
        ok().setHeader("X-RateLimit-Bucket", "b1")
            .setHeader("X-RateLimit-Limit", "5")
            .setHeader("X-RateLimit-Remaining", "0");
    answers.add(empty.setHeader("X-RateLimit-Reset-After", "0.7").build());
    answers.add(empty.setHeader("X-RateLimit-Reset-After", "4.2").build());
    try (var rest = rest()) {
      say(rest, MESSAGES);
      say(rest, MESSAGES);
      assertThat(slept).containsExactly(Duration.ofMillis(700));

      assertThat(failure(() -> say(rest, MESSAGES)))
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofMillis(4_200)));
      assertThat(wire.requests).hasSize(2);
      say(rest, OTHER);
      assertThat(slept).as("another channel does not wait").hasSize(1);

      clock.advance(Duration.ofMillis(4_200));
      say(rest, MESSAGES);
      assertThat(wire.requests).hasSize(4);
    }
  }

  @Test
  void givenALaneAndAnEmptyBucket_whenItAsks_thenItGivesItsPlaceBackAndOnlyAMomentIsSlept() {
    var empty =
        ok().setHeader("X-RateLimit-Bucket", "b1")
            .setHeader("X-RateLimit-Limit", "5")
            .setHeader("X-RateLimit-Remaining", "0");
    answers.add(empty.setHeader("X-RateLimit-Reset-After", "0.7").build());
    answers.add(empty.setHeader("X-RateLimit-Reset-After", "0.03").build());
    answers.add(slower(0.4).build());
    try (var rest = rest()) {
      lane(rest, MESSAGES);
      assertThat(failure(() -> lane(rest, MESSAGES)))
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofMillis(700)));
      assertThat(slept).isEmpty();

      clock.advance(Duration.ofMillis(700));
      lane(rest, MESSAGES);
      assertThat(failure(() -> lane(rest, MESSAGES)))
          .as("after a moment's sleep it was refused, and must wait")
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofMillis(400)));
      assertThat(slept).containsExactly(Duration.ofMillis(30));
      assertThat(wire.requests).hasSize(3);
    }
  }

  @Test
  void givenAChannelWithABucketOfItsOwn_whenOthersSpeak_thenEachKeepsWhatItLearnt() {
    answers.add(left("common", 4, 9).build());
    answers.add(left("special", 0, 9).build());
    answers.add(left("common", 3, 9).build());
    try (var rest = rest()) {
      lane(rest, MESSAGES);
      lane(rest, OTHER);
      lane(rest, MESSAGES);
      assertThat(failure(() -> lane(rest, OTHER))).isInstanceOf(ChatFailure.RateLimited.class);
      lane(rest, MESSAGES);
    }
  }

  private static MockResponse.Builder left(String bucket, int left, int seconds) {
    return ok().setHeader("X-RateLimit-Bucket", bucket)
        .setHeader("X-RateLimit-Limit", "5")
        .setHeader("X-RateLimit-Remaining", String.valueOf(left))
        .setHeader("X-RateLimit-Reset-After", String.valueOf(seconds));
  }

  @Test
  void givenTwoRoutesOfOneBucket_whenOneIsEmpty_thenTheOtherWaitsToo() {
    var left = ok().setHeader("X-RateLimit-Bucket", "b").setHeader("X-RateLimit-Limit", "5");
    left.setHeader("X-RateLimit-Reset-After", "3");
    answers.add(left.setHeader("X-RateLimit-Remaining", "4").build());
    answers.add(left.setHeader("X-RateLimit-Remaining", "0").build());
    try (var rest = rest()) {
      var channel = Route.of("/channels/{}", "11");
      rest.get(channel);
      say(rest, MESSAGES);
      assertThat(failure(() -> rest.get(channel))).isInstanceOf(ChatFailure.RateLimited.class);
      rest.get(Route.of("/channels/{}", "22"));
    }
  }

  @Test
  void givenAShort429_whenMet_thenTheSameMessageIsSentAgain() {
    answers.add(slower(0.3).build());
    try (var rest = rest()) {
      say(rest, MESSAGES);
    }
    assertThat(slept).containsExactly(Duration.ofMillis(300));
    assertThat(wire.requests).hasSize(2);
  }

  @Test
  void givenALong429_whenMet_thenThatChannelAloneIsPostponed() {
    answers.add(slower(6.5).build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofMillis(6_500)));
      assertThat(failure(() -> say(rest, MESSAGES))).isInstanceOf(ChatFailure.RateLimited.class);
      say(rest, OTHER);
    }
    assertThat(wire.requests).hasSize(2);
  }

  @Test
  void givenAGlobal429_whenMet_thenAllWaitButAnswersToInteractions() {
    answers.add(slower(3).setHeader("X-RateLimit-Global", "true").build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES))).isInstanceOf(ChatFailure.RateLimited.class);
      assertThat(failure(() -> say(rest, OTHER)))
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(3)));
      answer(rest);
    }
    assertThat(wire.requests).hasSize(2);
  }

  @Test
  void givenA429OfTheEdge_whenMet_thenEverythingWaitsWholeSeconds() {
    answers.add(
        new MockResponse.Builder().code(429).setHeader("Retry-After", "7").body("<html>").build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(7)));
      assertThat(failure(() -> answer(rest))).isInstanceOf(ChatFailure.RateLimited.class);
    }
    assertThat(wire.requests).hasSize(1);
  }

  @Test
  void givenMoreThanTheBotMaySendInASecond_whenSent_thenTheRestIsSpreadOrPostponed() {
    try (var rest = rest(10)) {
      for (int i = 0; i < 30; i++) {
        var channel = Route.of("/channels/{}/messages", String.valueOf(i));
        try {
          say(rest, channel);
        } catch (ChatException e) {
          var limited = (ChatFailure.RateLimited) e.failure();
          clock.advance(limited.pause());
          say(rest, channel);
        }
      }
    }
    assertThat(clock.instant()).isAfterOrEqualTo("2026-11-21T12:00:02Z");
    assertThat(wire.requests).hasSize(30);
  }

  @Test
  void givenARefusedToken_whenCalledOn_thenNothingIsSentBeforeALaterTry() {
    answers.add(refused(401, 0, "401: Unauthorized").build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isInstanceOfSatisfying(
              ChatFailure.Unavailable.class,
              down -> assertThat(down.detail()).contains("discord.token"));
      assertThat(rest.refused()).isTrue();
      assertThat(failure(() -> say(rest, OTHER))).isInstanceOf(ChatFailure.Unavailable.class);
      assertThat(wire.requests).hasSize(1);

      clock.advance(Duration.ofMinutes(6));
      say(rest, OTHER);
      assertThat(rest.refused()).isFalse();
    }
  }

  @Test
  void givenTooManyRefusals_whenCounted_thenCallsAreHeldBackAndItIsSaid() {
    for (int i = 0; i < Invalids.MOST; i++) {
      answers.add(refused(403, 50001, "Missing Access").build());
    }
    try (var rest = rest(Integer.MAX_VALUE)) {
      // Side by side, since each waits for the wire.
      try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int lane = 0; lane < 50; lane++) {
          var channel = Route.of("/channels/{}/messages", String.valueOf(lane));
          workers.execute(() -> {
            for (int i = 0; i < Invalids.MOST / 50; i++) {
              failure(() -> say(rest, channel));
              clock.advance(Duration.ofMillis(100));
            }
          });
        }
      }
      assertThat(rest.heldBack()).hasValueSatisfying(s -> assertThat(s).contains("refused"));
      assertThat(failure(() -> say(rest, OTHER))).isInstanceOf(ChatFailure.RateLimited.class);
      assertThat(wire.requests).hasSize(Invalids.MOST);

      clock.advance(Duration.ofMinutes(11));
      assertThat(rest.heldBack()).isEmpty();
      say(rest, OTHER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, 10003, GONE",
    "404, 10004, REMOVED",
    "403, 50001, NOT_ALLOWED",
    "403, 50013, NOT_ALLOWED",
    "400, 160002, NOT_ALLOWED",
    "403, 50007, BLOCKED",
    "403, 50278, BLOCKED",
    "400, 50083, TOPIC_CLOSED",
    "400, 40067, NOT_ALLOWED",
  })
  void givenARefusalThatLasts_whenRead_thenItSaysWhyTheChannelIsClosed(
      int status, int code, ChatFailure.Cause cause) {
    answers.add(refused(status, code, "no").build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isInstanceOfSatisfying(
              ChatFailure.Closed.class, closed -> assertThat(closed.cause()).isEqualTo(cause));
    }
  }

  @ParameterizedTest
  @CsvSource({"404, 10062", "401, 50027", "404, 10015", "404, 10008"})
  void givenALateAnswer_whenRefused_thenItIsTooLateAndTheTokenIsNotDoubted(int status, int code) {
    answers.add(refused(status, code, "no").build());
    try (var rest = rest()) {
      assertThat(failure(() -> answer(rest)))
          .isEqualTo(new ChatFailure.Closed(ChatFailure.Cause.TOO_LATE, ""));
      assertThat(rest.refused()).isFalse();
    }
  }

  @Test
  void givenAMissingPermission_whenRefused_thenAllThatCanBeMeantIsNamed() {
    var body = JsonNodeFactory.instance.objectNode();
    body.putArray("embeds").addObject();
    body.putObject("message_reference").put("message_id", "5");
    answers.add(refused(403, 50013, "Missing Permissions").build());
    try (var rest = rest()) {
      assertThat(
              failure(() -> rest.call(Method.POST, MESSAGES, Optional.of(body), List.of(file()))))
          .isEqualTo(
              new ChatFailure.Closed(
                  ChatFailure.Cause.NOT_ALLOWED,
                  "Send Messages, Embed Links, Attach Files, Read Message History; give them to"
                      + " the bot's role in this channel"));
    }
  }

  @Test
  void givenABadForm_whenRefused_thenDiscordsWordsSayWhere() {
    answers.add(
        new MockResponse.Builder()
            .code(400)
            .body(
                """
                {"code": 50035, "message": "Invalid Form Body", "errors": {"embeds": {"0":
                {"title": {"_errors": [{"code": "X", "message": "Too long.\\nVery."}]}}}}}
                """)
            .build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isEqualTo(
              new ChatFailure.Refused(
                  "Discord: Invalid Form Body; embeds.0.title: Too long. Very. (400, 50035)"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not json", "<html>", "[1", "\"word\"", "7", "null", "{\"a\":", "\u0000\u0001"})
  void givenGarbage_whenAnswered_thenItIsWorthAnotherTry(String garbage) {
    answers.add(new MockResponse.Builder().body(garbage).build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES))).isInstanceOf(ChatFailure.Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 301, 403})
  void givenTroubleWithoutDiscordsWords_whenAnswered_thenNobodyIsShutOut(int status) {
    answers.add(new MockResponse.Builder().code(status).body("<html>x</html>").build());
    try (var rest = rest()) {
      assertThat(failure(() -> say(rest, MESSAGES)))
          .isNotInstanceOf(ChatFailure.Closed.class)
          .isNotInstanceOf(ChatFailure.RateLimited.class);
    }
  }

  @Test
  void givenEveryKindOfTrouble_whenTold_thenNoSecretIsInIt() {
    var troubles =
        List.of(
            refused(400, 1, TOKEN + " and " + PRIVATE).build(),
            refused(403, 50001, PRIVATE + TOKEN).build(),
            new MockResponse.Builder().code(200).body(PRIVATE).build(),
            new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build(),
            new MockResponse.Builder().code(503).body(TOKEN).build());
    var bot = Route.of("/channels/{}/messages", "1");
    for (var route : List.of(bot, ANSWER, Route.callback("7", PRIVATE))) {
      for (var trouble : troubles) {
        answers.add(trouble);
        try (var rest = rest()) {
          var told = new StringWriter();
          catchThrowableOfType(ChatException.class, () -> say(rest, route))
              .printStackTrace(new PrintWriter(told));
          assertThat(told.toString() + route).doesNotContain(PRIVATE);
          assertThat(told.toString()).doesNotContain(TOKEN);
        }
        answers.clear();
      }
    }
    assertThat(new DiscordConfig(TOKEN, Optional.empty(), Optional.empty(), true).toString())
        .doesNotContain(TOKEN);
  }

  @Test
  void givenFiles_whenSent_thenTheyFollowTheJsonInTheOrderOfTheirPlaces() {
    try (var rest = rest()) {
      var body = JsonNodeFactory.instance.objectNode().put("content", "x");
      rest.call(Method.POST, MESSAGES, Optional.of(body), List.of(file(), file()));
    }
    var sent = Wiretap.text(wire.requests.getFirst().getBody());
    assertThat(sent)
        .containsSubsequence(
            "name=\"payload_json\"", "{\"content\":\"x\"}",
            "name=\"files[0]\"; filename=\"1.png\"", "the bytes",
            "name=\"files[1]\"; filename=\"2.png\"", "the bytes");
  }

  @Test
  void givenAFileThatWasCleanedUp_whenSent_thenTheDeliveryIsTriedAgain() throws IOException {
    var file = file();
    Files.delete(file.file());
    try (var rest = rest()) {
      assertThat(failure(() -> rest.call(Method.POST, MESSAGES, Optional.empty(), List.of(file))))
          .isInstanceOf(ChatFailure.Unavailable.class);
    }
    assertThat(wire.requests).isEmpty();
  }

  private Part.Attachment file() {
    try {
      var file = Files.writeString(folder.resolve("some-picture"), "the bytes");
      return new Part.Attachment("k", file, "image/png", 9, 1, 1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void givenALaneThatHangs_whenAnotherSpeaks_thenItDoesNotWait() throws Exception {
    var hold = new CountDownLatch(1);
    var hanging =
        Wiretap.answering(request -> {
          if (request.getTarget().contains("/11/")) {
            try {
              hold.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return ok().build();
        });
    try (hanging;
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        var rest =
            new DiscordRest(
                new DiscordConfig(TOKEN, Optional.empty(), Optional.empty(), false),
                Clock.systemUTC(),
                new DiscordRest.Surroundings(hanging.base(), 50, Thread::sleep))) {
      var stuck = workers.submit(() -> say(rest, MESSAGES));
      for (int i = 0; i < 20; i++) {
        say(rest, OTHER);
      }
      assertThat(stuck.isDone()).isFalse();
      hold.countDown();
      stuck.get();
    }
  }

  @Test
  void givenAProxyAndCertificates_whenCalled_thenDiscordIsReachedUnderItsOwnName() {
    try (var discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited())) {
      var config =
          new DiscordConfig(
              discord.token(), Optional.of(discord.proxy()), Optional.of(discord.caFile()), false);
      try (var rest = new DiscordRest(config, Clock.systemUTC())) {
        assertThat(rest.me().userId()).isEqualTo(discord.bot().id());
        assertThat(rest.me().applicationId()).isEqualTo(discord.bot().id());
        assertThat(rest.me().name()).isEqualTo(discord.bot().name());
      }
      assertThat(discord.callCount("GET /applications/@me")).isEqualTo(1);
      // Without the certificate nothing is said to a stranger.
      var strict =
          new DiscordConfig(discord.token(), Optional.of(discord.proxy()), Optional.empty(), false);
      try (var rest = new DiscordRest(strict, Clock.systemUTC())) {
        assertThat(failure(rest::me)).isInstanceOf(ChatFailure.Unavailable.class);
      }
    }
  }

  @Test
  void givenAProxyThatIsNotThere_whenCalled_thenItIsWorthAnotherTry() {
    var nobody = new InetSocketAddress("127.0.0.1", 1);
    var config = new DiscordConfig(TOKEN, Optional.of(nobody), Optional.empty(), false);
    try (var rest = new DiscordRest(config, Clock.systemUTC())) {
      assertThat(failure(rest::me)).isInstanceOf(ChatFailure.Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate at all", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
  void givenAFileThatHoldsNoCertificate_whenRead_thenTheSettingIsNamed(String text)
      throws IOException {
    var pem = Files.writeString(folder.resolve("trust.pem"), text);
    assertThatThrownBy(() -> Trust.of(Optional.of(pem)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discord.trust")
        .hasMessageContaining("trust.pem");
    assertThatThrownBy(() -> Trust.of(Optional.of(folder.resolve("absent.pem"))))
        .hasMessageContaining("discord.trust")
        .hasMessageContaining("cannot be read");
  }
}
