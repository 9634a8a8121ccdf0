package org.littleredbridge.rednote;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns pictures into JPEG with ImageMagick 6.9 or 7, https://imagemagick.org, as a process beside
/// us: what a hostile picture does to the decoder stays in there. One at a time. Thread-safe.
///
/// The process has 64 MiB of memory, 20 seconds and a folder of its own, which goes with it; the
/// picture comes through its standard input, and nothing of our environment but the search path.
/// Measured on Debian 12: WebP up to 12 megapixels, HEIC up to 4 and AVIF up to 2 fit in that,
/// which is what RedNote gives out for the web.
final class ImageMagick {
  private static final Logger log = LoggerFactory.getLogger(ImageMagick.class);
  private static final List<String> NAMES = List.of("magick", "convert");
  private static final String SHELL = "/bin/sh";
  // Data in KiB, processor seconds, files in blocks of 512 bytes: of this process alone.
  private static final String BOUNDS =
      "ulimit -d 65536 && ulimit -t 20 && ulimit -f 262144 && exec \"$@\"";
  // What does not fit in its memory it keeps in a file.
  private static final List<String> LIMITS =
      List.of("thread", "1", "memory", "16MiB", "map", "0", "disk", "128MiB", "time", "20");
  private static final List<String> CHANGES =
      List.of("-auto-orient", "-background", "white", "-alpha", "remove");
  // All that is known of the place and the camera goes; the colours' profile stays.
  private static final List<String> OUTPUT = List.of("+profile", "!icc,*", "-quality", "88");
  private static final Duration KILL = Duration.ofSeconds(2);
  private static final int LONGEST_ANSWER = 1000;

  private final List<Path> folders;
  private final Duration patience;
  private final ReentrantLock turn = new ReentrantLock();
  // Under the lock, as all that follows.
  private Optional<Path> known = Optional.empty();

  /// @param folders where the program is looked for, in order
  /// @param patience how long one picture may take, and how long it may wait for others
  ImageMagick(List<Path> folders, Duration patience) {
    this.folders = List.copyOf(folders);
    this.patience = patience;
  }

  /// The one of this machine's search path, if there is one when it is needed.
  static ImageMagick onPath() {
    var folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .toList();
    return new ImageMagick(folders, Duration.ofSeconds(20));
  }

  /// Writes `picture` as a JPEG to `target`; whoever asks looks at what came of it.
  ///
  /// @throws MediaException when the program is not there or does not manage in its bounds;
  ///   `target` may then hold anything
  void toJpeg(MediaFile picture, Path target) {
    try {
      if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new MediaException("too many pictures are waiting to be turned into JPEG", true);
      }
      try {
        convert(program(picture), picture, target);
      } finally {
        turn.unlock();
      }
    } catch (IOException e) {
      throw new MediaException("ImageMagick could not be run: " + e.getClass().getName(), true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new MediaException("the bridge is stopping", true);
    }
  }

  private static String format(MediaFile picture) {
    return picture.contentType().substring("image/".length());
  }

  private void convert(Path program, MediaFile picture, Path target)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    for (var i = 0; i < LIMITS.size(); i += 2) {
      arguments.addAll(List.of("-limit", LIMITS.get(i), LIMITS.get(i + 1)));
    }
    // The format is named, so that no other of its decoders gets to see the bytes.
    arguments.add(format(picture) + ":-[0]");
    arguments.addAll(CHANGES);
    arguments.addAll(OUTPUT);
    arguments.add("jpeg:-");
    var exit = run(program, arguments, Redirect.from(picture.path().toFile()), target);
    if (exit.isEmpty()) {
      throw new MediaException(
          "turning the picture into JPEG took longer than " + patience.toSeconds() + " s", false);
    }
    if (exit.get() != 0) {
      throw new MediaException(
          "ImageMagick could not turn the picture (" + format(picture) + ") into JPEG", false);
    }
  }

  /// The exit code; empty when time was up.
  private Optional<Integer> run(Path program, List<String> arguments, Redirect in, Path out)
      throws IOException, InterruptedException {
    var work = Files.createTempDirectory("little-red-bridge-");
    try {
      var command = new ArrayList<>(List.of(SHELL, "-c", BOUNDS, "sh", program.toString()));
      command.addAll(arguments);
      var builder = new ProcessBuilder(command).directory(work.toFile());
      var environment = builder.environment();
      environment.keySet().retainAll(List.of("PATH"));
      environment.put("MAGICK_TEMPORARY_PATH", work.toString());
      environment.put("TMPDIR", work.toString());
      environment.put("HOME", work.toString());
      var process =
          builder
              .redirectInput(in)
              .redirectOutput(out.toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
            ? Optional.of(process.exitValue())
            : Optional.empty();
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Until it is gone its folder fills again.
        process.destroyForcibly().waitFor(KILL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      remove(work);
    }
  }

  private Path program(MediaFile picture) throws IOException, InterruptedException {
    return program()
        .orElseThrow(() ->
            new MediaException(
                "the picture is "
                    + picture.contentType()
                    + ", which this chat does not show, and"
                    + " ImageMagick is not installed to turn it into JPEG",
                false));
  }

  /// Where it is.
  Optional<Path> found() {
    turn.lock();
    try {
      return program();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("ImageMagick could not be looked for");
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      turn.unlock();
    }
  }

  private Optional<Path> program() throws IOException, InterruptedException {
    if (known.filter(Files::isExecutable).isPresent()) {
      return known;
    }
    for (var name : NAMES) {
      for (var folder : folders) {
        var program = folder.resolve(name);
        if (Files.isExecutable(program) && Files.isExecutable(Path.of(SHELL)) && isIt(program)) {
          known = Optional.of(program.toAbsolutePath());
          log.atInfo().addKeyValue("program", program).log("pictures are turned into JPEG with it");
          return known;
        }
      }
    }
    return Optional.empty();
  }

  /// Others have a program of that name too: Windows converts disks with it.
  private boolean isIt(Path program) throws IOException, InterruptedException {
    var answer = Files.createTempFile("little-red-bridge-", ".txt");
    try {
      var exit =
          run(
              program.toAbsolutePath(),
              List.of("-version"),
              Redirect.from(new File("/dev/null")),
              answer);
      try (var in = Files.newInputStream(answer)) {
        var words = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.ISO_8859_1);
        return exit.equals(Optional.of(0)) && words.startsWith("Version: ImageMagick");
      }
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private static void remove(Path work) {
    try (var all = Files.walk(work)) {
      for (var path : all.toList().reversed()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      log.atWarn()
          .addKeyValue("folder", work)
          .addKeyValue("reason", e.getClass().getSimpleName())
          .log("not deleted");
    }
  }
}
