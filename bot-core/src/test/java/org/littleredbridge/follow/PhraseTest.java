package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.HostileTexts;

/// Where words are found.
final class PhraseTest {
  @ParameterizedTest
  @CsvSource({
    "广告, 这是软广告位",
    "广告, 廣告合作",
    "廣告, 内含广告",
    "ad, an Ad here",
    "AD, ad",
    "ad, 这是ad呀",
    "ad, ＡＤ",
    "ＡＤ, ad",
    "sponsored post, a  Sponsored\u3000post",
    "2024, 2024年",
    "5折, 全场5折起",
    "c++, learn C++ now",
    "🍜, 面🍜面",
    "❤, ❤️",
    "👨\u200D👩\u200D👧, 一家👨\u200D👩\u200D👧",
    "광고, 광고를",
    "ラーメン, 東京ラーメン屋",
    "إعلان, هذا إعلان هنا",
    "straße, STRASSE",
    "café, CAFÉ",
    "广告, 广\u200B告",
    "!, wow!",
  })
  void givenWords_whenTheTextHasThem_thenTheyAreFound(String words, String text) {
    assertThat(isIn(words, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ad, bread",
    "ad, adverb",
    "ad, ad2",
    "2024, 12024",
    "cafe, cafés",
    "е, берег",
    "广告, 广 大 告",
    "إعلان, إعلانات",
    "sponsored post, sponsored by post",
  })
  void givenWords_whenTheTextHasOthersAroundThem_thenTheyAreNotFound(String words, String text) {
    assertThat(isIn(words, text)).isFalse();
  }

  private static boolean isIn(String words, String text) {
    return Phrase.of(words).isIn(FoldedText.of(text));
  }

  @Test
  void givenTheSameWordsTypedOtherwise_whenCompared_thenTheyAreEqual() {
    assertThat(Phrase.of(" ＡＤ\n 廣告 "))
        .isEqualTo(Phrase.of("ad 广告"))
        .hasSameHashCodeAs(Phrase.of("ad 广告"))
        .hasToString("ＡＤ 廣告");
  }

  @Test
  void givenATextThatTurnsTheLineAround_whenKept_thenItDoesNotAnyMore() {
    assertThat(Phrase.of("a\u202Eb\u2066c\u0000d\ud83d").text()).isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u200B", "\uFE0F", "\u202E\u0000"})
  void givenNothingToBeSeen_whenMadeAPhrase_thenItIsRefused(String text) {
    assertThat(Phrase.hasWords(text)).isFalse();
    assertThatThrownBy(() -> Phrase.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTwoHundredCharacters_whenMadeAPhrase_thenTheyAreTakenAndNoneMore() {
    assertThat(Phrase.of("😀".repeat(200)).text()).hasSize(400);
    assertThatThrownBy(() -> Phrase.of("长".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenSearched_thenThereIsAnAnswer(String text) {
    assertThat(isIn("广告", text)).isFalse();
    assertThat(HostileTexts.all()).contains(text);
  }
}
