package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every fault, as a client meets it.
class FaultTest extends SandboxTest {
  @Test
  void givenACaptchaARateLimitOrAWarning_whenCalled_thenOnlyDetailsCarryTheWords() {
    var card = visitor.anyCard();
    for (var fault :
        List.of(
            List.of("captcha", "true", "安全验证"),
            List.of("rateLimitedSeconds", "60", "访问频次异常"),
            List.of("accountWarned", "true", "检测到账号异常"))) {
      visitor.fault("{\"%s\":%s}".formatted(fault.get(0), fault.get(1)));
      assertThat(details(visitor.detail(card))).startsWith("笔记不可访问: ").contains(fault.get(2));
      assertThat(details(visitor.get("/api/v1/feeds/list"))).isEqualTo("没有捕获到 feeds 数据");
      assertThat(visitor.profile(sandbox.creators().getFirst().id()).status()).isEqualTo(500);
      assertThat(visitor.comment(card, "嗨").status()).isEqualTo(500);
      assertThat(visitor.get("/health").status()).isEqualTo(200);
      visitor.delete("/_sandbox/faults");
    }
    assertThat(visitor.detail(card).status()).isEqualTo(200);
    assertThat(visitor.comments(card).findValuesAsText("text")).doesNotContain("嗨");
  }

  @Test
  void givenAWarnedAccount_whenItComments_thenNothingAppears() {
    var card = visitor.published("");
    visitor.fault("{\"accountWarned\":true}");

    assertThat(details(visitor.comment(card, "嗨"))).startsWith("评论未确认成功");
    assertThat(visitor.comments(card)).isEmpty();
  }

  @Test
  void givenARateLimit_whenItsTimeIsOver_thenCallsSucceedAgain() {
    visitor.fault("{\"rateLimitedSeconds\":30}");
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(500);
    clock.forward(Duration.ofSeconds(29));
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(500);
    clock.forward(Duration.ofSeconds(2));
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(200);
  }

  @Test
  void givenLoggedOut_whenAsked_thenTheStatusSaysSoAndACodeIsOffered() {
    visitor.delete("/api/v1/login/cookies");

    assertThat(visitor.get("/api/v1/login/status").data().toString())
        .isEqualTo("{\"is_logged_in\":false}");
    var code = visitor.get("/api/v1/login/qrcode").data();
    assertThat(code.path("timeout").asText()).isEqualTo("4m0s");
    assertThat(code.path("img").asText()).startsWith("data:image/png;base64,");
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(500);
  }

  @Test
  void givenStaleTokens_whenUsed_thenOnlyTokensOfALaterListingOpenTheNote() {
    var card = visitor.published("");
    clock.forward(Duration.ofSeconds(1));
    visitor.fault("{\"staleTokens\":true}");

    assertThat(details(visitor.detail(card))).contains("当前笔记暂时无法浏览");
    var author = card.path("noteCard").path("user").path("userId").asText();
    var fresh = visitor.card(author, card.path("id").asText()).orElseThrow();
    assertThat(visitor.detail(fresh).status()).isEqualTo(200);
  }

