package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractiveSummaryTest {
  private static final String NOODLES =
      """
      今天要给大家介绍一家开在巷子里的重庆面馆，绝对是今年吃过最值的一家。
      店面很小，一共只有六张桌子，老板娘是重庆人，来成都已经十二年了。
      我们周六中午十一点半到，门口已经有人在排队，等了二十分钟左右才坐下。
      招牌是豌杂面，面条很筋道，豌豆煮得很软，肉末炒得很香，一碗只要十二块。
      真的好吃！
      朋友点了牛肉面，牛肉给得很大方，汤底是每天早上现熬的，喝完也不会口干。
      如果不能吃辣，一定要提前和老板娘说少放辣椒，重庆人说的微辣对我们来说已经很辣了。
      地铁二号线出来走五分钟就到，不过附近很难停车，不建议开车过来。
      店里只收现金和支付宝，晚上八点以后就没有豌豆了，想吃的人要早一点去。
      旁边还有一家卖冰粉的小摊，吃完面再来一碗冰粉，整个夏天都圆满了。
      总的来说，这家面馆味道好、分量足、价格便宜，是我今年最推荐的面馆。
      """;

  private final ExtractiveSummary summary = new ExtractiveSummary();

  @Test
  void givenALongNote_whenSummed_thenThreeOfItsSentencesStandInItsOrder() {
    var text = summary.of(NOODLES).orElseThrow();
    System.out.println("ExtractiveSummaryTest: " + text.replace("\n", " | "));
    var lines = text.lines().toList();
    assertThat(lines).hasSize(3).allMatch(NOODLES::contains).doesNotHaveDuplicates();
    assertThat(lines.stream().map(NOODLES::indexOf).toList()).isSorted();
    assertThat(lines).doesNotContain("真的好吃！");
    assertThat(text).contains("面馆");
  }

  @Test
  void givenAShortText_whenSummed_thenThereIsNothingToSum() {
    assertThat(summary.of("今天要给大家介绍一家面馆。真的很好吃！")).isEmpty();
    assertThat(summary.of("")).isEmpty();
    assertThat(summary.of("一个很长的句子没有句号".repeat(60))).isEmpty();
  }

  @Test
  void givenAnotherLanguage_whenSummed_thenItIsLeftAlone() {
    assertThat(summary.of("A sentence in English. ".repeat(60))).isEmpty();
    assertThat(summary.summary(NOODLES, Locale.ENGLISH)).isEmpty();
    assertThat(summary.summary(NOODLES, Locale.SIMPLIFIED_CHINESE)).isPresent();
  }

  @Test
  void givenASemicolonList_whenSummed_thenItIsNotCut() {
    var list = "辞职前要做三件事：第一存够半年的生活费；第二更新自己的简历和作品；第三想清楚自己到底要什么。";
    assertThat(summary.of(list + "\n" + NOODLES).orElseThrow().lines())
        .noneMatch(line -> line.startsWith("第二"));
  }

  @Test
  void givenAHostileText_whenSummed_thenItEnds() {
    var many =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "今天的面馆真的很好吃第" + i + "次。")
            .collect(Collectors.joining());
    assertThat(summary.of(many)).isPresent();
    assertThat(summary.of("。！？\n".repeat(1_000) + "字".repeat(300))).isEmpty();
    assertThat(summary.of("很长的句子没有词语重复\ud83d。".repeat(30) + NOODLES)).isPresent();
  }
}
