package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What the packaged folder's start has learnt. `.ci/packaged` looks for the file itself: Java
/// makes none of classes that lie in folders, as they do here.
final class PracticeTest {
  @TempDir private Path folder = Path.of("");

  private final StringWriter told = new StringWriter();

  private int practise(Path cache) {
    return new CommandLine(new PracticeCommand())
        .setErr(new PrintWriter(told, true))
        .execute(cache.toString());
  }

  @Test
  void givenABridgeAmongStandIns_whenItPractised_thenTheFileIsThereOrItIsSaidWhyNot() {
    var cache = folder.resolve("learnt.aot");

    assertThat(practise(cache)).isZero();

    if (Files.exists(cache)) {
      assertThat(told.toString()).isEmpty();
    } else {
      assertThat(told.toString()).contains("Starts will be slower").contains("keeps nothing");
    }
  }

  @Test
  void givenNoPlaceForTheFile_whenItPractised_thenTheBuildGoesOn() {
    assertThat(practise(folder.resolve("missing/learnt.aot"))).isZero();
    assertThat(told.toString()).contains("Starts will be slower");
  }
}
