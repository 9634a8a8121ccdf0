package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyTest {
  private static final ApiKey KEY = new ApiKey(" hunter2:fx ");

  @Test
  void givenAKey_whenPrinted_thenItDoesNotShow() {
    assertThat(KEY.value()).isEqualTo("hunter2:fx");
    assertThat(KEY).hasToString("[hidden]");
    assertThat(ApiKey.NONE).hasToString("[none]");
    var url = URI.create("http://127.0.0.1:1");
    assertThat(OpenAiConfig.of("a", url, KEY, "b").toString()).doesNotContain("hunter2");
    assertThat(DeepLConfig.of("a", Optional.of(url), KEY).toString()).doesNotContain("hunter2");
    assertThat(LibreTranslateConfig.of("a", url, KEY).toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2 x", "hunter2\n", "红", "hunter2\u0000x", "a\r\nb"})
  void givenWhatNoHeaderTakes_whenMadeAKey_thenItIsRefusedWithoutShowing(String written) {
    if (!written.strip().matches("[!-~]*")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ApiKey(written))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a",
        "http://u:p@a",
        "http://a?b=c",
        "http://a#b",
        "a:80",
        "//a",
        "mailto:a@b"
      })
  void givenWhatIsNoAddress_whenMadeAConfig_thenItIsRefused(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LibreTranslateConfig.of("a", URI.create(written), KEY));
  }
}
