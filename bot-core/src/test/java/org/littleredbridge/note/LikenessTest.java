package org.littleredbridge.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people would see as the same note, and what not.
final class LikenessTest {
  private static Note note(String title, String text, List<String> tags, Content content) {
    var some = SampleNotes.note("n1", title);
    return new Note(
        some.ref(),
        some.creator(),
        title,
        text,
        tags,
        content,
        some.likes(),
        some.publishedAt(),
        true);
  }

  private static Note text(String title, String text) {
    return note(title, text, List.of("美食"), pictures("a"));
  }

  private static Note showing(Content content) {
    return note("t", "x", List.of(), content);
  }

  private static Content pictures(String... keys) {
    return new Content.Slideshow(List.of(keys).stream().map(SampleNotes::picture).toList());
  }

  private static Media stream(String key) {
    return new Media(Media.Kind.VIDEO, key, List.of(URI.create("http://127.0.0.1/v")), 0, 0);
  }

  private static Content video(String cover, String stream, long seconds) {
    return new Content.Video(
        cover.isEmpty() ? Optional.empty() : Optional.of(SampleNotes.picture(cover)),
        Optional.of(stream(stream)),
        Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          今天吃面[笑哭R]        | 今天吃面
          今天 吃面              | '今天吃面 '
          好吃 #探店[话题]# 推荐 | 好吃 #探店 推荐
          ＃探店                 | #探店
          """)
  void givenTheSameTextAsTwoGatewaysWriteIt_whenCompared_thenItIsLike(String one, String other) {
    assertThat(text(one, one).isLike(text(other, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          今天吃面     | 今天吃饭
          3 块钱       | 30 块钱
          今天吃面     | 今天吃面！
          [价格 30 元] | [价格 50 元]
          """)
  void givenAnotherWord_whenCompared_thenItIsNotLike(String one, String other) {
    assertThat(text("t", one).isLike(text("t", other))).isFalse();
    assertThat(text(one, "t").isLike(text(other, "t"))).isFalse();
  }

  @Test
  void givenTagsInAnotherOrder_whenCompared_thenOnlyOthersCount() {
    var note = note("t", "x", List.of("a", "b"), pictures("k"));

    assertThat(note.isLike(note("t", "x", List.of("b", "a", "a"), pictures("k")))).isTrue();
    assertThat(note.isLike(note("t", "x", List.of("a"), pictures("k")))).isFalse();
  }

  @Test
  void givenPictures_whenCompared_thenTheirNamesAndOrderCountAndMovingPartsDoNot() {
    var note = showing(pictures("a", "b"));
    var live = new ArrayList<>(((Content.Slideshow) note.content()).pictures());
    live.add(1, stream("moving"));

    assertThat(note.isLike(showing(new Content.Slideshow(live)))).isTrue();
    assertThat(note.isLike(showing(pictures("b", "a")))).isFalse();
    assertThat(note.isLike(showing(pictures("a")))).isFalse();
    assertThat(note.isLike(showing(video("a", "s", 9)))).isFalse();
  }

  @Test
  void givenVideos_whenCompared_thenCoverAndLengthTellThemApart() {
    var note = showing(video("c", "s", 95));

    assertThat(note.isLike(showing(video("c", "another stream", 96)))).isTrue();
    assertThat(note.isLike(showing(video("", "s", 0)))).isTrue();
    assertThat(note.isLike(showing(video("d", "s", 95)))).isFalse();
    assertThat(note.isLike(showing(video("c", "s", 40)))).isFalse();
  }

  @Test
  void givenACard_whenItFits_thenOnlyAnotherTitleOrKindIsAHint() {
    var note = text("今天吃面[笑哭R]", "x");

    assertThat(note.mayBe(SampleNotes.card(text("今天吃面", "")))).isTrue();
    assertThat(note.mayBe(SampleNotes.card(text("", "")))).isTrue();
    assertThat(text("", "x").mayBe(SampleNotes.card(text("x", "")))).isTrue();
    assertThat(note.mayBe(SampleNotes.card(text("明天吃面", "")))).isFalse();
    assertThat(note.mayBe(SampleNotes.video("n1", "今天吃面"))).isFalse();
  }
}
