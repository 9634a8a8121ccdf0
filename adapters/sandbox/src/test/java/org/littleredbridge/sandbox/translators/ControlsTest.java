package org.littleredbridge.sandbox.translators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.sandbox.SandboxException;

/// The stand-ins of translation services as a program in another process steers them. What they
/// translate and refuse is shown by the engines' own tests.
final class ControlsTest {
  private static final MediaType JSON = MediaType.get("application/json");

  private final SandboxTranslators translators =
      SandboxTranslators.start(SandboxTranslatorsConfig.of(0));
  private final OkHttpClient client = new OkHttpClient();

  private record Answer(int status, String retryAfter, JsonNode json) {}

  @AfterEach
  void stop() {
    translators.close();
  }

  private Answer post(String path, String body) throws IOException {
    return send(request(path).post(RequestBody.create(body, JSON)));
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(translators.url() + path)
        .header("Authorization", "DeepL-Auth-Key " + translators.key());
  }

  private Answer send(Request.Builder request) throws IOException {
    try (var response = client.newCall(request.build()).execute()) {
      var wait = response.header("Retry-After");
      return new Answer(
          response.code(), wait == null ? "" : wait, Json.read(response.body().string()));
    }
  }

  private Answer translate() throws IOException {
    return post("/v2/translate", "{\"text\":[\"茶\"],\"target_lang\":\"EN-US\"}");
  }

  @Test
  void givenATroubleByHttp_whenTranslated_thenItHappensOnce() throws IOException {
    assertThat(post("/_sandbox/trouble", "{\"trouble\":\"RATE\",\"retryAfter\":7}").status())
        .isEqualTo(200);
    var refused = translate();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.retryAfter()).isEqualTo("7");
    assertThat(translate().status()).isEqualTo(200);
    post("/_sandbox/trouble", "{\"trouble\":\"DOWN\",\"times\":5}");
    post("/_sandbox/calm", "{}");
    assertThat(translate().status()).isEqualTo(200);
  }

  @Test
  void givenWhatWasAsked_whenRead_thenTheKeyIsNotInIt() throws IOException {
    translate();
    var seen = send(request("/_sandbox/requests")).json();
    assertThat(seen).hasSize(1);
    assertThat(seen.path(0).path("path").asText()).isEqualTo("/v2/translate");
    assertThat(seen.toString()).doesNotContain(translators.key()).contains("DeepL-Auth-Key KEY");
    send(request("/_sandbox/requests").delete());
    assertThat(send(request("/_sandbox/requests")).json()).isEmpty();
  }

  @Test
  void givenNonsense_whenControlled_thenItIsRefused() throws IOException {
    assertThat(post("/_sandbox/trouble", "{\"trouble\":\"RAIN\"}").status()).isEqualTo(400);
    assertThat(post("/_sandbox/trouble", "no json").status()).isEqualTo(400);
    assertThat(post("/_sandbox/misbehave", "{\"misdeeds\":[\"SING\"]}").status()).isEqualTo(400);
    assertThat(post("/_sandbox/sing", "{}").status()).isEqualTo(404);
    var page = request("/_sandbox/calm").header("Origin", "https://evil.example");
    assertThat(send(page.post(RequestBody.create("{}", JSON))).status()).isEqualTo(403);
  }

  @Test
  void givenAPortThatIsTaken_whenStarted_thenASentenceSaysWhatToDo() {
    var taken = SandboxTranslatorsConfig.of(translators.url().getPort());
    assertThatThrownBy(() -> SandboxTranslators.start(taken))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("Choose another port");
  }
}
