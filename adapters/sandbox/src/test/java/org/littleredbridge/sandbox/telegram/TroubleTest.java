package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/// Faults and limits that are asked for, and bodies that nobody asked for.
class TroubleTest extends TelegramTest {
  @Test
  void givenErrors_whenTheirCallsAreUsedUp_thenItWorksAgain() {
    telegram.fault(TelegramFault.tooMany("sendMessage", 7).times(2));
    for (int i = 0; i < 2; i++) {
      var answer = bot.call("sendmessage", "{'chat_id':%d,'text':'x'}", group);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.description()).isEqualTo("Too Many Requests: retry after 7");
      assertThat(answer.json().path("parameters").path("retry_after").asInt()).isEqualTo(7);
    }
    assertThat(telegram.messages(group)).isEmpty();
    assertThat(sent("x")).isEqualTo(1);
    assertThat(telegram.callCount("sendMessage")).isEqualTo(3);
    assertThat(telegram.calls("SENDMESSAGE").stream().map(SeenCall::status))
        .containsExactly(429, 429, 200);
  }

  @Test
  void givenAFaultForOneChat_whenOthersAreCalled_thenTheyWork() {
    telegram.fault(TelegramFault.error("*", 500, "Internal Server Error").in(-99));
    assertThat(sent("x")).isPositive();
    assertThat(bot.call("sendMessage", "{'chat_id':-99,'text':'x'}").status()).isEqualTo(500);
  }

  @Test
  void givenLostAnswers_whenSending_thenTheMessageIsThereOnlyWhenItWasDone() {
    telegram.fault(TelegramFault.of("sendMessage", TelegramFault.Way.DROP_BEFORE));
    assertThatThrownBy(() -> sent("before")).isInstanceOf(UncheckedIOException.class);
    assertThat(telegram.messages(group)).isEmpty();
    telegram.fault(TelegramFault.of("sendMessage", TelegramFault.Way.DROP_AFTER));
    assertThatThrownBy(() -> sent("after")).isInstanceOf(UncheckedIOException.class);
    assertThat(telegram.messages(group).stream().map(SeenMessage::text)).containsExactly("after");
  }

  @Test
  void givenBrokenAnswers_whenRead_thenTheyAreNoJson() {
    telegram.fault(TelegramFault.of("getMe", TelegramFault.Way.GARBAGE));
    var garbage = bot.bot("getMe", "{}");
    assertThat(garbage.status()).isEqualTo(502);
    assertThatThrownBy(garbage::json).isInstanceOf(UncheckedIOException.class);
    telegram.fault(TelegramFault.of("getMe", TelegramFault.Way.TRUNCATED));
    assertThatThrownBy(bot.bot("getMe", "{}")::json).isInstanceOf(UncheckedIOException.class);
    telegram.fault(TelegramFault.slow("getMe", Duration.ofMillis(300)));
    long begun = System.nanoTime();
    assertThat(bot.bot("getMe", "{}").status()).isEqualTo(200);
    assertThat(System.nanoTime() - begun).isGreaterThan(290_000_000L);
  }

  @Test
  void givenAnEndlessAnswer_whenTheClientHasEnough_thenTheServerGoesOn() throws IOException {
    telegram.fault(TelegramFault.of("getUpdates", TelegramFault.Way.ENDLESS));
    try (var socket = new Socket("127.0.0.1", telegram.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /bot%s/getUpdates HTTP/1.1\r\nHost: x\r\n\r\n"
                  .formatted(telegram.token())
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(5 << 20)).hasSize(5 << 20);
    }
    assertThat(bot.bot("getMe", "{}").status()).isEqualTo(200);
  }

  @Test
  void givenLimits_whenTheyAreBroken_thenTheWaitIsToldAndHonest() {
    telegram.limits(new Limits(0, 2, 0));
    sent("1");
    sent("2");
    var refused = bot.call("sendMessage", "{'chat_id':%d,'text':'3'}", group);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("parameters").path("retry_after").asInt()).isEqualTo(1);
    long other = telegram.createChat(ChatKind.GROUP, "Other");
    bot.call("sendMessage", "{'chat_id':%d,'text':'1'}", other).result();
    clock.forward(Duration.ofSeconds(1));
    assertThat(sent("3")).isEqualTo(3);

    telegram.limits(new Limits(0, 0, 20));
    for (int i = 0; i < 20; i++) {
      sent("x");
    }
    var full = bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", group);
    int wait = full.json().path("parameters").path("retry_after").asInt();
    assertThat(wait).isBetween(1, 60);
    clock.forward(Duration.ofSeconds(wait));
    sent("x");
    telegram.limits(new Limits(3, 0, 0));
    for (int i = 0; i < 3; i++) {
      sent("x");
    }
    assertThat(bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", other).status()).isEqualTo(429);
    telegram.limits(Limits.none());
    sent("x");
  }

  @Test
  void givenHostileBodies_whenPosted_thenEachIsRefusedAndTheServerGoesOn() {
    var path = "/bot" + telegram.token() + "/sendMessage";
    for (var body :
        List.of(
            "{",
            "[]",
            "null",
            "1",
            "{\"chat_id\":{},\"text\":[]}",
            "{\"chat_id\":99999999999999999999,\"text\":\"x\"}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"reply_parameters\":[]}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"reply_markup\":\"x\"}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"reply_markup\":{\"inline_keyboard\":1}}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"reply_markup\":{\"inline_keyboard\":[1]}}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"message_thread_id\":\"x\"}",
            "{\"chat_id\":" + group + ",\"text\":\"\\ud83d\"}",
            "{\"chat_id\":" + group + ",\"text\":\"x\",\"entities\":\"[\\\"\\\\udc00\\\"]\"}",
            "{\"chat_id\":1,\"chat_id\":2}",
            "[".repeat(5000))) {
      var answer = bot.post(path, body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.description()).as(body).startsWith("Bad Request: ");
    }
    for (var type :
        List.of("multipart/form-data; boundary=x", "multipart/form-data", "text/plain")) {
      for (var body :
          List.of("", "x", "--x\r\n", "--x\r\n\r\n--x--", "--x\r\nA: b\r\n\r\nc\r\n--x")) {
        var answer =
            bot.send(
                bot.request("/bot" + telegram.token() + "/sendMessage")
                    .post(RequestBody.create(body, MediaType.get(type)))
                    .build());
        assertThat(answer.status()).as(type + body).isEqualTo(400);
      }
    }
    bot.call(
            "sendMessage",
            "{'chat_id':%d,'text':'x','entities':[{'type':'bold','offset':-5,'length':2147483647}]}",
            group)
        .result();
    assertThat(telegram.messages(group)).hasSize(1);
  }

  @Test
  void givenRandomWords_whenSaidAndSent_thenEveryAnswerIsJsonAndPlainTextStaysPlain() {
    var random = new Random(20_261_121);
    for (int i = 0; i < 500; i++) {
      var words = new StringBuilder("x");
      for (int length = random.nextInt(80); length > 0; length--) {
        words.append(
            random.nextBoolean()
                ? "<>&;/#@.\"'\n\\=_*[]`".charAt(random.nextInt(18))
                : (char) random.nextInt(0x10000));
      }
      telegram.say(group, ANN, words.toString());
      var sent =
          bot.bot(
              "sendMessage",
              Json.object()
                  .put("chat_id", group)
                  .put("parse_mode", i % 2 == 0 ? "" : "HTML")
                  .put(
                      "text",
                      new String(
                          words.toString().getBytes(StandardCharsets.UTF_8),
                          StandardCharsets.UTF_8))
                  .toString());
      assertThat(sent.status()).as(sent.text()).isIn(i % 2 == 0 ? List.of(200) : List.of(200, 400));
    }
    int got = 0;
    for (var batch = bot.bot("getUpdates", "{}").result(); !batch.isEmpty(); ) {
      got += batch.size();
      long next = batch.path(batch.size() - 1).path("update_id").asLong() + 1;
      batch = bot.call("getUpdates", "{'offset':%d}", next).result();
    }
    assertThat(got).isEqualTo(500);
  }

  @Test
  void givenOtherWaysToCall_whenUsed_thenTheyMeanTheSame() {
    var form = new FormBody.Builder();
    form.add("chat_id", Long.toString(group))
        .add("text", "a & b=ü")
        .add("disable_notification", "True");
    var path = "/bot" + telegram.token() + "/sendMessage";
    assertThat(bot.send(bot.request(path).post(form.build()).build()).status()).isEqualTo(200);
    assertThat(bot.get(path + "?chat_id=" + group + "&text=plus+and%20more").status())
        .isEqualTo(200);
    assertThat(
            bot.parts("sendMessage", Caller.form("chat_id", group, "text", "parts\r\n--x").build())
                .status())
        .isEqualTo(200);
    var seen = telegram.messages(group);
    assertThat(seen.stream().map(SeenMessage::text))
        .containsExactly("a & b=ü", "plus and more", "parts\n--x");
    assertThat(seen.getFirst().silent()).isTrue();
  }
}
