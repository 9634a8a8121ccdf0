package org.littleredbridge.config.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.config.bench.RunningBridge.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lets the bridge live for a moment among the stand-ins while Java writes down what it loads and
/// links, so that later starts need not find it out again (https://openjdk.org/jeps/514). Run when
/// the folder of the program is made. Nothing for people.
@Command(name = "practice", hidden = true)
public final class PracticeCommand implements Callable<Integer> {
  private static final int NOTES = 20;
  private static final int CHATS = 5;
  // All that a usual start has; without the page or the word help these would be found out anew.
  private static final Settings USUAL =
      new Settings(1, 0, List.of("{ type: reading-aid }"), true, "");

  @Parameters(paramLabel = "FILE", description = "gets what Java learnt")
  private @Nullable Path cache;

  @Spec private @Nullable CommandSpec spec;

  /// Filled by the command line.
  public PracticeCommand() {}

  /// Never fails: without the file the program is as good, and only starts more slowly.
  @Override
  public Integer call() {
    if (cache == null || spec == null) {
      throw new IllegalStateException("used outside the command line");
    }
    var err = spec.commandLine().getErr();
    try {
      practise(cache, err);
    } catch (RuntimeException e) {
      // Whatever it was: the build goes on.
      err.println("Starts will be slower, since what Java learns was not kept: " + e.getMessage());
      err.flush();
    }
    return 0;
  }

  private static void practise(Path cache, PrintWriter err) {
    var folder = Bench.folder();
    var options = new ArrayList<>(Launch.own());
    // Beside it: a program that runs from this folder has the old one open.
    var fresh = cache.resolveSibling(cache.getFileName() + ".new");
    options.add("-XX:AOTCacheOutput=" + fresh);
    try (var stage = Stage.start(folder.resolve("stand-ins.log"))) {
      var progress = new Progress(err, false);
      var ground = new Ground(stage, options, folder, Sizes.FULL, progress);
      try (var run = new Run(ground, NOTES, 1, CHATS)) {
        var bridge = run.start(USUAL);
        run.awaitLooks(1);
        run.publish(NOTES, true);
        run.awaitArrived(run.expected(), BurstScenario.PATIENCE);
        bridge.stop();
      }
    } finally {
      Bench.delete(folder);
    }
    if (!Files.isRegularFile(fresh)) {
      throw new BenchException("this Java keeps nothing.");
    }
    try {
      Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BenchException("%s cannot be written.".formatted(cache), e);
    }
  }
}
