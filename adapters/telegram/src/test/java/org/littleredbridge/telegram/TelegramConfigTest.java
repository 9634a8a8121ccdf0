package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramConfigTest {
  private static final String TOKEN = "123:AAsecret-_x";

  @Test
  void givenAddresses_whenRight_thenTelegrambotsGetsThem() {
    var real = new TelegramConfig(TOKEN, URI.create("https://api.telegram.org")).telegramUrl();
    assertThat(real.getPort()).isEqualTo(443);
    assertThat(real.getSchema()).isEqualTo("https");
    var own = new TelegramConfig(TOKEN, URI.create("http://127.0.0.1:8081/")).telegramUrl();
    assertThat(own.getPort()).isEqualTo(8081);
    assertThat(new TelegramConfig(TOKEN, URI.create("http://host")).telegramUrl().getPort())
        .isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.telegram.org/bot123:AAsecret-_x/getMe",
        "https://h/x",
        "https://h?x=1",
        "https://u:p@h",
        "ftp://h",
        "h:1",
        "https:///x"
      })
  void givenAWrongAddress_whenRead_thenTheSentenceSaysWhatIsWrongWithoutTheToken(String api) {
    assertThatThrownBy(() -> new TelegramConfig(TOKEN, URI.create(api)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("telegram.api ")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "123:", ":secret", "123:sec ret", "0:secret", "123:secret/x"})
  void givenAWrongToken_whenRead_thenTheSentenceDoesNotShowIt(String token) {
    assertThatThrownBy(() -> new TelegramConfig(token, URI.create("https://h")))
        .hasMessageContaining("telegram.token")
        .hasMessageNotContaining("sec");
    assertThat(new TelegramConfig(TOKEN, URI.create("https://h")).toString())
        .doesNotContain("secret");
  }
}
