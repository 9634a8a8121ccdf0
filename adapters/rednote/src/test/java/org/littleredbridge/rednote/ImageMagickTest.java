package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Media;
import org.littleredbridge.rednote.RedNoteMedia.MediaHosts;

/// With the machine's own ImageMagick where there is one. Where not, the same calls must end in the
/// sentence that says so.
class ImageMagickTest {
  private static final Media MEDIA = new Media(Media.Kind.PICTURE, "k", List.of(), 0, 0);

  @TempDir Path folder = Path.of("");

  private Path target() {
    return folder.resolve("target");
  }

  private MediaFile asJpeg(String name) throws IOException {
    return asJpeg(name, ImageMagick.onPath());
  }

  private MediaFile asJpeg(String name, ImageMagick tool) throws IOException {
    var path = Files.write(folder.resolve("original"), Pictures.named(name));
    var type = "image/" + name.substring(name.indexOf('.') + 1);
    var original = new MediaFile(Media.Kind.PICTURE, "k", path, type, Files.size(path), 8, 6);
    return new RedNoteMedia(
            MediaHosts.ofRedNoteAnd(Set.of()),
            Duration.ofSeconds(20),
            new MediaDownload(Dns.SYSTEM),
            tool,
            _ -> List.of())
        .asJpeg(MEDIA, original, target(), MediaLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.avif", "tiny.heic", "tiny.webp"})
  void givenAPicture_whenTurned_thenItIsAJpegOfItsSizeOrNoConverterIsThere(String name)
      throws IOException {
    try {
      var file = asJpeg(name);
      assertThat(file.contentType()).isEqualTo("image/jpeg");
      assertThat(List.of(file.width(), file.height())).containsExactly(8, 6);
      assertThat(FileFacts.read(target()).contentType()).isEqualTo("image/jpeg");
    } catch (MediaException e) {
      assertThat(e).hasMessageContaining("ImageMagick is not installed");
      assertThat(Boolean.getBoolean("bridge.test.everything")).as("needs ImageMagick").isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat.avif", "flat.heic", "flat.webp"})
  void givenABombOfFewBytes_whenTurned_thenItsBoundsEndIt(String name) {
    var failure = catchThrowableOfType(MediaException.class, () -> asJpeg(name));

    assertThat(failure).message().containsAnyOf("could not turn", "is not installed");
    assertThat(target()).doesNotExist();
  }

  @Test
  void givenAPictureCutOff_whenTurned_thenNothingIsLeft() throws IOException {
    var failure =
        catchThrowableOfType(
            MediaException.class, () -> asJpeg("tiny.avif", script("head -c 40; exit 1")));

    assertThat(failure).hasMessageContaining("could not turn");
    assertThat(target()).doesNotExist();
  }

  @Test
  void givenAConverter_whenItRuns_thenItsBoundsAreSetAndItSeesNoEnvironmentOfOurs()
      throws IOException {
    var seen = folder.resolve("seen");

    var tool = script("{ ulimit -d; ulimit -t; ulimit -f; env; echo \"$@\"; } > '" + seen + "'");
    var failure = catchThrowableOfType(MediaException.class, () -> asJpeg("tiny.avif", tool));

    assertThat(failure).hasMessage("the file is empty");

    var lines = Files.readAllLines(seen);
    assertThat(lines.subList(0, 3)).containsExactly("65536", "20", "262144");
    assertThat(lines.stream().filter(line -> line.matches("[A-Z_]+=.*")))
        .allMatch(line -> line.matches("(PATH|PWD|OLDPWD|SHLVL|_|HOME|TMPDIR|MAGICK_\\w+)=.*"));
    assertThat(lines.getLast()).contains("avif:-[0]", "jpeg:-").doesNotContain("original");
  }

  private ImageMagick script(String body) throws IOException {
    var tool =
        Files.writeString(
            folder.resolve("magick"),
            "#!/bin/sh\n[ \"$1\" = -version ] && echo 'Version: ImageMagick 7' && exit 0\n" + body);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return new ImageMagick(List.of(folder), Duration.ofSeconds(10));
  }
}
