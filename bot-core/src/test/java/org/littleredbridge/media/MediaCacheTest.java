package org.littleredbridge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.health.Tally;
import org.littleredbridge.health.Tally.Count;
import org.littleredbridge.note.Media;

class MediaCacheTest {
  private final Path root;
  private final Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedFetcher fetcher = new ScriptedFetcher();
  private final Tally tally = new Tally();
  private final MediaCache cache;

  MediaCacheTest(@TempDir Path root) {
    this.root = root;
    this.folder = root.resolve("data").resolve("media");
    this.cache = start();
  }

  /// A cache with room for three of the files that the fetcher makes.
  private MediaCache start() {
    return start(MediaLimits.DEFAULT);
  }

  private MediaCache start(MediaLimits limits) {
    return new MediaCache(folder, 300, limits, fetcher, tally, clock);
  }

  // Fetched once

  @Test
  void givenAFetchedFile_whenAskedAgain_thenItIsNotFetchedAgain() {
    var first = cache.get(picture("a"));

    assertThat(cache.get(picture("a"))).isEqualTo(first);
    assertThat(cache.find("a")).contains(first);
    assertThat(fetcher.fetched()).containsExactly("a");
    assertThat(first.path()).isRegularFile();
    assertThat(first.bytes()).isEqualTo(100);
    assertThat(tally.of(Count.MEDIA_FETCHED)).isEqualTo(1);
  }

