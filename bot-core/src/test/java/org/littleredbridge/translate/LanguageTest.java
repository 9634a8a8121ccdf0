package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "今天去打卡了                    | zh",
        "iPhone 16 Pro Max 开箱           | zh",
        "我の日常碎片                     | zh",
        "傳統中文也是中文                 | zh",
        "Best dinner of my whole life     | en",
        "I love 火锅 so much, best dinner ever in Chengdu this year | en",
        "今日はとても楽しかったです       | ja",
        "오늘은 정말 즐거웠어요           | ko",
        "Привет                           | en",
      })
  void givenAText_whenLookedAt_thenItsScriptTellsTheLanguage(String text, String language) {
    assertThat(Language.of(text).map(Locale::getLanguage)).contains(language);
  }

  @Test
  void givenNoLetters_whenLookedAt_thenItHasNoLanguage() {
    assertThat(Language.of("520 😀 !!")).isEqualTo(Optional.empty());
  }
}
