package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstUseTest {
  @TempDir Path folder;

  @Test
  void givenAFreshProgram_whenTheReadingAidIsFirstUsed_thenHanlpLoadsQuietlyAndSmallInASmallHeap()
      throws IOException, InterruptedException {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var work = Files.createDirectory(folder.resolve("work"));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path", ""),
                FirstUse.class.getName())
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(err)).as("HanLP prints nothing").isEmpty();
    var lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    System.out.println("FirstUseTest: " + lines);
    // The time is printed and not judged: other work on the machine makes it longer.
    assertThat(number(lines, "mb ")).as("heap kept, megabytes").isLessThanOrEqualTo(80);
    try (var written = Files.list(work)) {
      assertThat(written).as("HanLP writes no files").isEmpty();
    }
  }

  @Test
  void givenTheAdapterIsBuilt_whenNothingIsAsked_thenHanlpIsNotLoaded() throws Exception {
    var bare =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-classpath",
                System.getProperty("java.class.path", ""),
                FirstUse.class.getName())
            .redirectErrorStream(true)
            .start();
    var log = new String(bare.getInputStream().readAllBytes());
    assertThat(bare.waitFor()).isZero();
    int built = log.indexOf("\nbuilt");
    assertThat(built).isPositive();
    assertThat(log.substring(0, built)).doesNotContain("com.hankcs");
    assertThat(log.substring(built)).contains("com.hankcs");
  }

  private static int number(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> Integer.parseInt(line.substring(start.length())))
        .findFirst()
        .orElseThrow();
  }
}
