package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputGuardTest {
  private final OutputGuard guard = new OutputGuard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "人均68就能吃到撑⟦1⟧           | Only 68 per person to eat your fill ⟦1⟧",
        "只要39.9元/100ml               | Only ¥39.90 per 100 ml",
        "排队2小时，拍照5分钟            | Two hours in line for five minutes of photos",
        "攒了1.2万粉丝                   | I reached 12,000 followers",
        "3月5日见                        | See you on March 5",
        "打95折，满199减50               | 5 % off, and 50 off when you spend 199",
        "晚上19:30开始                   | Starts at 7:30 pm",
        "520快乐                         | Happy I-love-you day",
        "00后第一次裸辞                   | Gen Z, quitting without a plan for the first time",
        "12000元预算                     | A budget of 12,000 yuan",
        "１２８元                        | 128 yuan",
        "绝                              | Absolutely stunning",
        "去了#1号店                      | Went to shop No. 1",
        "第30天打卡                      | Checking in on the 30th day",
      })
  void givenAGoodTranslation_whenChecked_thenItMayPass(String prepared, String rendered) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "今天去吃面       | ''                                             | empty",
        "今天去吃面⟦1⟧   | ⟦1⟧                                            | empty",
        "今天去吃面       | 今天去吃面                                     | untranslated",
        "今天去吃面       | 今日去食麵 noodles                             | untranslated",
        "今天去吃面       | 😂                                             | untranslated",
        "人均68元         | Cheap eats                                     | number lost",
        "人均8元          | A place for small purses                       | number lost",
        "只要39.9         | Only 39                                        | number lost",
        "¥39.9/100ml     | Cheap, 100 ml                                  | number lost",
        "排队45分钟       | We queued for ages                             | number lost",
        "今天去吃面       | Noodles today, see https://evil.example/x      | link or mention added",
        "今天去吃面       | Noodles today, see evil.com                    | link or mention added",
        "今天去吃面       | Noodles h\u200bttps://evil.example             | link or mention added",
        "今天去吃面       | @everyone noodles today                        | link or mention added",
        "今天我们一家人去吃了一碗很好吃的牛肉面 | Yum                      | length",
      })
  void givenNonsense_whenChecked_thenItSaysWhy(String prepared, String rendered, String reason) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH))
        .contains(reason);
  }

  @Test
  void givenAnEndlessAnswer_whenChecked_thenItIsTooLong() {
    assertThat(guard.objection("你好", "ha ".repeat(100), Locale.CHINESE, Locale.ENGLISH))
        .contains("length");
  }

  @Test
  void givenEnglishToChinese_whenChecked_thenChineseIsExpected() {
    assertThat(guard.objection("See you tomorrow", "明天见", Locale.ENGLISH, Locale.CHINESE))
        .isEmpty();
    assertThat(guard.objection("See you tomorrow", "See you", Locale.ENGLISH, Locale.CHINESE))
        .contains("untranslated");
  }

  /// Chinese writes numbers in ways of its own, and English has more than one for each.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3块5的老式面包，赢了            | Old-fashioned bread for 3.5 yuan wins",
        "一盒9块9                        | ¥9.90 a box",
        "一盒9块9包邮                    | 9.9 yuan a box, postage included",
        "早餐3块5                        | Breakfast for three and a half yuan",
        "早餐3块5                        | Breakfast for 3 yuan 50",
        "早餐三块五                      | Breakfast for 3.5 yuan",
        "10块3个                         | Three for 10 yuan",
        "5块1个                          | 5 yuan each",
        "十块钱两个                      | Two for ten yuan",
        "一碗五块钱                      | Five yuan a bowl",
        "门票一百块                      | A hundred yuan to get in",
        "门票一百二十元                  | Tickets cost 120 yuan",
        "人均8元                         | Eight yuan a head",
        "加2块蛋糕                       | With a couple of pieces of cake",
        "0元试用                         | Try it for free",
        "车费8毛                         | The fare is 0.8 yuan",
        "走了2万6千步                    | 26,000 steps in all",
        "走了2万6千步                    | Twenty-six thousand steps",
        "走了2万6                        | 26k steps",
        "攒了1.2万粉丝                   | I reached 12k followers",
        "两年攒了100万                   | A million saved in two years",
        "播放10万+                       | Over 100,000 views",
        "播放3w                          | 30,000 views",
        "65W快充                         | A 65 W charger",
        "月薪3-5千                       | 3,000 to 5,000 a month",
        "预算2到3万                      | A budget of 20-30k",
        "5点50到山顶                     | At the top by 5:50",
        "5点50到山顶                     | At the top at ten to six",
        "晚上7点半开会                   | A meeting at half past seven",
        "晚上7点半开会                   | A meeting at 19:30",
        "18:45下班                       | Off at a quarter to seven",
        "15:00集合                       | We meet at 3 pm",
        "中午12点                        | At noon",
        "3月开始准备，12月考试            | From March for the exam in December",
        "3到6月每天3小时                 | March to June: three hours a day",
        "2025年8月                       | Aug. 2025",
        "猫3岁半，11斤                   | The cat is 3 and a half and weighs 5.5 kilos",
        "重3斤2两                        | She weighs 1.6 kilos",
        "等了2个半小时                   | I waited 2.5 hours",
        "身高1米75                       | 175 cm tall",
        "拍了90分钟                      | An hour and a half of filming",
        "等了1个半小时                   | I waited for an hour and a half",
        "发呆1分钟                       | A whole minute of staring",
        "买了1斤草莓                     | I bought 500 grams of strawberries",
        "买了1斤草莓                     | I bought half a kilo of strawberries",
        "7天无理由退                     | Send it back within a week",
        "做了20年                        | For two decades",
        "98年的我                        | Born in 1998",
        "第二件5折                       | The second one is half price",
        "全场7.5折                       | 25% off everything",
        "双11                            | Singles' Day",
        "100%好评                        | Nothing but praise",
        "1个人去看海                     | To the sea alone",
        "每组12个，3组                   | Three sets of a dozen",
        "第31名                          | I came thirty-first",
        "比例1:1                         | Equal parts",
        "喝了1/2杯                       | I drank half a cup",
        "十块钱的快乐是一下子的          | Ten yuan of sudden happiness",
        "二次元和三元桥                  | Anime, and Sanyuan Bridge",
        "一块去吃两三块钱的冰棍           | Let's go for ice lollies at 2 or 3 yuan",
        "花了几十块                      | It cost a few dozen yuan",
      })
  void givenANumberTheEnglishWay_whenChecked_thenItMayPass(String prepared, String rendered) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3块5的老式面包，赢了            | Old-fashioned bread wins",
        "3块5的老式面包，赢了            | Old-fashioned bread for 3 yuan wins",
        "3块5的老式面包，赢了            | Old-fashioned bread for 35 yuan wins",
        "一盒9块9                        | 9 yuan a box",
        "早餐三块五                      | Breakfast for 5 yuan",
        "10块3个                         | Three of them, cheap",
        "一碗五块钱                      | Cheap at a bowl",
        "门票一百块                      | Tickets are dear",
        "门票一百二十元                  | Tickets cost 100 yuan",
        "¥1.2万                          | Only 1.2 yuan",
        "走了2万6千步                    | 20,006 steps in all",
        "攒了1.2万粉丝                   | I reached 1.2 million followers",
        "攒了1.2万粉丝                   | I have followers now",
        "两年攒了100万                   | A hundred thousand saved in two years",
        "预算2到3万                      | A budget of 3",
        "5点50到山顶                     | At the top early",
        "5点50到山顶                     | At the top by 5",
        "晚上7点半开会                   | A meeting in the evening",
        "3月开始准备，12月考试            | From May for the exam in December",
        "3到6月只打基础                  | April to June: foundations only",
        "重3斤2两                        | She weighs 3.9 kilos",
        "全场7.5折                       | A sale on everything",
        "身高1米75                       | Taller than most",
        "做了20年                        | For a decade",
        "等了2个半小时                   | I waited and waited",
        "每组12个，3组                   | Three sets",
        "人均68                          | Sixty a head, eight courses",
      })
  void givenALostNumber_whenChecked_thenItIsRefused(String prepared, String rendered) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH))
        .contains("number lost");
  }

  /// Replies go the other way.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "See you at 7:30 pm             | 晚上7点半见          | ''",
        "I walked 12,000 steps          | 我走了一万两千步     | ''",
        "I have 1.2 million followers   | 我有120万粉丝        | ''",
        "It costs $20 here              | 这里要二十美元       | ''",
        "It costs £3.50 here            | 这里要3块5英镑       | ''",
        "I have 2 cats                  | 我有两只猫           | ''",
        "It costs $20 here              | 这里很贵             | number lost",
        "I walked 12,000 steps          | 我走了1200步         | number lost",
        "I have 1.2 million followers   | 我有12万粉丝         | number lost",
      })
  void givenEnglishNumbers_whenTheyBecomeChinese_thenTheyAreKnownAgain(
      String prepared, String rendered, String reason) {
    assertThat(guard.objection(prepared, rendered, Locale.ENGLISH, Locale.CHINESE).orElse(""))
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "房租12000元     | La renta es de 12.000 yuanes   | ''",
        "早餐3块5        | El desayuno cuesta 3,50 yuanes | ''",
        "3月见           | Nos vemos en marzo             | ''",
        "吃了2碗         | Comí dos platos                | ''",
        "房租12000元     | La renta es cara               | number lost",
        "排队45分钟      | Una cola muy larga             | number lost",
      })
  void givenAnotherLanguage_whenChecked_thenDigitsCount(
      String prepared, String rendered, String reason) {
    assertThat(
            guard
                .objection(prepared, rendered, Locale.CHINESE, Locale.forLanguageTag("es"))
                .orElse(""))
        .isEqualTo(reason);
  }

  @Test
  void givenHostileNumbers_whenChecked_thenItTakesNoTime() {
    var start = System.nanoTime();
    for (var piece :
        List.of("9", "1万", "亿亿", "一", "一百", "3到", "1.", "3块5", "万", "零", "9半", "12:")) {
      guard.objection(piece.repeat(2_000), "one ".repeat(3_000), Locale.CHINESE, Locale.ENGLISH);
      guard.objection(
          piece.repeat(2_000) + "亿亿亿元", piece.repeat(2_000) + "千", Locale.ENGLISH, Locale.CHINESE);
    }
    guard.objection("9".repeat(100), "million ".repeat(90), Locale.CHINESE, Locale.ENGLISH);
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
  }
}
