package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "今天去打卡了                      | zh",
        "傳統中文也是中文                   | zh",
        "這家店真的很好吃，點讚！           | zh",
        "这家店说真的很好吃，学生党點讚一下 | zh",
        "后面里只台谷几干                   | zh",
        "裏面                               | zh",
        "今天去 citywalk，太开心了！Best day of my life | zh",
        "Best day of my life                | en",
        "Beautiful                          | en",
        "so cute                            | en",
        "Nice!                              | en",
        "my gym                             | en",
        "Привет                             | en",
        "今日はとても楽しかったです         | ja",
        "猫が好き                           | ja",
        "かわいい                           | ja",
        "오늘은 정말 즐거웠어요             | ko",
      })
  void givenASentence_whenItIsToBeTranslated_thenItsLanguageIsKnown(String text, String tag) {
    assertThat(Language.ofSentence(text).map(Locale::toLanguageTag)).contains(tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "520 😀 !!",
        "yyds",
        "YYDS xswl",
        "OOTD",
        "vlog 3",
        "emo",
        "ok",
        "hhhhhhh",
        "666666",
        "12:30-14:00",
        "🌸✨",
        "ヽ(✿ﾟ▽ﾟ)ノ",
        "(๑•̀ㅂ•́)و✧",
        "ㅋㅋㅋㅋ",
        "ㅠㅠ",
        "Q",
        "T_T"
      })
  void givenNoSentence_whenItIsToBeTranslated_thenThereIsNoLanguage(String text) {
    assertThat(Language.ofSentence(text)).isEqualTo(Optional.empty());
  }
}
