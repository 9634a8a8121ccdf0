package org.littleredbridge.config.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Runs scenarios and collects their figures.
final class Bench {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new BurstScenario(),
          new FloodScenario(),
          new TrickleScenario(),
          new KillScenario(),
          new LimitScenario(),
          new IdleScenario(),
          new StartScenario(),
          new NodesScenario(),
          new AidScenario());
  // It needs more than the bridge itself: a PostgreSQL server.
  private static final Set<String> ON_DEMAND = Set.of("P10");
  private static final int WARM_UP = 20_000;

  private final Sizes sizes;
  private final List<String> options;
  private final int warmUp;
  private final Progress progress;
  private double standInRate;

  /// @param options of the bridge's JVM
  Bench(Sizes sizes, List<String> options, Progress progress) {
    this(sizes, options, WARM_UP, progress);
  }

  Bench(Sizes sizes, List<String> options, int warmUp, Progress progress) {
    this.sizes = sizes;
    this.options = options;
    this.warmUp = warmUp;
    this.progress = progress;
  }

  /// All ids, in the order of their scenarios.
  static List<String> all() {
    return SCENARIOS.stream()
        .flatMap(scenario -> scenario.ids().stream())
        .sorted(Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))))
        .toList();
  }

  /// What is run when nobody says otherwise.
  static List<String> usual() {
    return all().stream().filter(id -> !ON_DEMAND.contains(id)).toList();
  }

  /// The ids that somebody typed, as they are written here; the usual ones when none.
  ///
  /// @throws BenchException when one of them is none
  static Set<String> chosen(List<String> typed) {
    var known = all();
    if (typed.isEmpty()) {
      return new LinkedHashSet<>(usual());
    }
    var chosen = new LinkedHashSet<String>();
    for (var word : typed) {
      var id = word.strip().toUpperCase(Locale.ROOT);
      if (!known.contains(id)) {
        throw new BenchException(
            "There is no scenario “%s”; there are: %s.".formatted(word, String.join(", ", known)));
      }
      chosen.add(id);
    }
    return chosen;
  }

  /// @throws BenchException when it cannot be run here, or a process of it fails
  Results run(Set<String> ids) {
    if (!Accounting.canBeHad()) {
      throw new BenchException(
          "The benchmark reads processor time and memory from /proc and so runs on Linux alone.");
    }
    var folder = folder();
    try (var stage = Stage.start(folder.resolve("stand-ins.log"))) {
      progress.step("warming up the stand-ins");
      standInRate = stage.warmUp(warmUp);
      var ground = new Ground(stage, options, folder, sizes, progress);
      var results = run(ground, ids);
      progress.end();
      // Logs are kept for those who look for the reason.
      if (results.failures().isEmpty()) {
        delete(folder);
      }
      return results;
    } catch (BenchException e) {
      progress.end();
      throw new BenchException("%s\nThe logs are in %s.".formatted(e.getMessage(), folder), e);
    }
  }

  private static Results run(Ground ground, Set<String> ids) {
    var rows = new ArrayList<Row>();
    var failures = new ArrayList<String>();
    for (var scenario : SCENARIOS) {
      if (scenario.ids().stream().anyMatch(ids::contains)) {
        try {
          scenario.run(ground).stream()
              .filter(row -> ids.contains(row.scenario()))
              .forEach(row -> {
                rows.add(row);
                ground.progress().figure(row);
              });
        } catch (BenchException e) {
          // What the others found in many minutes must not be lost with it.
          failures.add(
              "%s: %s The logs are in %s."
                  .formatted(String.join(", ", scenario.ids()), e.getMessage(), ground.folder()));
        }
      }
    }
    return new Results(rows, failures);
  }

  /// Messages a second that the stand-in took from another client before the run: how fast and how
  /// busy this machine is.
  double standInRate() {
    return standInRate;
  }

  /// A new folder for what is kept while something runs.
  static Path folder() {
    try {
      return Files.createTempDirectory("little-red-bridge-bench");
    } catch (IOException e) {
      throw new BenchException("A folder for the benchmark cannot be made: " + e.getMessage(), e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BenchException("The folder %s cannot be deleted.".formatted(folder), e);
    }
  }
}
