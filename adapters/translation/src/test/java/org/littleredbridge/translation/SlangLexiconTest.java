package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.translate.Footnote;

class SlangLexiconTest {
  private final SlangLexicon slang = new SlangLexicon();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "姐妹们这家店真的绝绝子！人均68就能吃到撑        | 姐妹们 绝绝子 人均",
        "避雷‼️这家网红咖啡店踩大雷了，排队2小时          | 避雷 网红",
        "千万避雷这家网红店，我已经踩雷了                 | 避雷 网红店 踩雷",
        "种草很久的大牌平替终于到货，学生党闭眼入          | 种草 大牌 平替 学生党 闭眼入",
        "被博主种草了好久，今天终于拔草啦                 | 博主 种草 拔草",
        "欢迎TikTok难民！交一下猫税，没有猫的狗税也行      | TikTok难民 猫税 狗税",
        "谁懂啊家人们，第一次自己做提拉米苏居然没翻车       | 谁懂啊 家人们 翻车",
        "YYDS！这个防晒霜我已经空瓶3支了，亲测不闷痘       | YYDS 空瓶 亲测 闷痘",
        "被裁员的第30天，我Emo了                         | Emo",
        "教大家一个薅羊毛的方法，叠加88VIP手慢无           | 薅羊毛 88VIP 手慢无",
        "宝子们，求攻略，蹲一个                           | 宝子们 攻略 蹲一个",
        "周末citywalk打卡三家小店，随手一拍都出片          | citywalk 打卡 出片",
        "一个人的City Walk，主打松弛感                    | City Walk 松弛感",
        "五一特种兵旅游攻略，24小时打卡15个景点            | 特种兵旅游 攻略 打卡",
        "找个饭搭子，社恐友好，i人优先                    | 饭搭子 社恐 i人",
        "求旅游搭子，e人带带我                            | 搭子 e人",
        "I人和E人一起旅行会怎样                           | I人和E人",
        "一天天的班味太重了，只想摸鱼躺平                 | 班味 摸鱼 躺平",
        "内卷的尽头是摆烂                                | 内卷 摆烂",
        "二战上岸！考研经验干货分享，建议码住              | 上岸 考研 干货 码住",
        "早八人五分钟伪素颜妆容                           | 早八人 伪素颜",
        "我家毛孩子就是全小区的显眼包                     | 毛孩子 显眼包",
        "看到结局我直接破防了                             | 破防",
        "懒人食谱来啦，空气炸锅就能做                      | 懒人食谱",
        "尊嘟假嘟？这也太好吃了吧                         | 尊嘟假嘟",
        "她今天的穿搭泰裤辣，太酷辣                        | 泰裤辣",
        "氛围感拉满，素颜出镜                             | 氛围感 素颜",
        "探店｜这家新开的面馆值得去吗                     | 探店",
        "这游戏太氪金了，劝退                             | 氪金 劝退",
        "真的是智商税，别买                               | 智商税",
        "说好不吃宵夜，真香                               | 真香",
        "这首歌有点上头，单曲循环一整天                    | 有点上头",
        "螺蛳粉yyds，绝绝子，yyds                         | 螺蛳粉 yyds 绝绝子",
        "吃瓜群众路过，蹲后续                             | 吃瓜群众 蹲后续",
        "裸辞第一周，松弛感回来了                         | 裸辞 松弛感",
        "铲屎官上班前必做的三件事                         | 铲屎官",
        "给大家安利一部剧                                 | 安利",
        "这双鞋显瘦又百搭，无限回购                        | 显瘦 无限回购",
        "牛马人的周一，社畜的早晨                          | 牛马 社畜",
        "city不city啊宝子                                | city不city 宝子",
      })
  void givenANote_whenNoted_thenItsSlangIsExplainedOnceInOrder(String text, String terms) {
    assertThat(slang.notes(text, Locale.ENGLISH))
        .extracting(Footnote::term)
        .containsExactly(List.of(terms.split("(?<!City) (?!Walk)")).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "叠加88VIP再打95折     | 打95折      | 5% off",
        "全场3折起             | 3折起       | up to 70% off",
        "打3折                 | 打3折       | 70% off",
        "低至5.5折             | 低至5.5折   | 45% off",
        "新店打八八折           | 打八八折    | 12% off",
        "会员享九折             | 享九折      | 10% off",
        "打88折                | 打88折      | 12% off",
        "9.5折                 | 9.5折       | 5% off",
        "95折                  | 95折        | 5% off",
        "打九八折              | 打九八折    | 2% off",
        "打七八折              | 打七八折    | 20-30% off",
        "7-8折                 | 7-8折       | 20-30% off",
        "打7、8折              | 打7、8折    | 20-30% off",
        "3折床品               | 3折         | 70% off",
        "满199减50             | 满199减50   | 50 off once you spend 199",
        "每满300减50           | 每满300减50 | 50 off for every 300 you spend",
        "满200元立减30         | 满200元立减30 | 30 off once you spend 200",
      })
  void givenADiscount_whenNoted_thenItIsCountedTheEnglishWay(
      String text, String term, String meaning) {
    assertThat(slang.notes(text, Locale.ENGLISH))
        .filteredOn(note -> note.term().equals(term))
        .singleElement()
        .satisfies(note -> assertThat(note.meaning()).startsWith(meaning));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "種草很久的大牌平替終於到貨，學生黨閉眼入  | 種草 大牌 平替 學生黨 閉眼入",
        "避雷！這家網紅咖啡店踩雷了                | 避雷 網紅 踩雷",
        "房租一個月3萬，我裸辭啦                   | 3萬 裸辭",
      })
  void givenTraditionalCharacters_whenNoted_thenTheSameTermsAreFoundAsWritten(
      String text, String terms) {
    assertThat(slang.notes(text, Locale.ENGLISH))
        .extracting(Footnote::term)
        .containsExactly(terms.split(" "));
  }

  @Test
  void givenAReaderOfChinese_whenNoted_thenNothingNeedsToBeExplained() {
    assertThat(slang.notes("绝绝子", Locale.SIMPLIFIED_CHINESE)).isEmpty();
  }

  @Test
  void givenAnEntry_whenNoted_thenPinyinAndMeaningAreThere() {
    assertThat(slang.notes("薅羊毛", Locale.ENGLISH))
        .containsExactly(
            new Footnote(
                "薅羊毛",
                "hāo yángmáo",
                "get things free or cheap; \"plucking wool\": taking every offer there is (since 2015)"));
  }

  @Test
  void givenAToneAndAYear_whenNoted_thenTheyStandBehindTheNote() {
    assertThat(slang.notes("我真的会谢，我酸了", Locale.ENGLISH))
        .extracting(Footnote::meaning)
        .containsExactly(
            "thanks, that is the last thing I needed (ironic, since 2022)",
            "I am jealous; \"sour\" (joking, since 2018)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "车厘子5斤             | 5斤      | 2.5 kg",
        "十二斤的大西瓜        | 十二斤   | 6 kg",
        "半斤虾仁              | 半斤     | 0.25 kg",
        "3斤半                 | 3斤半    | 1.75 kg",
        "小面2两               | 2两      | 100 g",
        "一共6亩               | 6亩      | about 4,000 m²",
        "走了3里路             | 3里      | 1.5 km",
        "6寸蛋糕               | 6寸      | 6 inches, about 15 cm",
        "1寸照怎么拍           | 1寸      | small portrait",
        "腰围1尺9              | 1尺9     | about 63 cm",
        "60平的小家            | 60平     | 60 m²",
        "1米6的女生            | 1米6     | 1.60 m",
        "9成新                 | 9成新    | 90% as good as new",
        "体重97.5              | 体重97.5 | 48.75 kg",
        "只要19块9             | 19块9    | 19.90 yuan",
        "20块钱                | 20块钱   | 20 yuan",
        "5毛钱                 | 5毛钱    | 0.5 yuan",
        "攒了3.5万             | 3.5万    | 35,000",
        "粉丝120w              | 120w     | 1.2 million",
        "播放1.2亿             | 1.2亿    | 120 million",
        "年薪30万              | 30万     | 300,000",
        "工资8k                | 8k       | 8,000 yuan",
        "一共100r              | 100r     | 100 yuan",
        "门票30刀              | 30刀     | 30 dollars",
        "５斤                  | ５斤      | 2.5 kg",
        "90后妈妈              | 90后     | born in the 1990s",
        "05后                  | 05后     | born from 2005 to 2009",
        "985/211毕业           | 985/211  | China's top universities",
        "就读于211大学         | 211      | one of about a hundred",
        "5201314               | 5201314  | \"I love you for ever\"",
        "考砸了555             | 555      | \"sob\"",
        "双12还买吗            | 双12     | the sales round 12 December",
        "先下了，886           | 886      | \"bye-bye\"",
        "迷路了就打110         | 110      | the police",
        "用12306买票           | 12306    | the railway's own",
        "播放3w                | 3w       | 30,000",
        "攒了5w块              | 5w       | 50,000",
        "老铁666               | 666      | \"great",
        "520快乐               | 520      | \"I love you\"",
        "520！                 | 520      | \"I love you\"",
        "学历：985             | 985      | China's top universities",
        "他先走了88            | 88       | \"bye-bye\"",
        "睡啦88！              | 88       | \"bye-bye\"",
        "3块5                  | 3块5     | 3.50 yuan",
        "9块9包邮              | 9块9     | 9.90 yuan",
        "9块9 包邮             | 9块9     | 9.90 yuan",
        "打120急救             | 120      | the ambulance",
        "快打120！             | 120      | the ambulance",
        "007还是996            | 007      | working round the clock",
        "1,200斤               | 1,200斤  | 600 kg",
        "1,200块钱             | 1,200块钱 | 1200 yuan",
        "10,000块              | 10,000块 | 10000 yuan",
        "攒了1,200万           | 1,200万  | 12 million",
        "腰围2尺1寸            | 2尺1寸   | about 70 cm",
      })
  void givenAnAmountOrANumber_whenNoted_thenItIsSaidInKnownTerms(
      String text, String term, String meaning) {
    assertThat(slang.notes(text, Locale.ENGLISH))
        .filteredOn(note -> note.term().equals(term))
        .singleElement()
        .satisfies(note -> assertThat(note.meaning()).startsWith(meaning));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "65W充电头",
        "20W快充",
        "100W氮化镓",
        "5W小夜灯",
        "65w充电头",
        "5w小夜灯",
        "20w 快充",
        "功率100w",
        "额定功率：65w",
        "520 元",
        "价格：520",
        "价格520",
        "现价：520",
        "人均：520",
        "￥ 520",
        "RMB 520",
        "订单520",
        "520房",
        "520起",
        "微信号：520",
        "666 个",
        "原价：666",
        "播放量666",
        "粉丝666啦",
        "售价：618",
        "价格:996",
        "密码:1314",
        "涨粉996",
        "一共花了88",
        "总共花了88！",
        "我拿下了88",
        "10块2双袜子",
        "10块3包纸巾",
        "10块3支",
        "5块2对",
        "10块3 支",
        "10块3大包",
        "打120分",
        "打110分",
        "打119次",
        "打120个",
        "特工007",
        "詹姆斯·邦德007",
        "邦德 007",
        "007电影",
        "007系列",
        "体重150磅",
        "体重150lbs",
        "150lbs",
        "1,20斤",
        "1，200块钱",
        "3折伞",
        "5折伞",
        "3折床",
        "5折椅",
        "3折门",
        "3折凳",
        "7.5-8折"
      })
  void givenNumbersThatSayNothingElse_whenNoted_thenNoRuleExplainsThem(String text) {
    assertThat(slang.notes(text, Locale.ENGLISH))
        .extracting(Footnote::term)
        .noneMatch(term -> term.matches(".*[0-9].*"));
  }

  @Test
  void givenOneUnitOftenInAText_whenNoted_thenItIsExplainedOnce() {
    assertThat(slang.notes("苹果3斤，梨5斤，一共12块5和20块", Locale.ENGLISH))
        .extracting(Footnote::term)
        .containsExactly("3斤", "12块5");
  }

  @Test
  void givenAHostileText_whenNoted_thenItTakesNoTime() {
    var start = System.nanoTime();
    slang.notes(
        "种草".repeat(2_000) + "\ud83d" + "打".repeat(2_000) + "满1".repeat(2_000), Locale.ENGLISH);
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
  }

  @Test
  void givenWordsOfACommunity_whenATextHoldsThem_thenTheyAreFoundAsWholeWords() {
    var lexicon = new SlangLexicon();
    var words =
        List.of(
            new Footnote("种草", "", "our meaning"),
            new Footnote("Emo", "", "our mood"),
            new Footnote("绝绝绝", "", "our joke"));

    assertThat(lexicon.own("我种草了，今天emo，太绝绝绝了", words))
        .containsExactly(
            new Footnote("种草", "", "our meaning"),
            new Footnote("emo", "", "our mood"),
            new Footnote("绝绝绝", "", "our joke"));
    assertThat(lexicon.own("床上种草莓, Democracy", words)).isEmpty();
    assertThat(lexicon.own("你好", words)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "雞排妹, 這個雞排妹好紅, 雞排妹",
    "鸡排妹, 這個雞排妹好紅, 雞排妹",
    "雞排妹, 这个鸡排妹好红, 鸡排妹",
    "鸡排妹, 雞排妹, 雞排妹",
    "網紅臉, 這張網紅臉, 網紅臉"
  })
  void givenAWordOfACommunityInEitherScript_whenATextHoldsIt_thenItIsFoundAsWritten(
      String term, String text, String written) {
    var words = List.of(new Footnote(term, "", "our meaning"), new Footnote("雞腿", "", "no"));

    assertThat(slang.own(text, words)).containsExactly(new Footnote(written, "", "our meaning"));
  }
}
