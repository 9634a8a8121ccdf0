package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
