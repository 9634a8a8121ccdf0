package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContactMaskTest {
  /// Where how to reach somebody stands between the braces; all of it but two characters is hidden.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "打我电话{13800138000}哦",
        "{138 0013 8000}",
        "{138-0013-8000}找我",
        "{138.0013.8000}",
        "{１３８００１３８０００}",
        "{138０0138oo0}",
        "{1 3 8 0 0 1 3 8 0 0 0}",
        "{1⃣3⃣8⃣0⃣0⃣1⃣3⃣8⃣0⃣0⃣0}⃣",
        "{①③⑧⓪⓪①③⑧⓪⓪⓪}",
        "{一三八零零一三八零零零}",
        "{幺三八〇〇幺三八〇〇〇}",
        "{壹叁捌零零壹叁捌零零零}",
        "{138🌹0013🌹8000}",
        "{138[玫瑰R]0013[玫瑰R]8000}",
        "+{86 138 0013 8000}",
        "{8613800138000}",
        "tel{13800138000}",
        "{1380013 8000}晚上打",
        "{𝟭𝟯𝟴𝟬𝟬𝟭𝟯𝟴𝟬𝟬𝟬}",
        "电话：{010-62345678}",
        "☎️ {400-123-4567}",
        "📞{0755 8234 5678}",
        "+{1 415 555 0132}",
        "WhatsApp {5511912345678}",
        "微信{abc_12345}",
        "微信号：{littlecat}",
        "加我微信 {lucky888cat}",
        "vx：{meimei_2023}",
        "VX {a1b2c3d4}",
        "v x:{meimei2023}",
        "V信{tealover99}",
        "薇❤：{tealover}",
        "薇信 {cat-lover-77}",
        "V❤{xiaomei520}",
        "加V {xiaomei520}",
        "➕v：{xiaomei520}",
        "wx: {xiaomei520}",
        "ＷＸ：{ｘｉａｏｍｅｉ520}",
        "加卫星 {abc12345}",
        "卫星号{abc_123}",
        "微.信：{catcat77}",
        "wechat: {cat_77_cat}",
        "{wxid_8k2jd93kd02}",
        "绿泡泡{mimi1998}",
        "加我 {abc123456}",
        "QQ：{123456789}",
        "qq号{10086123}",
        "扣扣 {八八六六三三一}",
        "企鹅号：{8866331}",
        "加企鹅 {886 633 12}",
        "LINE ID：{nana_2020}",
        "line: {nana2020}",
        "tg {@catlover}",
        "Telegram：{@catlover}",
        "{t.me/catlover}",
        "邮箱 {little.cat@example.com}",
        "{cat＠example.cn}欢迎来信",
        "{cat[at]example.com}",
        "身份证{110101199003078515}",
        "{11010119900307851X}",
        "{4111 1111 1111 1111}",
        "{6222020000000000000}",
        "卡号：{6217 0000 1234 567}"
      })
  void givenHowToReachSomebody_whenMasked_thenOnlyTheBeginningIsLeft(String marked) {
    int open = marked.indexOf('{');
    int close = marked.indexOf('}');
    var secret = marked.substring(open + 1, close);
    var text = marked.substring(0, open) + secret + marked.substring(close + 1);

    var masked = ContactMask.of(text);

    var hidden = secret.codePoints().skip(2).toArray();
    var expected = new StringBuilder(marked.substring(0, open));
    secret.codePoints().limit(2).forEach(expected::appendCodePoint);
    for (int point : hidden) {
      expected.appendCodePoint(Character.isWhitespace(point) ? point : '•');
    }
    assertThat(masked).isEqualTo(expected + marked.substring(close + 1));
    assertThat(ContactMask.of(masked)).as("masked again").isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "人均68就能吃到撑",
        "满199减50，到手1299元",
        "¥139 1299 15",
        "原价13999元现价12999元",
        "13800000000元的房子",
        "520",
        "1314520",
        "13145201314",
        "1314 520 1314",
        "5201314 我爱你",
        "666666666666",
        "2025-03-12 13:45",
        "2025年3月12日-15日",
        "20250312",
        "营业 10:00-22:00，周一 11:30-14:00",
        "笔记 65f1a2b3c4d5e6f7a8b9c0d1",
        "65f13812345678a8b9c0d1aa",
        "小红书号：13812345678",
        "小红书号 95012345678",
        "订单号 13812345678901",
        "订单号：13812345678",
        "SF1381234567890",
        "身高165体重48",
        "165/48 三围 83-60-88",
        "第13章 第14章 第15章",
        "手机 13 14 15 16 系列都能用",
        "iPhone 15 Pro Max 256G 5999",
        "微信支付12345元",
        "微信 8.0.50 版更新",
        "微信步数 12345678",
        "微信红包520",
        "微信里说吧",
        "QQ音乐 2024 歌单",
        "qq music is fine",
        "wx 2024 新款",
        "卫星 GPS2000",
        "企鹅好可爱 12345678 只",
        "line friends 2024",
        "online 12345678",
        "Q: anything else? A: nothing",
        "加我一个！",
        "加我100000粉",
        "加100000元",
        "+1 +1 +1",
        "+10086",
        "1 2 3 4 5 6 7 8 9 10 11",
        "10 11 12 13 14 15",
        "色号 131 142 153 164",
        "一三五七九",
        "二〇二五年三月十二日",
        "一二三四五六七八九十",
        "1700000000000",
        "比例 1:3:8:1:2",
        "3.14159265358979",
        "138,0013,8000 韩元",
        "http://xhslink.com/a/AbCd1234",
        "@小美 好吃",
        "v5版本，v: 5.0",
        "今天微笑了，威武",
        "v领毛衣 加v字领",
        "4111 1111 1111 1112",
        "🙂🙂🙂"
      })
  void givenNothingOfThatKind_whenMasked_thenItStays(String text) {
    assertThat(ContactMask.of(text)).isSameAs(text);
  }

  @Test
  void givenBreaksHiddenFromView_whenMasked_thenTheyHideNothing() {
    assertThat(ContactMask.of("138\u200b0013\u20608000")).isEqualTo("13•••••••••");
    assertThat(ContactMask.of("v\u200bx:ab\u202ec_123")).isEqualTo("vx:ab•••••");
  }

  @Test
  void givenSeveralInOneText_whenMasked_thenAllAre() {
    assertThat(ContactMask.of("13800138000 或 13900139000，vx同号，邮箱a_b@x.cn，价格1299"))
        .isEqualTo("13••••••••• 或 13•••••••••，vx同号，邮箱a_••••••，价格1299");
  }

  static Stream<String> endless() {
    int n = 200_000;
    return Stream.of(
        "1".repeat(n),
        "1 ".repeat(n / 2),
        "13 ".repeat(n / 3),
        "138-".repeat(n / 4),
        "一".repeat(n),
        "a".repeat(n),
        "a.".repeat(n / 2),
        "a@".repeat(n / 2),
        "a@b".repeat(n / 3),
        "@" + "a.".repeat(n / 2),
        "vx".repeat(n / 2),
        "vx ".repeat(n / 3),
        "微信".repeat(n / 2),
        "微信：".repeat(n / 3),
        "加".repeat(n),
        "加我".repeat(n / 2),
        "+".repeat(n),
        "+1".repeat(n / 2),
        "电话".repeat(n / 2),
        "电话：".repeat(n / 3),
        "v❤".repeat(n / 2),
        "q ".repeat(n / 2),
        "t.me/".repeat(n / 5),
        " ".repeat(n),
        "l".repeat(n),
        "1o".repeat(n / 2),
        "[".repeat(n),
        "1[".repeat(n / 2),
        "😀".repeat(n / 2),
        "1😀".repeat(n / 3));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("endless")
  void givenAnEndlessText_whenMasked_thenItTakesNoLongerThanItsLength(String text) {
    // A pattern that starts over at each place would take hours.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(ContactMask.of(text)).isNotEmpty());
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenMasked_thenNothingBreaks(String text) {
    assertThat(ContactMask.of(text)).isNotNull();
  }

  @Test
  void givenRandomTexts_whenMasked_thenTheLengthStaysAndMaskingAgainChangesNothing() {
    var random = new Random(6);
    var letters = "0123456789 138-一三八微信vxQq:：加我❤@.aboli元😀";
    var points = letters.codePoints().toArray();
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      var masked = ContactMask.of(text.toString());
      assertThat(masked.codePointCount(0, masked.length())).isEqualTo(30);
    }
  }
}
