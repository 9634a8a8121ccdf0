package org.littleredbridge.translation;

import java.util.List;
import java.util.Optional;

/// Numbers that say something: 520, 666, 985. Only where they stand as sayings, not in prices,
/// amounts, dates and telephone numbers.
final class NumberSayings implements TextRule {
  /// Looking back is dear, so it is done only where a digit stands.
  static final String DIGIT_NEXT = "(?=[0-9])";

  /// Nothing before it that makes it part of a number, a price, a count or a name.
  private static final String ALONE =
      DIGIT_NEXT
          + "(?<![0-9A-Za-z.,¥￥$€£#+第号价卖花才要售仅约共满减付收费钱租均送奖算])(?<![0-9][ :：/.-])"
          + "(?<![¥￥$€£] {1,2})"
          + "(?<!(?:价|价格|人均|(?i:rmb)|密码|口令|验证码|订单|播放|播放量|阅读量|点赞|收藏|销量|粉丝|涨粉|号)[:： ]{0,2})"
          + "(?<!只需|到手|券后|转了|领了|还剩|大概|不到|超过|房间|号是|号为)";

  /// What is told behind a colon is a price, a name or a number, whatever the word before.
  private static final String NO_LABEL = "(?<![:：] ?)";

  /// 520 元 is a price too; behind a blank only what hardly begins another word.
  private static final String NO_AMOUNT_APART =
      "(?! (?:元(?![气宵旦])|个(?![人性])|人(?![人们生间民])|只(?![爱想为要有是])|次(?![日元])|房(?!间)|起(?![来床])"
          + "|天(?![气猫天真生哪下])|[块斤份杯碗盒件瓶袋串条枚颗粒位页]))";

  /// Nothing behind it that counts or measures.
  private static final String NO_AMOUNT =
      NO_AMOUNT_APART
          + "(?![0-9A-Za-z%％°℃]|[.,:：/~～+-] ?[0-9]|[ -][0-9]|多|余|左右|以[上下内]"
          + "|[元块毛角分钱个只条斤份杯碗张盒件瓶袋串根次人年月日号支本双把颗粒片枚位头朵米克里平寸度路线室楼层栋座岁名家页期集章题道种款场班届级百千万亿字步卡折公平房]|起(?![来床])"
          + "|天(?!快乐)|小时|英里|周年)";

  /// Where a sentence ends, or a word that only ends it.
  private static final String AT_THE_END =
      NO_AMOUNT_APART + "(?=$|[^\\p{L}\\p{N}.,:：/%％°+-]|[啊呀吧哦呢了啦哈](?![\\p{IsHan}&&[^啊呀吧哦呢了啦哈]]))";

  /// 打120分 gives points and calls nobody.
  private static final String NO_POINTS =
      "(?![0-9%％]|[.,:：~～-][0-9]| ?(?:[分多块元万个次下字天场斤折米]|以[上下]|左右))";

  private static final String LOVE =
      "\"I love you\": spoken, it resembles 我爱你; 20 May is a day for couples";

  private static final List<TextRule> RULES =
      List.of(
          said("520 ?1314", NO_AMOUNT, "\"I love you for ever\"; see 520 and 1314"),
          said("52[01]", NO_AMOUNT, LOVE),
          said("1314", NO_AMOUNT, "\"for ever\": spoken, it resembles 一生一世"),
          said("6{3,12}", AT_THE_END, "\"great, smooth\": 6 sounds like 溜; can be ironic"),
          said("23{2,12}", AT_THE_END, "\"ha ha\": once the number of a laughing picture"),
          said("5{3,12}", AT_THE_END, "\"sob\": spoken, it sounds like weeping"),
          said("995", AT_THE_END, "\"help!\": spoken, it resembles 救救我"),
          said("996", NO_AMOUNT, "working nine to nine, six days a week"),
          // Not the agent.
          said(
              "(?<!《|(?:特工|邦德|詹姆斯|代号)[ ·]?)007(?! ?(?:电影|系列|特工|邦德|全集))",
              NO_AMOUNT,
              "working round the clock, every day of the week"),
          said("965", AT_THE_END, "working nine to six, five days a week"),
          said("618", NO_AMOUNT, "the sales round 18 June, the largest after November's"),
          rule(
              "985(?:[/／、和 ]?211)?" + NO_AMOUNT,
              "China's top universities, after lists that the state once made"),
          rule(
              "211(?=大学|高校|院校|毕业|本科|硕士|研究生|学生)",
              "one of about a hundred universities that the state once picked out"),
          rule("12306(?![0-9])", "the railway's own site and app for tickets"),
          TextRule.of("双11(?![0-9])", _ -> Optional.of(sales("11 November"))),
          TextRule.of("双12(?![0-9])", _ -> Optional.of(sales("12 December"))),
          TextRule.of(
              DIGIT_NEXT
                  + "(?m)(?:^|(?<=(?<![0-9])[，,]|[。！？~～!?]|先|(?<![拿买收])[走撤睡下溜][了啦]))(?:88|886|8888)(?=[~～！!。啦咯 ]{0,5}$)",
              _ -> Optional.of("\"bye-bye\": 8 is bā")),
          TextRule.of(DIGIT_NEXT + "(?<=打|拨)110" + NO_POINTS, _ -> Optional.of("the police")),
          TextRule.of(DIGIT_NEXT + "(?<=打|拨)119" + NO_POINTS, _ -> Optional.of("the fire brigade")),
          TextRule.of(DIGIT_NEXT + "(?<=打|拨)120" + NO_POINTS, _ -> Optional.of("the ambulance")));

  @Override
  public List<Hit> find(String text) {
    return RULES.stream().flatMap(rule -> rule.find(text).stream()).toList();
  }

  private static TextRule said(String number, String behind, String meaning) {
    return rule(NO_LABEL + number + behind, meaning);
  }

  private static TextRule rule(String shape, String meaning) {
    return TextRule.of(ALONE + shape, _ -> Optional.of(meaning));
  }

  private static String sales(String day) {
    return "the sales round " + day;
  }
}
