package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;

/// What every [Settings] keeps to.
public abstract class SettingsContract extends StoreContract {
  private Settings settings() {
    return ports().settings();
  }

  @Test
  void givenNothingSet_whenAsked_thenThereIsNothing() {
    assertThat(settings().get(LOBBY, Settings.LANGUAGE)).isEmpty();
  }

  @Test
  void givenAValue_whenItIsSetAgain_thenTheNewOneCounts() {
    settings().set(LOBBY, Settings.LANGUAGE, "en", "web:ann", NOON);
    settings().set(LOBBY, Settings.LANGUAGE, "zh-Hans", "web:bob", noonPlusSeconds(1));
    settings().set(LOBBY, Settings.LANGUAGE, "zh-Hans", "web:bob", noonPlusSeconds(1));
    restart();

    assertThat(settings().get(LOBBY, Settings.LANGUAGE)).contains("zh-Hans");
  }

  @Test
  void givenAValueOfOneChannel_whenAnotherOrAnotherNameIsAsked_thenThereIsNothing() {
    settings().set(LOBBY, Settings.LANGUAGE, "en", "web:ann", NOON);

    assertThat(settings().get(GARDEN, Settings.LANGUAGE)).isEmpty();
    assertThat(settings().get(ChannelId.ofKey("web:lobby:topic"), Settings.LANGUAGE)).isEmpty();
    assertThat(settings().get(LOBBY, "quiet")).isEmpty();
    assertThat(settings().get(LOBBY, "%")).isEmpty();
  }

  @Test
  void givenTwentyAdminsAtOnce_whenTheySetTheSame_thenOneOfTheirValuesStands() {
    Crowd.allAtOnce(
        20,
        i -> {
          settings().set(LOBBY, Settings.LANGUAGE, "value " + i, "web:" + i, NOON);
          return i;
        });

    assertThat(settings().get(LOBBY, Settings.LANGUAGE).orElseThrow()).startsWith("value ");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItIsSet_thenItComesOutAsItWentIn(String text) {
    var channel = ChannelId.of("web", "'; DROP TABLE setting; -- \uD83D\uDE00");
    settings().set(channel, "n' OR '1'='1", text, text, NOON);

    var kept = settings().get(channel, "n' OR '1'='1").orElseThrow();
    assertThat(HostileTexts.readable(kept)).isEqualTo(HostileTexts.readable(text));
    assertThat(settings().get(LOBBY, "n")).isEmpty();
  }
}