  @Test
  void givenManyCallers_whenTheyAskAtOnce_thenOneFetchServesAll() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    fetcher.on(
        "a",
        (media, target, _) -> {
          entered.countDown();
          await(mayEnd);
          return ScriptedFetcher.write(media, target, 100);
        });
    var files = new ConcurrentLinkedQueue<MediaFile>();
    var callers =
        IntStream.range(0, 50)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> files.add(cache.get(picture("a")))))
            .toList();
    await(entered);
    assertThat(cache.find("a")).isEmpty();

    mayEnd.countDown();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(files).hasSize(50).containsOnly(cache.get(picture("a")));
    assertThat(fetcher.fetched()).containsExactly("a");
  }

  @Test
  void givenTwoPictures_whenOneTakesLong_thenTheOtherDoesNotWait() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    fetcher.on(
        "slow",
        (media, target, _) -> {
          entered.countDown();
          await(mayEnd);
          return ScriptedFetcher.write(media, target, 100);
        });
    var slow = Thread.ofVirtual().start(() -> cache.get(picture("slow")));
    await(entered);

    assertThat(cache.get(picture("quick")).bytes()).isEqualTo(100);

    mayEnd.countDown();
    slow.join();
  }

  @Test
  void givenNothing_whenLookedFor_thenNothingIsFetched() {
    assertThat(cache.find("a")).isEmpty();
    assertThat(fetcher.fetched()).isEmpty();
  }

  // In a form that the chat shows

  @Test
  void givenAPictureThatAChatDoesNotShow_whenSeveralAsk_thenItIsFetchedOnceAndTurnedOnce() {
    var original = cache.get(picture("a"));

    var jpeg = cache.get(picture("a"), Set.of("image/jpeg"));

    assertThat(jpeg.contentType()).isEqualTo("image/jpeg");
    assertThat(jpeg.key()).isNotEqualTo(original.key());
    assertThat(cache.get(picture("a"), Set.of("image/jpeg"))).isEqualTo(jpeg);
    assertThat(cache.get(picture("a"), Set.of("image/jpeg", "image/webp"))).isEqualTo(original);
    assertThat(start().get(picture("a"), Set.of("image/jpeg"))).isEqualTo(jpeg);
    assertThat(cache.find(jpeg.key())).contains(jpeg);
    assertThat(fetcher.fetched()).containsExactly("a", "a as JPEG");
    assertThat(tally.of(Count.MEDIA_FETCHED)).isEqualTo(1);
  }

  @Test
  void givenAVideo_whenAChatAsks_thenItStaysWhatItIs() {
    assertThat(cache.get(video("v"), Set.of("image/jpeg")).contentType()).isEqualTo("video/mp4");
    assertThat(fetcher.fetched()).containsExactly("v");
  }

  @Test
  void givenAPictureThatCannotBeTurned_whenSeveralAsk_thenTheReasonIsRememberedAndItStays() {
    fetcher.cannotTurn("not installed");
    for (var channel = 0; channel < 5; channel++) {
      assertThat(
              catchThrowableOfType(
                  MediaException.class, () -> cache.get(picture("a"), Set.of("image/jpeg"))))
          .hasMessage("not installed");
    }

    assertThat(fetcher.fetched()).containsExactly("a", "a as JPEG");
    assertThat(cache.find("a")).isPresent();
    assertThat(folder.resolve("incoming")).isEmptyDirectory();
  }

  // Across restarts

  @Test
  void givenFetchedFiles_whenRestarted_thenAllIsKnownOfThem() {
    var picture = cache.get(picture("a"));
    var video = cache.get(video("b"));

    var restarted = start();

    assertThat(restarted.find("a")).contains(picture);
    assertThat(restarted.find("b")).contains(video);
    assertThat(video.kind()).isEqualTo(Media.Kind.VIDEO);
    assertThat(picture)
        .isEqualTo(
            new MediaFile(Media.Kind.PICTURE, "a", picture.path(), "image/webp", 100, 30, 40));
  }

  @Test
  void givenWhatACrashLeaves_whenRestarted_thenHalfFilesAreCleanedAndForeignOnesStay()
      throws Exception {
    var cut = cache.get(picture("cut")).path();
    Files.write(cut, new byte[7]);
    var half = Files.write(folder.resolve("incoming").resolve("half"), new byte[50]);
    var foreign = Files.writeString(folder.resolve("README.txt"), "hands off");

    var restarted = start();

    assertThat(restarted.find("cut")).isEmpty();
    assertThat(cut).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void givenAFileThatSomebodyDeletedOrChanged_whenAsked_thenItIsFetchedAgain() throws Exception {
    Files.delete(cache.get(picture("a")).path());
    Files.write(cache.get(picture("b")).path(), new byte[7]);

    assertThat(cache.find("a")).isEmpty();
    assertThat(cache.get(picture("a")).path()).hasSize(100);
    assertThat(cache.get(picture("b")).path()).hasSize(100);
    assertThat(fetcher.fetched()).containsExactly("a", "b", "a", "b");
  }

  // Bounds

  @Test
  void givenMoreThanTheBound_whenFilesAreIdle_thenTheLeastRecentlyUsedGoes() {
    cache.get(picture("a"));
    cache.get(picture("b"));
    cache.get(picture("c"));
    clock.forward(Duration.ofSeconds(1));
    cache.find("a");
    clock.forward(MediaFolder.IN_USE);

    cache.get(picture("d"));

    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.find("a")).isPresent();
    assertThat(cache.find("c")).isPresent();
    assertThat(cache.find("d")).isPresent();
    assertThat(folder).isDirectoryContaining(file -> file.getFileName().toString().length() > 64);
  }

  @Test
  void givenMoreThanTheBound_whenRestartedBefore_thenTheOrderOfUseIsStillKnown() {
    for (var key : List.of("a", "b", "c")) {
      cache.get(picture(key));
      clock.forward(Duration.ofMinutes(1));
    }
    cache.find("a");
    clock.forward(MediaFolder.IN_USE);

    var restarted = start();
    restarted.get(picture("d"));

    assertThat(restarted.find("b")).isEmpty();
    assertThat(restarted.find("a")).isPresent();
  }

  @Test
  void givenMoreThanTheBound_whenAllWereHandedOutLately_thenNoneGoesUntilTwiceTheBound() {
    for (var key : List.of("a", "b", "c", "d", "e", "f")) {
      assertThat(cache.get(picture(key)).path()).exists();
    }
    assertThat(cache.find("a")).isPresent();

    var refused = failure(picture("g"));

    assertThat(refused).hasMessageContaining("full of files in use");
    assertThat(refused.worthRetrying()).isTrue();
    clock.forward(MediaFolder.IN_USE);
    assertThat(cache.get(picture("g")).path()).exists();
  }

  @Test
  void givenAFileAboveTheBound_whenItIsNoLongerInUse_thenItGoes() {
    fetcher.on("big", (media, target, _) -> ScriptedFetcher.write(media, target, 400));
    var big = cache.get(picture("big"));
    assertThat(big.path()).exists();
    clock.forward(MediaFolder.IN_USE);

    cache.get(picture("a"));

    assertThat(big.path()).doesNotExist();
  }

  // Failures

  @Test
  void givenABrokenPicture_whenManyChannelsWantIt_thenItIsFetchedOnceInTenMinutes() {
    fetcher.onFailure("bad", "not a picture", false);

    for (var channel = 0; channel < 50; channel++) {
      var failure = failure(picture("bad"));
      assertThat(failure).hasMessage("not a picture");
      assertThat(failure.worthRetrying()).isFalse();
    }
    assertThat(fetcher.fetched()).hasSize(1);
    assertThat(tally.of(Count.MEDIA_FAILED)).isEqualTo(1);

    clock.forward(Duration.ofMinutes(10));
    failure(picture("bad"));
    assertThat(fetcher.fetched()).hasSize(2);
  }

  @Test
  void givenABrokenPicture_whenItHasNewAddresses_thenItIsTriedAgain() {
    fetcher.onFailure("bad", "gone", false);
    failure(picture("bad"));

    failure(
        new Media(Media.Kind.PICTURE, "bad", List.of(URI.create("https://h/new-signature")), 0, 0));

    assertThat(fetcher.fetched()).hasSize(2);
  }

  @Test
  void givenAFailureThatMayPass_whenAskedAgain_thenItIsTriedAgain() {
    fetcher.onFailure("late", "took too long", true);

    assertThat(failure(picture("late")).worthRetrying()).isTrue();
    failure(picture("late"));

    assertThat(fetcher.fetched()).hasSize(2);
  }

  @Test
  void givenAFetchThatFails_whenItLeftHalfAFile_thenNothingStays() {
    fetcher.on(
        "half",
        (media, target, _) -> {
          ScriptedFetcher.write(media, target, 50);
          throw new UncheckedIOException(new IOException("No space left on device"));
        });

    var failure = failure(picture("half"));

    assertThat(failure).hasMessageContaining("disk with the media folder is full");
    assertThat(failure.worthRetrying()).isTrue();
    assertThat(folder.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void givenTooLittleRoomOnTheDisk_whenAsked_thenTheReasonSaysSoAndNothingIsFetched() {
    var cache = start(new MediaLimits(Long.MAX_VALUE, 100, 100));

    var failure = failure(cache, picture("a"));

    assertThat(failure).hasMessageContaining("disk with the media folder is full");
    assertThat(fetcher.fetched()).isEmpty();
    assertThat(cache.get(video("v")).bytes()).isEqualTo(100);
  }

  @Test
  void givenAFileWhereTheFolderShouldBe_whenAsked_thenTheReasonIsClear() throws Exception {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "in the way");

    assertThat(failure(picture("a"))).hasMessageStartingWith("the media folder cannot be used");
    assertThat(catchThrowableOfType(MediaException.class, () -> cache.find("a"))).isNotNull();
  }

  @Test
  void givenAFaultOfTheFetcher_whenAsked_thenItEndsInAReasonWithoutItsWords() {
    fetcher.on(
        "a",
        (_, _, _) -> {
          throw new IllegalStateException("https://h/?sign=secret");
        });

    var failure = failure(picture("a"));

    assertThat(failure).hasMessageContaining("IllegalStateException");
    assertThat(failure).hasMessageNotContaining("secret");
  }

  // Hostile input

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../escape",
        "/etc/passwd",
        "a\u0000b",
        "..",
        "incoming",
        "图片/😀",
        "con:aux|<>\"*?"
      })
  void givenAKeyThatWantsOut_whenFetched_thenItStaysInTheFolder(String key) throws Exception {
    var file = cache.get(picture(key));

    assertThat(file.path().getParent()).isEqualTo(folder.toAbsolutePath());
    assertThat(file.path().getFileName().toString()).matches("[a-z0-9_-]+");
    assertThat(start().find(key)).contains(file);
    try (var all = Files.walk(root)) {
      assertThat(all.filter(Files::isRegularFile)).containsExactly(file.path());
    }
  }

  @Test
  void givenAVeryLongKey_whenFetched_thenItHasAFile() {
    assertThat(cache.get(picture("k".repeat(100_000))).path()).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/../../x", "image/", "", "image/png; charset=x"})
  void givenATypeThatIsNone_whenFetched_thenItIsRefused(String type) {
    fetcher.on(
        "a",
        (media, target, _) -> {
          ScriptedFetcher.write(media, target, 10);
          return new MediaFile(media.kind(), media.key(), target, type, 10, 0, 0);
        });

    assertThat(failure(picture("a"))).hasMessageContaining("fault of the bridge");
    assertThat(folder.resolve("incoming")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-1-1x1-image_png",
        "%s-1-1x1-image_",
        "%s-1-1x1-text_html",
        "%s-1-1x1-image_png/../..",
        "%s-99999999999999999999-1x1-image_png",
        "%s-1-9999999999x1-image_png"
      })
  void givenANameThatIsNoCachedFiles_whenRead_thenItIsNone(String name) {
    assertThat(StoredName.read(name.formatted("a".repeat(64)))).isEmpty();
  }

  private MediaException failure(Media media) {
    return failure(cache, media);
  }

  private static MediaException failure(MediaCache cache, Media media) {
    return catchThrowableOfType(MediaException.class, () -> cache.get(media));
  }

  private static Media picture(String key) {
    return new Media(Media.Kind.PICTURE, key, List.of(), 0, 0);
  }

  private static Media video(String key) {
    return new Media(Media.Kind.VIDEO, key, List.of(), 0, 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
