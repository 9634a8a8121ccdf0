package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;

class AlbumTest {
  private final MediaCache cache;

  AlbumTest(@TempDir Path folder) {
    this.cache =
        new MediaCache(
            folder, 1 << 20, MediaLimits.DEFAULT, AlbumTest::write, new Tally(), Clock.systemUTC());
  }

  private static MediaFile write(Media media, Path target, MediaLimits limits) {
    try {
      Files.write(target, new byte[9]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var type = media.kind() == Media.Kind.VIDEO ? "video/mp4" : "image/webp";
    return new MediaFile(media.kind(), media.key(), target, type, 9, 3, 4);
  }

  private static Note live(int photos) {
    var all = new ArrayList<Media>();
    for (var i = 1; i <= photos; i++) {
      all.add(new Media(Media.Kind.PICTURE, "p" + i, List.of(), 0, 0));
      all.add(new Media(Media.Kind.VIDEO, "m" + i, List.of(), 0, 0));
    }
    var plain = SampleNotes.note("n1", "题目", "x", SampleNotes.MEI, SampleNotes.PUBLISHED);
    return new Note(
        plain.ref(),
        plain.creator(),
        plain.title(),
        plain.text(),
        List.of(),
        new Content.Slideshow(all),
        plain.likes(),
        plain.publishedAt(),
        true);
  }

  private Album album(int photos, int each, int withCard, int bytes) {
    var capabilities =
        new MessengerCapabilities(4_000, 1_000, 4_000, each, withCard, bytes, String::length);
    return Album.of(live(photos), 0, capabilities, cache);
  }

  @ParameterizedTest
  @CsvSource({
    // live photos; files a message, with a card; messages, pictures and films that go
    "1, 10, 1, 1, 1, 0",
    "2, 10, 1, 1, 2, 2",
    "7, 10, 1, 1, 7, 3",
    "12, 10, 1, 2, 12, 6",
    "18, 10, 1, 2, 18, 0",
    "4, 10, 10, 1, 4, 4",
    "4, 18, 18, 1, 4, 4",
    "4, 0, 0, 0, 0, 0",
  })
  void givenLivePhotos_whenTheirFilesAreChosen_thenWhatMovesOpensNoFurtherMessage(
      int photos, int each, int withCard, int messages, int pictures, int films) {
    var album = album(photos, each, withCard, 1_000);

    assertThat(album.messages()).hasSize(messages);
    assertThat(
            album.files().stream().map(Part.Attachment::contentType).filter("image/webp"::equals))
        .hasSize(pictures);
    assertThat(album.files().stream().map(Part.Attachment::contentType).filter("video/mp4"::equals))
        .hasSize(films);
    assertThat(album.missing()).isEqualTo(photos - pictures);
  }

  @Test
  void givenFilesThatAreTooLarge_whenChosen_thenPicturesAloneAreMissed() {
    var album = album(3, 10, 10, 5);

    assertThat(album.files()).isEmpty();
    assertThat(album.missing()).isEqualTo(3);
  }
}
