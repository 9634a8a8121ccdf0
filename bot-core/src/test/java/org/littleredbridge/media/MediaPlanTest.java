package org.littleredbridge.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;

class MediaPlanTest {
  private static final Media STREAM = new Media(Media.Kind.VIDEO, "stream", List.of(), 0, 0);
  private static final Set<String> SHOWN = Set.of("image/jpeg", "image/webp");
  private static final Media COVER = picture("cover");

  private final ScriptedFetcher fetcher = new ScriptedFetcher();
  private final MediaCache cache;

  MediaPlanTest(@TempDir Path folder) {
    this.cache =
        new MediaCache(folder, 10_000, MediaLimits.DEFAULT, fetcher, new Tally(), new TestClock());
  }

  @Test
  void givenMorePicturesThanFit_whenPlanned_thenTheFirstGoAndTheRestIsCounted() {
    var plan = MediaPlan.of(slideshow("a", "b", "c", "d", "e"), 3, 1_000, SHOWN);

    assertThat(plan.media()).extracting(Media::key).containsExactly("a", "b", "c");
    assertThat(plan.beyond()).isEqualTo(2);
    assertThat(keys(plan.resolve(cache))).containsExactly("a", "b", "c");
    // They are fetched side by side, in whatever order.
    assertThat(fetcher.fetched()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void givenSeveralMessages_whenResolved_thenEachHasItsPlacesWhateverCanBeHad() {
    fetcher.onFailure("b", "not a picture", false);
    fetcher.onFailure("e", "not a picture", false);
    fetcher.onFailure("f", "not a picture", false);
    var plan = MediaPlan.of(slideshow("a", "b", "c", "d", "e", "f", "g"), 18, 1_000, SHOWN);

    var messages = plan.resolve(cache, 2);

    assertThat(messages.stream().map(MediaPlanTest::keys))
        .containsExactly(List.of("a"), List.of("c", "d"), List.of(), List.of("g"));
    assertThat(messages.get(2).leftOut()).hasSize(2);
    assertThat(plan.after(4).resolve(cache, 2).stream().map(MediaPlanTest::keys))
        .containsExactly(List.of(), List.of("g"));
    assertThat(plan.after(99).resolve(cache, 2)).isEmpty();
    assertThat(plan.after(99).beyond()).isZero();
  }

  @Test
  void givenAPictureThatFails_whenResolved_thenTheOthersGoInOrderAndTheReasonIsKept() {
    fetcher.onFailure("b", "not a picture", false);
    fetcher.on("c", (media, target, _) -> ScriptedFetcher.write(media, target, 1_001));

    var resolved = MediaPlan.of(slideshow("a", "b", "c", "d"), 10, 1_000, SHOWN).resolve(cache);

    assertThat(keys(resolved)).containsExactly("a", "d");
    assertThat(resolved.leftOut())
        .containsExactly(
            new MediaPlan.LeftOut(picture("b"), "not a picture"),
            new MediaPlan.LeftOut(picture("c"), "1001 bytes; the channel takes at most 1000"));
  }

  @Test
  void givenAChannelThatShowsJpegAlone_whenResolved_thenItGetsJpegAndReasonsForTheRest() {
    var plan = MediaPlan.of(slideshow("a"), 10, 1_000, Set.of("image/jpeg"));

    assertThat(plan.resolve(cache).files())
        .extracting(MediaFile::contentType)
        .containsExactly("image/jpeg");
    fetcher.cannotTurn("not installed");
    assertThat(
            MediaPlan.of(slideshow("b"), 10, 1_000, Set.of("image/jpeg")).resolve(cache).leftOut())
        .containsExactly(new MediaPlan.LeftOut(picture("b"), "not installed"));
  }

  @Test
  void givenLivePhotos_whenPlanned_thenWhatMovesComesAfterThePicturesWhereThereIsRoom() {
    var live = new Content.Slideshow(List.of(picture("a"), STREAM, picture("b"), picture("c")));

    assertThat(MediaPlan.of(live, 4, 1_000, SHOWN).media())
        .extracting(Media::key)
        .containsExactly("a", "b", "c", "stream");
    assertThat(MediaPlan.of(live, 3, 1_000, SHOWN).media()).hasSize(3);
    assertThat(MediaPlan.of(live, 3, 1_000, SHOWN).beyond()).isZero();
    assertThat(MediaPlan.of(live, 2, 1_000, SHOWN).beyond()).isEqualTo(1);
  }

  @Test
  void givenAChannelThatTakesNoFiles_whenPlanned_thenNothingIsFetched() {
    for (var room : List.of(0, -1)) {
      var plan = MediaPlan.of(slideshow("a", "b"), room, 1_000, SHOWN);
      assertThat(plan.resolve(cache).files()).isEmpty();
      assertThat(plan.beyond()).isEqualTo(2);
    }
    assertThat(fetcher.fetched()).isEmpty();
  }

  @Test
  void givenASlideshowWithoutPictures_whenPlanned_thenNothingGoes() {
    assertThat(MediaPlan.of(slideshow(), 10, 1_000, SHOWN).resolve(cache).files()).isEmpty();
  }

  @Test
  void givenAVideo_whenItsStreamFits_thenTheStreamGoes() {
    var resolved = MediaPlan.of(video(COVER, STREAM), 1, 1_000, SHOWN).resolve(cache);

    assertThat(keys(resolved)).containsExactly("stream");
    assertThat(resolved.leftOut()).isEmpty();
  }

  @Test
  void givenAVideo_whenItsStreamIsTooLarge_thenItsCoverGoes() {
    fetcher.on("stream", (media, target, _) -> ScriptedFetcher.write(media, target, 1_001));

    var resolved = MediaPlan.of(video(COVER, STREAM), 1, 1_000, SHOWN).resolve(cache);

    assertThat(keys(resolved)).containsExactly("cover");
    assertThat(resolved.leftOut()).extracting(MediaPlan.LeftOut::media).containsExactly(STREAM);
  }

  @Test
  void givenAVideo_whenItsStreamFails_thenItsCoverGoes() {
    fetcher.onFailure("stream", "took too long", true);

    assertThat(keys(MediaPlan.of(video(COVER, STREAM), 1, 1_000, SHOWN).resolve(cache)))
        .containsExactly("cover");
  }

  @Test
  void givenAVideo_whenOnlyItsCoverIsKnown_thenTheCoverGoes() {
    var content = new Content.Video(Optional.of(COVER), Optional.empty(), Duration.ofSeconds(9));

    assertThat(keys(MediaPlan.of(content, 1, 1_000, SHOWN).resolve(cache)))
        .containsExactly("cover");
  }

  @Test
  void givenAVideo_whenNothingCanBeHad_thenTheNoteStillGoesWithBothReasons() {
    fetcher.onFailure("stream", "took too long", true);
    fetcher.onFailure("cover", "gone", false);

    var resolved = MediaPlan.of(video(COVER, STREAM), 1, 1_000, SHOWN).resolve(cache);

    assertThat(resolved.files()).isEmpty();
    assertThat(resolved.leftOut())
        .extracting(MediaPlan.LeftOut::reason)
        .containsExactly("took too long", "gone");
  }

  private static List<String> keys(MediaPlan.Resolved resolved) {
    return resolved.files().stream().map(MediaFile::key).toList();
  }

  private static Content slideshow(String... keys) {
    return new Content.Slideshow(Stream.of(keys).map(MediaPlanTest::picture).toList());
  }

  private static Content video(Media cover, Media stream) {
    return new Content.Video(Optional.of(cover), Optional.of(stream), Duration.ofSeconds(9));
  }

  private static Media picture(String key) {
    return new Media(Media.Kind.PICTURE, key, List.of(), 0, 0);
  }
}
