package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;

class ReadingAidTest {
  private final ReadingAid aid = new ReadingAid(new SlangLexicon());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "避雷⟦1⟧这家网红咖啡店，排队2小时，拍照5分钟 | 避雷 网红 咖啡店 拍照 排队 分钟 小时",
        "机票酒店怎么订最划算？求攻略              | 攻略 划算 机票 酒店",
        "老板娘是重庆人，面馆只有六张桌子           | 面馆 老板娘 重庆",
        "分享一家面馆，面馆不大，面馆好吃            | 面馆 好吃 分享",
        "這間麵館真的好吃                          | 麵館 好吃",
        "我的多巴胺穿搭分享                         | 多巴胺穿搭 分享",
      })
  void givenAText_whenHelped_thenSlangComesFirstAndThenTheWords(String text, String terms) {
    assertThat(words(text)).extracting(Footnote::term).containsExactly(terms.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"哈利法克斯", "嗯", "⟦1⟧", "", "𠮷野"})
  void givenWordsItDoesNotKnow_whenHelped_thenItDoesNotGuess(String text) {
    assertThat(aid.render(List.of(text), Locale.CHINESE, Locale.ENGLISH))
        .containsExactly(new Rendering.NotMine());
  }

  @Test
  void givenALongText_whenHelped_thenTenWordsAreEnough() {
    var text = "火锅、烧烤、咖啡、蛋糕、面包、水果、草莓、西瓜、鸡蛋、番茄、土豆、豆腐，绝绝子，绝绝子，火锅";
    assertThat(words(text)).hasSize(10).first().extracting(Footnote::term).isEqualTo("绝绝子");
    assertThat(words(text)).extracting(Footnote::term).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "探店         | 探店",
        "上海探店     | 探店 上海",
        "成都美食     | 美食 成都",
        "周末去哪玩   | 周末",
      })
  void givenAHashtag_whenHelped_thenItsWordsAreExplained(String tag, String terms) {
    assertThat(words(tag)).extracting(Footnote::term).containsExactlyInAnyOrder(terms.split(" "));
  }

  @Test
  void givenSeveralTexts_whenHelped_thenEachHasItsAnswer() {
    assertThat(aid.render(List.of("去排队", "嗯", "看日落"), Locale.CHINESE, Locale.ENGLISH))
        .hasSize(3)
        .satisfies(all -> assertThat(all.get(1)).isEqualTo(new Rendering.NotMine()))
        .noneMatch(Rendering.Translation.class::isInstance);
  }

  @Test
  void givenLanguages_whenAsked_thenItServesReadersOfChineseTextsOnly() {
    assertThat(aid.serves(Locale.CHINESE, Locale.ENGLISH)).isTrue();
    assertThat(aid.serves(Locale.ENGLISH, Locale.CHINESE)).isFalse();
    assertThat(aid.serves(Locale.CHINESE, Locale.SIMPLIFIED_CHINESE)).isFalse();
  }

  private List<Footnote> words(String text) {
    return aid.render(List.of(text), Locale.CHINESE, Locale.ENGLISH).getFirst()
            instanceof Rendering.WordHelp(var words)
        ? words
        : List.of();
  }
}
