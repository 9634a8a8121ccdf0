package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TextPrep;

class PhrasebookEngineTest {
  private static final String NOTE =
      "巷子里的面馆[笑哭R] 人均18\n谢谢@小红 带我来#重庆小面[话题]# 真香\n#探店[话题]# #美食[话题]# #周末";

  private static final String ENGLISH =
      "A noodle shop in an alley[笑哭R], 18 a head\n"
          + "Thanks @小红 for taking me to #重庆小面[话题]# I take it all back\n"
          + "#探店[话题]# #美食[话题]# #周末";

  private final TextPrep prep = new TextPrep();
  private final PhrasebookEngine book =
      new PhrasebookEngine(Map.of(NOTE, ENGLISH, "好吃吗[偷笑R]", "Is it good?[偷笑R]"));

  @Test
  void givenANoteWithoutItsTagBlock_whenRendered_thenTheEnglishHasTheSameMarks() {
    var prepared = prep.prepare(prep.withoutTrailingTags(NOTE, List.of("探店", "美食", "周末")));
    assertThat(prepared.restore(english(prepared.text())))
        .isEqualTo(
            "A noodle shop in an alley😂, 18 a head\n"
                + "Thanks @小红 for taking me to #重庆小面 I take it all back");
  }

  @Test
  void givenAWholeText_whenRendered_thenItsTagsAreThereToo() {
    var prepared = prep.prepare(NOTE);
    assertThat(prepared.restore(english(prepared.text()))).endsWith("#探店 #美食 #周末");
    var comment = prep.prepare(" 好吃吗[偷笑R]\n");
    assertThat(comment.restore(english(comment.text()))).isEqualTo("Is it good?🤭");
  }

  @Test
  void givenAnUnknownText_whenRendered_thenItIsNotMine() {
    assertThat(book.render(List.of("不认识", "好吃吗"), Locale.CHINESE, Locale.ENGLISH))
        .containsExactly(new Rendering.NotMine(), new Rendering.NotMine());
  }

  @Test
  void givenLanguages_whenAsked_thenItServesChineseToEnglishOnly() {
    assertThat(book.serves(Locale.SIMPLIFIED_CHINESE, Locale.US)).isTrue();
    assertThat(book.serves(Locale.ENGLISH, Locale.CHINESE)).isFalse();
    assertThat(book.serves(Locale.CHINESE, Locale.FRENCH)).isFalse();
  }

  @Test
  void givenAnotherBook_whenAskedForItsVersion_thenItDiffers() {
    assertThat(new PhrasebookEngine(Map.of("好", "Good")).version())
        .isNotEqualTo(new PhrasebookEngine(Map.of("好", "Fine")).version());
  }

  private String english(String prepared) {
    return book.render(List.of(prepared), Locale.CHINESE, Locale.ENGLISH).getFirst()
            instanceof Rendering.Translation(var text)
        ? text
        : "not in the book";
  }
}
