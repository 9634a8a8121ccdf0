package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the account is told and how it logs in, over a real socket.
class AccountTest extends SandboxTest {
  private JsonNode unread() {
    return visitor.get("/api/v1/notifications/unread").data().path("data");
  }

  private JsonNode list(String query) {
    return visitor.get("/api/v1/notifications/list" + query).data().path("data");
  }

  private int scan(int session) {
    var answer = visitor.post("/_sandbox/login/scan", "{\"session\":%d}".formatted(session)).json();
    return answer.path("logged_in").asBoolean() ? 1 : 0;
  }

  private boolean loggedIn() {
    return visitor.get("/api/v1/login/status").data().path("is_logged_in").asBoolean();
  }

  /// Somebody answers a comment of ours; the id of the answer.
  private String answered(JsonNode card) {
    assertThat(visitor.comment(card, "我们说").status()).isEqualTo(200);
    var ours = visitor.comments(card).path(0).path("id").asText();
    return visitor
        .post(
            "/_sandbox/comments",
            "{\"note\":\"%s\",\"text\":\"你好\",\"by\":\"小林\",\"replyTo\":\"%s\"}"
                .formatted(card.path("id").asText(), ours))
        .json()
        .path("id")
        .asText();
  }

  @Test
  void givenAnAnswer_whenListed_thenSecondsAndNothingUnread() {
    var card = visitor.published("");
    var answer = answered(card);
    assertThat(unread().toString())
        .isEqualTo("{\"mentions\":1,\"likes\":0,\"connections\":0,\"unread\":1}");
    var list = list("");
    assertThat(list.path("tab").asText()).isEqualTo("mentions");
    var item = list.path("items").path(0);
    assertThat(item.path("comment_id").asText()).isEqualTo(answer);
    assertThat(item.path("time").asLong()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(item.path("feed_id").asText()).isEqualTo(card.path("id").asText());
    assertThat(unread().path("unread").asInt()).isZero();
  }

  @Test
  void givenLikesAndFollowers_whenListed_thenInTheirTabs() {
    assertThat(list("?tab=likes").path("items").isNull()).isTrue();
    visitor.post("/_sandbox/notifications", "{\"kind\":\"likes\",\"by\":\"小林\",\"note\":\"n\"}");
    visitor.post("/_sandbox/notifications", "{\"kind\":\"connections\",\"by\":\"小王\"}");
    assertThat(unread().path("unread").asInt()).isEqualTo(2);
    assertThat(list("?tab=likes").path("items").path(0).path("from").path("nickname").asText())
        .isEqualTo("小林");
    assertThat(list("?tab=connections").path("items").path(0).has("feed_id")).isFalse();
    for (var wrong : new String[] {"{\"kind\":\"mentions\"}", "{\"kind\":\"x\"}", "{}"}) {
      assertThat(visitor.post("/_sandbox/notifications", wrong).status()).isEqualTo(400);
    }
  }

  @Test
  void givenOddOnes_whenListed_thenWithoutTypeTimeAndToken() {
    visitor.fault("{\"oddNotifications\":true}");
    var list = list("?limit=1");
    assertThat(list.path("filtered").asInt()).isEqualTo(1);
    assertThat(list.path("items")).hasSize(1);
    assertThat(list.path("items").path(0).path("time").asInt(-1)).isZero();
    assertThat(list.path("items").path(0).path("from").has("xsec_token")).isFalse();
  }

  @Test
  void givenANotification_whenAnsweredThere_thenTheReplyStandsUnderIt() {
    var card = visitor.published("");
    var answer = answered(card);
    var reply =
        visitor.post(
            "/api/v1/notifications/reply",
            "{\"comment_id\":\"%s\",\"content\":\"谢谢\"}".formatted(answer));
    assertThat(reply.data().path("data").path("nickname").asText()).isEqualTo("小林");
    assertThat(visitor.comments(card).path(2).path("replyTo").asText()).isEqualTo(answer);
    var unknown =
        visitor.post(
            "/api/v1/notifications/reply", "{\"comment_id\":\"nobody\",\"content\":\"谢谢\"}");
    assertThat(unknown.status()).isEqualTo(500);
    assertThat(unknown.json().path("code").asText()).isEqualTo("REPLY_NOTIFICATION_FAILED");
    assertThat(visitor.post("/api/v1/notifications/reply", "{}").status()).isEqualTo(400);
    assertThat(
            visitor
                .post("/api/v1/notifications/like", "{\"comment_id\":\"%s\"}".formatted(answer))
                .status())
        .isEqualTo(200);
  }

  @Test
  void givenAReplyTargetThatIsNotFound_whenReplied_thenSaidAndNothingPosted() {
    var card = visitor.published("");
    var answer = answered(card);
    visitor.fault("{\"replyTargetMissing\":1,\"replyTargetTooFar\":1}");
    var tooFar = visitor.reply(card, answer, "一");
    assertThat(tooFar.json().path("details").asText()).contains("评论区过大");
    var missing = visitor.reply(card, answer, "二");
    assertThat(missing.json().path("details").asText()).contains("无法找到评论: 未找到评论 (");
    assertThat(visitor.reply(card, answer, "三").status()).isEqualTo(200);
    assertThat(visitor.comments(card).findValuesAsText("text")).containsExactly("我们说", "你好", "三");
  }

  @Test
  void givenTwoCodes_whenScanned_thenOnlyTheNewestLogsIn() {
    visitor.fault("{\"loggedOut\":true}");
    var first = visitor.get("/api/v1/login/qrcode").data().path("img").asText();
    var second = visitor.get("/api/v1/login/qrcode").data().path("img").asText();
    assertThat(second).isNotEqualTo(first);
    assertThat(scan(1)).isZero();
    assertThat(loggedIn()).isFalse();
    assertThat(visitor.get("/_sandbox/login").json().path("session").asInt()).isEqualTo(2);
    assertThat(scan(2)).isEqualTo(1);
    assertThat(loggedIn()).isTrue();
    assertThat(visitor.get("/api/v1/login/qrcode").data().toString())
        .isEqualTo("{\"timeout\":\"0s\",\"is_logged_in\":true}");
    assertThat(visitor.post("/_sandbox/login/scan", "{}").status()).isEqualTo(400);
  }

  @Test
  void givenACode_whenItsTimeIsOver_thenNobodyGetsIn() {
    visitor.fault("{\"loggedOut\":true}");
    visitor.get("/api/v1/login/qrcode");
    clock.forward(Duration.ofMinutes(4));
    assertThat(scan(1)).isZero();
    assertThat(visitor.get("/_sandbox/login").json().path("session").asInt()).isZero();
    assertThat(loggedIn()).isFalse();
  }

  @Test
  void givenNoCodeToBeHad_whenAsked_thenStatusCheckFailed() {
    visitor.fault("{\"loggedOut\":true,\"loginCodeFails\":1}");
    var failed = visitor.get("/api/v1/login/qrcode");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.json().path("code").asText()).isEqualTo("STATUS_CHECK_FAILED");
    assertThat(visitor.get("/api/v1/login/qrcode").status()).isEqualTo(200);
  }
}
