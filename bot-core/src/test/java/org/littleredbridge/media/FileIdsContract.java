package org.littleredbridge.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [FileIds] keeps to.
public abstract class FileIdsContract extends StoreContract {
  private static final String BOT = "telegram:123";

  private FileIds ids() {
    return ports().fileIds();
  }

  @Test
  void givenNothingKept_whenAskedOrForgotten_thenThereIsNothing() {
    ids().forget(BOT, "n1-1");

    assertThat(ids().find(BOT, "n1-1")).isEmpty();
  }

  @Test
  void givenAnId_whenTheStoreOpensAgain_thenItIsThereForThatBotAndFileAlone() {
    ids().keep(BOT, "n1-1", "AgAC");
    restart();

    assertThat(ids().find(BOT, "n1-1")).contains("AgAC");
    assertThat(ids().find("telegram:124", "n1-1")).isEmpty();
    assertThat(ids().find(BOT, "n1-2")).isEmpty();
    assertThat(ids().find(BOT, "%")).isEmpty();
  }

  @Test
  void givenAnId_whenAnotherIsKept_thenTheNewOneCounts() {
    ids().keep(BOT, "n1-1", "old");
    ids().keep(BOT, "n1-1", "new");

    assertThat(ids().find(BOT, "n1-1")).contains("new");
  }

  @Test
  void givenTwoIds_whenOneIsForgotten_thenTheOtherStays() {
    ids().keep(BOT, "n1-1", "one");
    ids().keep(BOT, "n1-2", "two");
    ids().forget(BOT, "n1-1");

    assertThat(ids().find(BOT, "n1-1")).isEmpty();
    assertThat(ids().find(BOT, "n1-2")).contains("two");
  }

  @Test
  void givenTwentyUploadsAtOnce_whenTheyKeepTheirIds_thenOneOfThemStands() {
    Crowd.allAtOnce(
        20,
        i -> {
          ids().keep(BOT, "n1-1", "id " + i);
          return i;
        });

    assertThat(ids().find(BOT, "n1-1").orElseThrow()).startsWith("id ");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenHostileTexts_whenTheyAreKept_thenTheyComeOutAsTheyWentIn(String text) {
    ids().keep(BOT, "k' OR '1'='1", text);

    assertThat(HostileTexts.readable(ids().find(BOT, "k' OR '1'='1").orElseThrow()))
        .isEqualTo(HostileTexts.readable(text));
    assertThat(ids().find(BOT, "k")).isEmpty();
  }
}
