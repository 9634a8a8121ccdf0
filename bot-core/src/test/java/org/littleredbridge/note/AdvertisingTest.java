package org.littleredbridge.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.HostileTexts;

final class AdvertisingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "广告",
        "【广告】新品来了",
        "本条含广告",
        "这是广告，谨慎下单",
        "好用！#广告[话题]#",
        "商单，但真的好用",
        "感谢品牌合作",
        "本篇合作，价格见评论",
        "恰饭文，介意慎入",
        "由某某赞助",
        "利益相关：我在这家公司上班",
        "#ad loved it",
        "＃ＡＤ",
        "This post is Sponsored.",
        "paid partnership with a brand",
        "不是广告。第二段才是广告",
      })
  void givenWordsThatSaySo_whenRead_thenItIsMarked(String text) {
    assertThat(marked("title", text)).isTrue();
    assertThat(marked(text, "")).as("in the title").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "不是广告",
        "这不是商业广告哦",
        "非广告",
        "无广，纯分享",
        "无广告无滤镜",
        "没有接任何广告",
        "没接商单",
        "非商单",
        "无品牌合作",
        "无利益相关",
        "没有任何利益相关",
        "拒绝广告",
        "打广告的别来",
        "我在广告公司上班",
        "广告设计专业",
        "团队合作愉快",
        "商务合作请私信",
        "品牌合作请联系邮箱",
        "一起去恰饭",
        "求赞助",
        "not sponsored",
        "This isn’t sponsored",
        "#adidas #additional",
        "unsponsored",
        "sponsoredby",
      })
  void givenWordsThatDenyItOrMeanSomethingElse_whenRead_thenItIsNotMarked(String text) {
    assertThat(marked("title", text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"广告", "商单", "合作", "品牌合作", "AD", "Paid Partnership", "利益相关"})
  void givenATagThatSaysSo_whenRead_thenItIsMarked(String tag) {
    assertThat(Advertising.isMarked(note("title", "", List.of("美食", tag)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"广告人", "非广告", "adidas", "合作社"})
  void givenATagThatOnlyHoldsTheWord_whenRead_thenItIsNotMarked(String tag) {
    assertThat(Advertising.isMarked(note("title", "", List.of(tag)))).isFalse();
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenHostileWords_whenRead_thenNothingBreaks(String text) {
    assertThat(Advertising.isMarked(note(text, text, List.of(text)))).isIn(true, false);
    assertThat(HostileTexts.readable(text)).isNotNull();
  }

  @Test
  void givenATextWithoutEnd_whenRead_thenItTakesAMomentOnly() {
    assertThat(marked("title", "不广告".repeat(1_000_000))).isFalse();
  }

  private static boolean marked(String title, String text) {
    return Advertising.isMarked(note(title, text, List.of()));
  }

  private static Note note(String title, String text, List<String> tags) {
    var note = SampleNotes.note("n1", title);
    return new Note(
        note.ref(),
        note.creator(),
        title,
        text,
        tags,
        note.content(),
        note.likes(),
        note.publishedAt(),
        true);
  }
}
