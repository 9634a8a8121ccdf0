package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokenTest extends SandboxTest {
  @Override
  SandboxConfig config() {
    return SandboxConfig.still(0).withToken("geheim");
  }

  @Test
  void givenAToken_whenItIsMissingOrWrong_then401() {
    for (var answer :
        new Visitor.Answer[] {
          visitor.get("/api/v1/feeds/list"),
          visitor.get("/api/v1/feeds/list", "Authorization", "Bearer wrong"),
          visitor.get("/api/v1/feeds/list", "Authorization", "geheim")
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.text()).isEqualTo("{\"error\":\"未授权\",\"code\":\"UNAUTHORIZED\"}");
    }
    assertThat(visitor.get("/api/v1/feeds/list", "Authorization", "bearer geheim").status())
        .isEqualTo(200);
    assertThat(visitor.get("/health").status()).isEqualTo(200);
    assertThat(config().toString()).doesNotContain("geheim");
  }

  @Test
  void givenAToken_whenRssHubIsAsked_thenItsAccessKeyIsTheSame() throws Exception {
    var path = "/xiaohongshu/user/" + sandbox.creators().getFirst().id() + "/notes";
    var md5 = MessageDigest.getInstance("MD5");
    var code =
        HexFormat.of().formatHex(md5.digest((path + "geheim").getBytes(StandardCharsets.UTF_8)));
    for (var wrong : List.of("", "?key=wrong", "?code=geheim", "?code=" + code.substring(1))) {
      var answer = visitor.get(path + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(403);
      assertThat(answer.text()).contains("Access denied");
    }
    assertThat(visitor.get(path + "?format=json&key=geheim").status()).isEqualTo(200);
    assertThat(visitor.get(path + "?format=json&code=" + code).status()).isEqualTo(200);
    assertThat(visitor.get("/healthz?code=" + code).status()).isEqualTo(403);
  }

  @Test
  void givenAPortInUse_whenStarted_thenTheSentenceNamesIt() {
    int port = sandbox.url().getPort();
    assertThatThrownBy(() -> SandboxRedNote.start(SandboxConfig.still(port)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("Choose another port");
  }

  @Test
  void givenSenselessConfigurations_whenMade_thenRefused() {
    assertThatThrownBy(() -> SandboxConfig.still(70_000)).hasMessageContaining("65535");
    assertThatThrownBy(
            () -> SandboxConfig.still(0).withAnswers(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("answer");
  }
}