  @Test
  void givenAPanic_whenItsCallsAreUsedUp_thenItIsOver() {
    visitor.fault("{\"panic\":2}");

    for (int i = 0; i < 2; i++) {
      var answer = visitor.get("/api/v1/feeds/list");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text())
          .isEqualTo("{\"error\":\"服务器内部错误\",\"code\":\"INTERNAL_ERROR\",\"details\":{}}");
    }
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(200);
  }

  @Test
  void givenBrokenAnswers_whenRead_thenNoneOfThemIsOne() {
    visitor.fault("{\"garbage\":1}");
    assertNoJson(visitor.get("/api/v1/feeds/list"));
    visitor.fault("{\"truncated\":1}");
    assertNoJson(visitor.get("/api/v1/feeds/list"));
    visitor.fault("{\"successFalse\":1}");
    var refused = visitor.get("/api/v1/feeds/list");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("success").asBoolean(true)).isFalse();
    visitor.fault("{\"resetConnection\":1}");
    assertThatThrownBy(() -> visitor.get("/api/v1/feeds/list"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(200);
  }

  @Test
  void givenAnEndlessAnswer_whenTheClientHasEnough_thenTheServerGoesOn() throws IOException {
    visitor.fault("{\"endless\":1}");
    try (var socket = new Socket("127.0.0.1", sandbox.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/feeds/list HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(readBytes(socket.getInputStream(), 5 << 20)).isGreaterThanOrEqualTo(5 << 20);
    }
    assertThat(visitor.get("/api/v1/feeds/list").status()).isEqualTo(200);
  }

  @Test
  void givenALostOrUnconfirmedAnswer_whenCommenting_thenTheCommentIsThereOnce() {
    var card = visitor.published("");
    visitor.fault("{\"commentAnswerLost\":1}");
    assertThatThrownBy(() -> visitor.comment(card, "第一条")).isInstanceOf(UncheckedIOException.class);
    visitor.fault("{\"commentUnconfirmed\":1}");
    assertThat(details(visitor.comment(card, "第二条"))).startsWith("评论未确认成功");

    assertThat(visitor.comments(card).findValuesAsText("text")).containsExactly("第一条", "第二条");
  }

  @Test
  void givenShadowHiding_whenCommenting_thenOnlyTheAccountSeesIt() {
    var card = visitor.published("");
    visitor.fault("{\"shadowHide\":true}");

    assertThat(visitor.comment(card, "有人看见吗").status()).isEqualTo(200);
    assertThat(visitor.detail(card).text()).contains("有人看见吗");
    assertThat(visitor.comments(card).path(0).path("hidden").asBoolean()).isTrue();
    assertThat(visitor.get("/explore/" + card.path("id").asText()).text()).doesNotContain("有人看见吗");
  }

  @Test
  void givenAnEmptyProfile_whenRead_thenFeedsIsNull() {
    visitor.fault("{\"emptyProfile\":true}");

    var data = visitor.profile(sandbox.creators().getFirst().id()).data().path("data");
    assertThat(data.has("feeds")).isTrue();
    assertThat(data.path("feeds").isNull()).isTrue();
  }

  @Test
  void givenLatency_whenCalled_thenItTakesThatLong() {
    visitor.fault("{\"latencyMillis\":120}");
    long begun = System.nanoTime();
    visitor.get("/api/v1/login/status");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @Test
  void givenFaults_whenShownSetWronglyOrCleared_thenTheControlsTellIt() {
    visitor.fault("{\"captcha\":true,\"panic\":3}");
    var shown = visitor.get("/_sandbox/faults").json();
    assertThat(shown).hasSize(Fault.values().length);
    assertThat(shown.path("captcha").asBoolean()).isTrue();
    assertThat(shown.path("panic").asInt()).isEqualTo(3);
    for (var wrong :
        List.of(
            "{\"captch\":true}",
            "{\"captcha\":1}",
            "{\"panic\":-1}",
            "{\"panic\":\"x\"}",
            "{}",
            "[]",
            "")) {
      var answer = visitor.post("/_sandbox/faults", wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().path("error").asText()).isNotEmpty();
    }
    visitor.delete("/_sandbox/faults");
    assertThat(visitor.get("/_sandbox/faults").json().path("captcha").asBoolean()).isFalse();
  }

  private static String details(Visitor.Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    return answer.json().path("details").asText();
  }

  private static void assertNoJson(Visitor.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThatThrownBy(() -> parse(answer.text())).isInstanceOf(JsonProcessingException.class);
  }

  private static JsonNode parse(String text) throws JsonProcessingException {
    return Visitor.JSON.readTree(text);
  }

  private static int readBytes(InputStream in, int enough) throws IOException {
    var buffer = new byte[1 << 16];
    int sum = 0;
    for (int n = in.read(buffer); n > 0 && sum < enough; n = in.read(buffer)) {
      sum += n;
    }
    return sum;
  }
}
