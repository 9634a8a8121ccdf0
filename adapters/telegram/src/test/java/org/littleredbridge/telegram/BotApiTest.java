package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.MessengerState.Mood;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/// What goes over the wire, and what is made of any answer.
class BotApiTest {
  private static final String TOKEN = "42:secret-of-the-test";
  private static final String TAKEN = "{\"ok\":true,\"result\":{\"message_id\":7,\"date\":1}}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MockWebServer server = new MockWebServer();
  private final Reachability reachability = new Reachability();
  private BotApi api;

  @BeforeEach
  void start() throws IOException {
    server.start();
    api = new BotApi(config(server.url("/").uri()), redaction(), reachability);
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  private static TelegramConfig config(URI address) {
    return new TelegramConfig(TOKEN, address);
  }

  private static Redaction redaction() {
    return new Redaction(TOKEN);
  }

  private void answers(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static byte[] sent(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).toByteArray();
  }

  private static SendMessage message(String text) {
    return SendMessage.builder().chatId("-5").text(text).parseMode("HTML").build();
  }

  private Receipt send() {
    return api.send(message("hi"));
  }

  private BotApiException refusal() {
    return catchThrowableOfType(BotApiException.class, this::send);
  }

  @Test
  void givenAText_whenSent_thenOnlyWhatWasSetIsOnTheWire() throws Exception {
    answers(200, TAKEN);

    assertThat(api.send(message("<b>茶</b> \ud83c\udf75 \ud800")).number()).isEqualTo(7);

    var request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/bot" + TOKEN + "/sendmessage");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    var body = JSON.readTree(sent(request));
    assertThat(body.properties().stream().map(field -> field.getKey()))
        .containsExactlyInAnyOrder("chat_id", "text", "parse_mode", "method");
    // Half a character cannot be sent, and must not keep the rest back.
    assertThat(body.path("text").asText()).isEqualTo("<b>茶</b> \ud83c\udf75 ?");
  }

  @Test
  void givenAFileThatTelegramKnows_whenSent_thenOnlyWhatWasSetIsOnTheWire() throws Exception {
    answers(
        200,
        "{\"ok\":true,\"result\":{\"photo\":[{\"file_id\":\"s\"},{\"file_id\":\"l\",\"width\":9}],"
            + "\"reply_to_message\":{\"message_id\":3,\"photo\":[{\"file_id\":\"x\"}]},"
            + "\"video\":{\"thumbnail\":{\"file_id\":\"t\"},\"file_id\":\"v\"},\"message_id\":8}}");

    var receipt =
        api.upload(
            SendPhoto.PATH,
            parts ->
                parts
                    .addInputFile("photo", new InputFile("known"), true)
                    .addPart("chat_id", "-5")
                    .addPart("caption", (String) null),
            Receipt::read);

    assertThat(receipt.number()).isEqualTo(8);
    assertThat(receipt.file(FileKind.PHOTO)).contains("l");
    assertThat(receipt.file(FileKind.VIDEO)).contains("v");
    assertThat(receipt.file(FileKind.DOCUMENT)).isEmpty();
    var sent = new String(sent(server.takeRequest()), StandardCharsets.UTF_8);
    assertThat(sent).contains("name=\"photo\"", "known", "name=\"chat_id\"", "-5");
    assertThat(sent).doesNotContain("caption", "null");
  }

  @Test
  void givenOtherMethods_whenAsked_thenTheirResultsAreRead() {
    answers(
        200,
        "{\"result\":{\"id\":42,\"is_bot\":true,\"first_name\":\"B\",\"username\":\"b_bot\",\"new\":1},"
            + "\"ok\":true}");
    assertThat(api.ask(new GetMe(), User.class).getUserName()).isEqualTo("b_bot");
    answers(
        200,
        "{\"ok\":true,\"result\":{\"status\":\"creator\",\"is_anonymous\":false,"
            + "\"user\":{\"id\":1,\"is_bot\":false,\"first_name\":\"A\"}}}");
    assertThat(api.ask(new GetChatMember("-5", 1L), ChatMember.class).getStatus())
        .isEqualTo("creator");
  }

  @Test
  void givenARefusal_whenRead_thenItsParametersAreKnown() {
    answers(
        429,
        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 3\","
            + "\"parameters\":{\"x\":{\"retry_after\":9},\"retry_after\":3}}");
    assertThat(refusal().retryAfter()).contains(Duration.ofSeconds(3));
    answers(
        400,
        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: upgraded\","
            + "\"parameters\":{\"migrate_to_chat_id\":-1001234567890123}}");
    assertThat(refusal().migrateTo()).hasValue(-1001234567890123L);
    answers(200, "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden " + TOKEN + "\"}");
    var forbidden = refusal();
    assertThat(forbidden.code()).isEqualTo(403);
    assertThat(forbidden).hasMessage("403 Forbidden (token)");
  }

  @Test
  void givenARefusedToken_whenSent_thenTheBotCountsAsStopped() {
    answers(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");

    assertThat(refusal().tokenRefused()).isTrue();
    assertThat(reachability.state().mood()).isEqualTo(Mood.STOPPED);
  }

  @Test
  void givenAPageOfAProxy_whenSent_thenItsStatusIsTold() {
    for (var body :
        List.of("<html>502 Bad Gateway</html>", "", "{\"ok\":tru", "[1]", TAKEN, "{}")) {
      answers(502, body);
      var refused = refusal();
      assertThat(refused.code()).as(body).isEqualTo(502);
      assertThat(refused.description()).as(body).isEqualTo("status 502, not in Telegram's form");
    }
    answers(302, "");
    assertThat(refusal().code()).isEqualTo(302);
  }

  @Test
  void givenAnAnswerWithoutSense_whenRead_thenItIsNoAnswer() {
    for (var body :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "hello",
            "{\"ok\":true}",
            "{\"ok\":true,\"result\":null}",
            "{\"ok\":true,\"result\":true}",
            "{\"ok\":true,\"result\":[]}",
            "{\"ok\":true,\"result\":{}}",
            "{\"ok\":true,\"result\":{\"message_id\":null}}",
            "{\"ok\":true,\"result\":{\"message_id\":\"x\"}}",
            "{\"ok\":true,\"result\":{\"message_id\":99999999999}}",
            "{\"ok\":1,\"result\":{\"message_id\":1}}",
            "{\"result\":{\"message_id\":1}}",
            "{\"ok\":false}",
            "{\"ok\":false,\"error_code\":403}",
            "{\"ok\":false,\"error_code\":{},\"description\":\"x\"}",
            TAKEN.substring(0, TAKEN.length() - 1),
            "{\"ok\":true,\"result\":{\"message_id\":1,\"x\":" + "[".repeat(200_000))) {
      answers(200, body);
      var refused = refusal();
      assertThat(refused.code()).as(body).isEqualTo(BotApiException.NO_ANSWER);
      assertThat(refused).as(body).hasMessage("an answer that cannot be read");
    }
  }

  @Test
  void givenRandomBytes_whenRead_thenNothingElseComesOfThem() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    var good = (TAKEN + "{\"ok\":false,\"error_code\":4").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      var bytes = good.clone();
      for (int n = random.nextInt(1, 12); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[]\":,\\truefalsenull019-.e\u0000\u00ff".charAt(random.nextInt(27));
      }
      try {
        Answer.read(JSON, bytes, Receipt::read);
        Answer.read(JSON, bytes, Receipt::album);
      } catch (IOException expected) {
        assertThat(expected.getMessage()).as("-Dbridge.test.seed=" + seed).isNotNull();
      }
    }
  }

  @Test
  void givenAnAnswerWithoutEnd_whenRead_thenItIsGivenUp() {
    var flood = new Buffer();
    var piece = "x".repeat(1 << 20);
    flood.writeUtf8("{\"ok\":true,\"result\":\"");
    for (int i = 0; i <= 16; i++) {
      flood.writeUtf8(piece);
    }
    server.enqueue(new MockResponse.Builder().body(flood).build());

    assertThat(refusal()).hasMessageContaining("longer than any of Telegram's");
  }

  @Test
  void givenAConnectionThatBreaks_whenSent_thenItIsNotSentAgain() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    answers(200, TAKEN);

    assertThat(refusal().code()).isEqualTo(BotApiException.NO_ANSWER);
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(send().number()).isEqualTo(7);
  }

  @Test
  void givenAnAnswerCutShort_whenSent_thenItIsNoAnswer() {
    server.enqueue(
        new MockResponse.Builder()
            .body(TAKEN)
            .setHeader("Content-Length", TAKEN.length() + 5)
            .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
            .build());

    assertThat(refusal()).hasMessageStartingWith("no answer: ");
  }

  @Test
  void givenACallThatWaits_whenInterrupted_thenItEndsAndTheThreadKnows() throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    var caught = new AtomicReference<BotApiException>();
    var stillSet = new CountDownLatch(1);
    var caller =
        Thread.startVirtualThread(() -> {
          caught.set(refusal());
          if (Thread.currentThread().isInterrupted()) {
            stillSet.countDown();
          }
        });
    server.takeRequest();

    caller.interrupt();
    caller.join();

    assertThat(caught.get()).hasMessage("interrupted");
    assertThat(stillSet.getCount()).isZero();
  }

  @Test
  void givenACallInFlight_whenClosed_thenItEndsFirstAndNoOtherBegins() throws Exception {
    var go = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            go.await();
            return new MockResponse.Builder().body(TAKEN).build();
          }
        });
    var answered = new AtomicReference<Receipt>();
    var caller = Thread.startVirtualThread(() -> answered.set(send()));
    Await.that("it is asked", () -> server.getRequestCount() == 1);
    var closing = Thread.startVirtualThread(api::close);
    assertThat(closing.join(Duration.ofMillis(100))).isFalse();

    go.countDown();
    closing.join();

    caller.join();
    assertThat(answered.get()).isNotNull();
    assertThat(refusal()).hasMessage("the bridge is stopping");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
