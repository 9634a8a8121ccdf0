package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.media.MediaException;

class HostileMediaTest {
  private static final String MEMORY = "64m";

  @TempDir Path folder = Path.of("");

  static List<HostileMedia.Case> cases() {
    return HostileMedia.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givenAHostileCase_whenFetched_thenItEndsInAClearReason(HostileMedia.Case given)
      throws IOException {
    var reason = reason(given, folder).orElseThrow();

    assertThat(reason).contains(given.reason());
    assertThat(reason).doesNotContain("http", "sign=", "secret", "Exception", folder.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givenAllHostileCases_whenMemoryIsShort_thenEachStillEndsInItsReason() throws Exception {
    assertThat(HostileMedia.all()).hasSizeGreaterThan(30);
    var said = folder.resolve("said");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEMORY,
                "-XX:MaxDirectMemorySize=8m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileMediaTest.class.getName(),
                Files.createDirectory(folder.resolve("work")).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readAllLines(said))
        .containsAll(cases().stream().map(given -> "ended well: " + given).toList())
        .last()
        .asString()
        .startsWith("peak of the heap: ");
  }

  /// Runs all cases in the folder that is named.
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    for (var given : HostileMedia.all()) {
      var reason = reason(given, folder);
      var well = reason.filter(words -> words.contains(given.reason())).isPresent();
      System.out.println((well ? "ended well: " : "ended badly: ") + given);
    }
    var peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.println("peak of the heap: " + (peak >> 20) + " MiB");
    System.exit(0);
  }

  private static Optional<String> reason(HostileMedia.Case given, Path folder) throws IOException {
    try (var host = new HostileHost()) {
      given.attempt().run(host, folder);
      return Optional.empty();
    } catch (MediaException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
