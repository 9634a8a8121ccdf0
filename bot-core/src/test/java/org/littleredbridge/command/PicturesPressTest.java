package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.command.Office.GUS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.chat.Member;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.ScriptedModel;

/// The words in a note's pictures, for the one who presses alone.
final class PicturesPressTest {
  private static final Action PICTURES = new Action.Pictures(new Subject("n1", Optional.empty()));

  @TempDir private Path folder = Path.of("");
  private final ScriptedModel model = new ScriptedModel();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final List<String> fetched = new ArrayList<>();
  private Office office = new Office();

  @BeforeEach
  void open() {
    model.sees = true;
    office =
        Office.with(
                model,
                new MediaCache(
                    folder,
                    100 << 20,
                    MediaLimits.DEFAULT,
                    this::fetch,
                    new Tally(),
                    Clock.systemUTC()))
            .admitted();
  }

  private MediaFile fetch(Media media, Path target, MediaLimits limits) {
    fetched.add(media.key());
    int size = sizes.getOrDefault(media.key(), 100);
    if (size < 0) {
      throw new MediaException("the host does not answer", true);
    }
    try {
      Files.write(target, new byte[size]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MediaFile(media.kind(), media.key(), target, "image/webp", size, 3, 4);
  }

  private void note(int pictures) {
    var media = new ArrayList<Media>();
    for (int i = 1; i <= pictures; i++) {
      media.add(SampleNotes.picture("p" + i));
    }
    show(new Content.Slideshow(media));
  }

  private void show(Content content) {
    var note = SampleNotes.note("n1", "面馆");
    office.seen(
        new Note(
            note.ref(),
            note.creator(),
            note.title(),
            note.text(),
            note.tags(),
            content,
            note.likes(),
            note.publishedAt(),
            true));
  }

  private String press() {
    return office.pressed(GUS, PICTURES);
  }

  @Test
  void givenThreePictures_whenPressed_thenTheirWordsAreNumberedAndReadOnce() {
    note(3);
    model.caption = number -> number.equals("2") ? "" : "words of " + number;

    for (int i = 0; i < 3; i++) {
      assertThat(press())
          .isEqualTo(
              """
              1. words of 1
              3. words of 3

              — Read by model, a language model; it can be wrong.\
              """);
    }
    assertThat(model.asked).containsExactly("captions en 3");
    var german = new Member("2", "Gus", Member.Standing.TAKES_PART, Optional.of(Locale.GERMAN));
    office.pressed(german, PICTURES);
    assertThat(model.asked).containsExactly("captions en 3", "captions de 3");
  }

  @Test
  void givenManyAndLargePictures_whenPressed_thenWhatIsLeftOutIsTold() {
    note(12);
    sizes.put("p1", (1 << 20) + 1);
    sizes.put("p2", -1);
    for (int i = 3; i <= 9; i++) {
      sizes.put("p" + i, 1_040_000);
    }

    assertThat(press())
        .startsWith("3. words of 1\n4. words of 2\n5. words of 3\n6. words of 4\n7. words of 5\n\n")
        .endsWith("Left out: 7 pictures (at most nine, 1 MB each and 6 MB together, are read).");
    assertThat(fetched).doesNotContain("p10");
    assertThat(model.pictures).hasSize(5).allMatch(size -> size == 1_040_000);
  }

  @Test
  void givenAModelThatReadsOrdersInAPicture_whenPressed_thenNothingLeadsAnywhere() {
    note(2);
    model.caption =
        number ->
            number.equals("1")
                ? "Sale\u202e @everyone https://evil.example free.evil.click 1.2.3.4/evil ⟦7⟧ "
                    + "x".repeat(9_000)
                : "⟦1⟧ fake";

    assertThat(press())
        .startsWith("1. Sale … … … … 〚7〛 xxx")
        .contains("\n2. 〚1〛 fake\n")
        .doesNotContain("evil", "@", "\u202e")
        .hasSizeLessThan(700);
  }

  @Test
  void givenNothingToRead_whenPressed_thenThereIsASentence() {
    note(0);
    assertThat(press()).isEqualTo("This note has no pictures to read.");

    show(SampleNotes.video("n1", "面馆").content());
    assertThat(press()).isEqualTo("This note has no pictures to read.");

    note(1);
    model.caption = _ -> " ";
    assertThat(press()).isEqualTo("There are no words in the pictures.");

    sizes.put("p1", -1);
    sizes.put("p2", -1);
    show(new Content.Slideshow(List.of(SampleNotes.picture("p2"))));
    assertThat(press()).startsWith("None of the pictures could be fetched");
  }

  @Test
  void givenAModelThatFails_whenPressed_thenThereIsASentence() {
    note(1);
    model.caption =
        _ -> {
          throw new EngineException(new EngineFailure.Down(), "gone");
        };
    assertThat(press()).startsWith("The pictures could not be read now");

    model.sees = false;
    assertThat(press()).startsWith("No language model of this bridge can look");
    assertThat(new Office().admitted().pressed(GUS, PICTURES))
        .startsWith("I do not have that note");
  }
}
