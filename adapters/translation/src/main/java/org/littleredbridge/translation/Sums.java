package org.littleredbridge.translation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Sums of money and large numbers as people write them: 9块9, 3万, 1.5w, 20刀.
final class Sums implements TextRule {
  private static final String N = Units.NUMBER + " ?";
  private static final String END = "(?=$|[^\\p{L}\\p{N}]|左右|出头|不到|包邮|一[个杯份碗斤只晚天件位人]|的|就|都)";
  private static final String LATIN_END = "(?![0-9A-Za-z])";

  /// 10块3个 is three for ten, but 9块9包邮 is a price.
  private static final String NO_MEASURE =
      "(?! ?[大小]?(?:包(?!邮)|打(?![车卡包折])|本(?![店人来地月周])|毫升|公斤|分(?!享)"
          + "|[个只条斤份杯碗张盒件瓶袋串根次人双对支把片颗块套朵枚头桶罐盆束捆节卷位粒枝株棵扎筐箱篮排板台顶副床幅册天晚听款种样两米盘碟笼屉勺管贴抽提克]))";

  /// 20w is 20 watts where something is charged or lit.
  private static final String NO_WATTS =
      "(?! ?(?:快充|闪充|超充|超级快充|无线充|充电|充头|功率|氮化镓|适配器|插头|音箱|音响|(?i:led)|[小夜台射吊筒壁球路节能泡]{0,3}灯))";

  private static final String PAY = "(?:月薪|年薪|薪资|工资|底薪|月入|年入|预算|房租|租金|收入|到手|存款)";

  private static final List<TextRule> RULES =
      List.of(
          TextRule.of(
              "块",
              NumberSayings.DIGIT_NEXT
                  + "(?<![0-9.]|[0-9],)([0-9]{1,6})块([0-9])(?![0-9.])"
                  + NO_MEASURE,
              m -> Optional.of(m.group(1) + "." + m.group(2) + "0 yuan")),
          sum("块", N + "块(?:钱|大洋|" + END + ")", n -> Units.plain(n) + " yuan"),
          sum("毛", N + "毛(?:钱|" + END + ")", n -> Units.plain(Units.times(n, "0.1")) + " yuan"),
          sum("万", N + "万(?![0-9亿达象科圣能里岁])", n -> Units.grouped(Units.times(n, "10000"))),
          // Watts are written with the large letter.
          sum(
              "万",
              NumberSayings.DIGIT_NEXT + "(?<!功率[是为达约:： ]{0,2})" + N + "w" + LATIN_END + NO_WATTS,
              n -> Units.grouped(Units.times(n, "10000"))),
          sum("亿", N + "亿(?![0-9])", n -> Units.grouped(Units.times(n, "100000000"))),
          sum(
              "k",
              NumberSayings.DIGIT_NEXT + "(?<=" + PAY + "[^0-9\\n]{0,4})" + N + "[kK]" + LATIN_END,
              n -> Units.grouped(Units.times(n, "1000")) + " yuan"),
          sum("r", N + "(?:r|R|rmb|RMB)" + LATIN_END, n -> Units.plain(n) + " yuan"),
          sum("刀", N + "刀" + END, n -> Units.plain(n) + " dollars; 刀 sounds like \"dollar\""));

  @Override
  public List<Hit> find(String text) {
    return RULES.stream().flatMap(rule -> rule.find(text).stream()).toList();
  }

  private static TextRule sum(String kind, String shape, Function<BigDecimal, String> meaning) {
    return TextRule.of(
        kind, shape, match -> Optional.of(meaning.apply(Units.number(match.group(1)))));
  }
}
