package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/// The short links of the share button.
class ShortLinksTest extends SandboxTest {
  private final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();

  private String made(String body) {
    var answer = visitor.post("/_sandbox/shortlinks", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("url").asText();
  }

  private String leadsTo(String url) throws IOException {
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      assertThat(response.code()).isEqualTo(302);
      return String.valueOf(response.header("Location"));
    }
  }

  @Test
  void givenANote_whenItsShortLinkIsFollowed_thenItsPageWithATokenThatOpensIt() throws Exception {
    var id = visitor.anyCard().path("id").asText();
    var page = leadsTo(made("{\"note\":\"%s\"}".formatted(id)));

    assertThat(page).startsWith(sandbox.url() + "/discovery/item/" + id + "?").contains("%3D");
    var token = page.replaceFirst(".*xsec_token=", "").replaceFirst("&.*", "").replace("%3D", "=");
    assertThat(
            visitor
                .post(
                    "/api/v1/feeds/detail",
                    "{\"feed_id\":\"%s\",\"xsec_token\":\"%s\"}".formatted(id, token))
                .status())
        .isEqualTo(200);
    assertThat(visitor.get(page).status()).isEqualTo(200);
    assertThat(visitor.get("/search_result/" + id).status()).isEqualTo(200);
  }

  @Test
  void givenEachForm_whenFollowed_thenItLeadsWhereThatFormDoes() throws Exception {
    var id = visitor.anyCard().path("id").asText();
    var form = "{\"note\":\"" + id + "\",\"form\":\"%s\"}";
    assertThat(leadsTo(made(form.formatted("login"))))
        .startsWith(sandbox.url() + "/login?redirectPath=http%3A%2F%2F")
        .contains(id);
    assertThat(leadsTo(made(form.formatted("error")))).contains("/404?", "error_code=300031", id);
    var loop = made(form.formatted("loop"));
    assertThat(loop).endsWith(leadsTo(loop));
    var endless = leadsTo(made(form.formatted("endless")));
    assertThat(leadsTo(sandbox.url() + endless)).isNotEqualTo(endless);
    assertThat(leadsTo(made("{\"to\":\"http://10.0.0.1/explore/x\"}")))
        .isEqualTo("http://10.0.0.1/explore/x");
    assertThat(visitor.get(made(form.formatted("dead"))).status()).isEqualTo(404);
    assertThat(visitor.get("/m/never").status()).isEqualTo(404);
    assertThat(visitor.get("/_sandbox/shortlinks").json().path("followed").asInt())
        .isGreaterThan(5);
  }

  @Test
  void givenAWishThatIsNotUnderstood_whenMade_thenASentenceSaysSo() {
    assertThat(visitor.post("/_sandbox/shortlinks", "{\"note\":\"nothing\"}").status())
        .isEqualTo(400);
    assertThat(visitor.post("/_sandbox/shortlinks", "{\"form\":\"odd\"}").text()).contains("loop");
  }
}
