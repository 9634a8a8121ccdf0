package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The feed face, over a real socket.
class RssHubFaceTest extends SandboxTest {
  private final String creator = sandbox.creators().getFirst().id();

  private Visitor.Answer feed() {
    return visitor.get("/xiaohongshu/user/" + creator + "/notes?format=json");
  }

  private JsonNode item(String note) {
    for (var item : feed().json().path("items")) {
      if (item.path("url").asText().contains(note)) {
        return item;
      }
    }
    throw new AssertionError("not in the feed: " + note);
  }

  private String published() {
    return visitor
        .post(
            "/_sandbox/notes",
            "{\"creator\":\"%s\",\"title\":\"题\",\"text\":\"文\",\"pictures\":2}".formatted(creator))
        .json()
        .path("id")
        .asText();
  }

  @Test
  void givenNoCookie_whenRead_thenTitlesForIdsWrongLinksAndNoDates() {
    var note = published();
    var item = item(note);
    assertThat(item.path("id").asText()).isEqualTo("题");
    assertThat(item.path("url").asText())
        .isEqualTo("https://www.xiaohongshu.com/user/profile/" + note);
    assertThat(item.has("date_published")).isFalse();
    assertThat(item.path("content_html").asText()).startsWith("<img src=").endsWith("<br>题");
  }

  @Test
  void givenACookie_whenRead_thenTextDatesTokensAndAllPictures() {
    visitor.fault("{\"rssFullText\":true}");
    var note = published();
    var item = item(note);
    assertThat(item.path("id").asText()).isEqualTo("https://www.xiaohongshu.com/explore/" + note);
    assertThat(item.path("url").asText())
        .contains("?xsec_token=AB")
        .endsWith("&xsec_source=pc_user");
    assertThat(Instant.parse(item.path("date_published").asText())).isEqualTo(clock.instant());
    assertThat(item.path("content_html").asText().split("<img ", -1)).hasSize(3);
    assertThat(item.path("content_html").asText()).endsWith("<br>文");
  }

  @Test
  void givenACookieThatIsLoggedOut_whenRead_thenFallsBackInSilence() {
    visitor.fault("{\"rssFullText\":true,\"loggedOut\":true}");
    var note = published();
    assertThat(feed().status()).isEqualTo(200);
    assertThat(item(note).has("date_published")).isFalse();
  }

  @Test
  void givenTroubles_whenRead_thenAPageWith503AndItsMessage() {
    visitor.fault("{\"rssBusy\":1,\"rssCaptcha\":1,\"rssTimeout\":1}");
    var busy = feed();
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.headers().get("Cache-Control")).isEqualTo("public, max-age=30");
    assertThat(busy.text()).contains("RequestInProgressError");
    var captcha = feed();
    assertThat(captcha.status()).isEqualTo(503);
    assertThat(captcha.text()).contains("风控校验").startsWith("<!DOCTYPE html>");
    assertThat(feed().text()).contains("TimeoutError");
    assertThat(feed().status()).isEqualTo(200);
    visitor.fault("{\"emptyProfile\":true}");
    assertThat(feed().text()).contains("route is empty");
  }

  @Test
  void givenThePackageMode_whenItFails_thenJson() {
    visitor.fault("{\"rssPackage\":true,\"rssCaptcha\":1}");
    var answer = feed();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("error").path("message").asText()).isEqualTo("小红书风控校验，请稍后再试");
  }

  @Test
  void givenOtherPaths_whenRead_thenTheHealthWordOrA404Page() {
    assertThat(visitor.get("/healthz").text()).isEqualTo("ok");
    assertThat(visitor.get("/xiaohongshu/board/1").status()).isEqualTo(404);
    assertThat(visitor.get("/xiaohongshu/user/nobody/notes?format=json").status()).isEqualTo(503);
    assertThat(visitor.get("/xiaohongshu/user/" + creator + "/collect?format=json").status())
        .isEqualTo(503);
    assertThat(visitor.get("/xiaohongshu/user/" + creator + "/notes").text()).startsWith("<?xml");
  }

  @Test
  void givenBrokenAnswers_whenRead_thenTheFeedBreaksToo() {
    visitor.fault("{\"truncated\":1}");
    assertThat(feed().text()).doesNotEndWith("}");
    visitor.fault("{\"garbage\":1}");
    assertThat(feed().text()).startsWith("<html>");
    assertThat(feed().status()).isEqualTo(200);
  }
}
