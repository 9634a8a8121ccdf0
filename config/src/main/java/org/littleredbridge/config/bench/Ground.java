package org.littleredbridge.config.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What all scenarios share.
///
/// @param options of the bridge's JVM
/// @param folder where the runs keep their stores and logs
record Ground(Stage stage, List<String> options, Path folder, Sizes sizes, Progress progress) {
  Path freshFolder() {
    try {
      return Files.createTempDirectory(folder, "run");
    } catch (IOException e) {
      throw new BenchException("A folder for a run cannot be made: " + e.getMessage(), e);
    }
  }

  void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("The benchmark was interrupted.", e);
    }
  }
}
