package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPrepTest {
  private final TextPrep prep = new TextPrep();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "这家店绝绝子[哭惹R]              | 这家店绝绝子⟦1⟧",
        "好吃[未知表情R]真的              | 好吃 真的",
        "a[未知表情R]b                   | a b",
        "[doge]懂的都懂                  | ⟦1⟧懂的都懂",
        "[扯脸H]不敢相信                 | ⟦1⟧不敢相信",
        "打卡#上海探店[话题]#真不错        | 打卡⟦1⟧真不错",
        "打卡#上海[话题]##citywalk[话题]# | 打卡⟦1⟧⟦2⟧",
        "周末#citywalk 走起              | 周末⟦1⟧ 走起",
        "周末＃宠物日常 走起              | 周末⟦1⟧ 走起",
        "谢谢@小红薯68A1 推荐            | 谢谢⟦1⟧ 推荐",
        "看 https://xhslink.com/a/b?c=1。好 | 看 ⟦1⟧。好",
        "看（www.example.com/x）吧        | 看（⟦1⟧）吧",
        "复制xhslink.com/o/abc打开        | 复制⟦1⟧打开",
        "写信 a.b@example.org 给我        | 写信 ⟦1⟧ 给我",
        "支持[HDR]和[C]语言               | 支持[HDR]和[C]语言",
        "C#教程 F#大调                    | C#教程 F#大调",
        "#1 最好吃                        | #1 最好吃",
        "排第#3名                         | 排第⟦1⟧",
        "人均68.5元                       | 人均68.5元",
        "多余的[话题]#没了                 | 多余的 没了",
      })
  void givenAText_whenPrepared_thenMarksStandForWhatEnginesBreak(String text, String prepared) {
    assertThat(prep.prepare(text).text()).isEqualTo(prepared);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "这家店绝绝子[哭惹R]              | 这家店绝绝子😭",
        "好吃[未知表情R]真的              | 好吃真的",
        "打卡#上海探店[话题]#真不错        | 打卡 #上海探店 真不错",
        "#上海[话题]##citywalk[话题]#     | #上海 #citywalk",
        "谢谢@小红薯68A1 推荐            | 谢谢 @小红薯68A1 推荐",
        "问@山城阿椒🌶️ 就好              | 问 @山城阿椒🌶️ 就好",
        "看https://xhslink.com/a。好      | 看 https://xhslink.com/a。好",
        "多余的[话题]#没了                 | 多余的没了",
        "支持[HDR]                        | 支持[HDR]",
        "OK手势[okR]                      | OK手势👌",
      })
  void givenAText_whenShownToPeople_thenCodesAreEmojiAndTopicsTags(String text, String plain) {
    assertThat(prep.plain(text)).isEqualTo(plain);
  }

  @Test
  void givenHiddenCharacters_whenPrepared_thenTheyAreGone() {
    var text =
        "看\u200b不\u202e见\u2066的\u00ad字\ufeff\u0007\u0000"
            + new String(Character.toChars(0xE0041))
            + new String(Character.toChars(0xE0101))
            + "\ud800 完\u3164";
    assertThat(prep.prepare(text).text()).isEqualTo("看不见的字 完");
    assertThat(prep.plain(text)).isEqualTo("看不见的字 完");
  }

  @Test
  void givenLineBreaksAndAFamilyEmoji_whenPrepared_thenTheyStay() {
    assertThat(prep.plain("一\r\n二\n\n三\t四 👨‍👩‍👧 ❤️")).isEqualTo("一\n二\n\n三 四 👨‍👩‍👧 ❤️");
  }

  @Test
  void givenATextWithOurMarks_whenPreparedAndRestored_thenItsOwnBracketsAreNoMarks() {
    var prepared = prep.prepare("⟦1⟧ 好 @小明 看");
    assertThat(prepared.restore(prepared.text())).isEqualTo("〚1〛 好 @小明 看");
  }

  @Test
  void givenACleanEngine_whenRestored_thenEverythingIsBackInItsPlace() {
    var prepared = prep.prepare("谢谢@Anna 推荐[赞R] 去#上海探店[话题]# 看 https://xhslink.com/a/b");
    assertThat(prepared.text()).isEqualTo("谢谢⟦1⟧ 推荐⟦2⟧ 去⟦3⟧ 看 ⟦4⟧");
    assertThat(prepared.restore("Thanks ⟦1⟧ for the tip⟦2⟧ go ⟦3⟧, see ⟦4⟧."))
        .isEqualTo("Thanks @Anna for the tip👍 go #上海探店, see https://xhslink.com/a/b.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thanks ⟦ 1 ⟧ ok ⟦２⟧        | Thanks @Anna ok 👍",
        "Thanks ⟦1⟧⟦1⟧ ⟦2⟧           | Thanks @Anna 👍",
        "Thanks ⟦9⟧ ⟦1⟧ ⟦0⟧⟦2⟧       | Thanks  @Anna 👍",
        "Thanks⟦1⟧friend              | Thanks @Anna friend",
        "Thanks                       | Thanks @Anna",
        "⟦2⟧ Thanks ⟧⟦1⟧⟦             | 👍 Thanks @Anna",
        "⟦2⟧ ⟦1⟧.evil.com             | 👍 @Anna .evil.com",
      })
  void givenACarelessEngine_whenRestored_thenNoMarkIsLeftAndTheMentionIsThere(
      String rendered, String restored) {
    assertThat(prep.prepare("谢谢@Anna 推荐[赞R]").restore(rendered)).isEqualTo(restored);
  }

  @Test
  void givenTagsAtTheEnd_whenTakenOff_thenTagsWithinTheTextStay() {
    var tags = List.of("探店", "美食", "周末");
    assertThat(prep.withoutTrailingTags("去#探店[话题]# 吃面[笑哭R]\n\n#美食[话题]# #探店[话题]##周末\n", tags))
        .isEqualTo("去#探店[话题]# 吃面[笑哭R]");
    assertThat(prep.withoutTrailingTags("好吃 #别的标签", tags)).isEqualTo("好吃 #别的标签");
    assertThat(prep.withoutTrailingTags("#美食[话题]# #探店[话题]#", tags)).isEmpty();
  }

  @Test
  void givenAHandMadeTranslation_whenMarked_thenItHasTheSameMarks() {
    var prepared = prep.prepare("谢谢@Anna 推荐[赞R] #上海[话题]#");
    assertThat(prepared.mark("#上海[话题]# Thanks @Anna for the tip[赞R] [笑哭R]"))
        .isEqualTo("⟦3⟧ Thanks ⟦1⟧ for the tip⟦2⟧ 😂");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[没有R]",
        "[赞R]",
        "#",
        "#a",
        "#a[话题]#",
        "@",
        "@a ",
        "www.",
        "http://",
        "http://!",
        "a.",
        "a-",
        "[",
        "⟦1⟧"
      })
  void givenAnEndlessText_whenPrepared_thenTheTimeOnlyGrowsWithItsLength(String scrap) {
    var text = scrap.repeat(50_000) + "!";
    var start = System.nanoTime();
    prep.plain(text);
    prep.prepare(text);
    prep.withoutTrailingTags(text, List.of("a"));
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
  }

  @Test
  void givenTheEmojiTable_whenCounted_thenItKnowsTheCommonCodes() {
    assertThat(new EmojiCodes().size()).isGreaterThanOrEqualTo(400);
    for (var name : List.of("笑哭", "偷笑", "哭惹", "捂脸", "赞", "石化", "萌萌哒", "飞吻", "加油")) {
      assertThat(new EmojiCodes().emoji(name)).as(name).isPresent();
    }
  }
}
