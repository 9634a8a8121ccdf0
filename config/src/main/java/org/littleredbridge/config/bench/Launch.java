package org.littleredbridge.config.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.config.Main;

/// The same program in another process: this Java, this class path.
record Launch(ProcessBuilder builder) {
  private static final long LONGEST_END_SECONDS = 60;
  private static final String WATCH = "-Dbridge.stopWithParent=";

  /// @param options of the JVM
  /// @param arguments of the program
  static Launch of(List<String> options, List<String> arguments) {
    return of(options, System.getProperty("java.class.path"), arguments);
  }

  /// @param jars a folder of further libraries
  static Launch of(List<String> options, Path jars, List<String> arguments) {
    var path =
        String.join(
            File.pathSeparator,
            System.getProperty("java.class.path"),
            jars.resolve("*").toString());
    return of(options, path, arguments);
  }

  private static Launch of(List<String> options, String classPath, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    // Whatever ends the benchmark ends all that it has started.
    command.add(WATCH + true);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().remove("BRIDGE_CONFIG");
    return new Launch(builder);
  }

  /// The options under which this process runs, which are those of the launcher, without what is
  /// meant for this process alone.
  static List<String> own() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith(WATCH) && !option.startsWith("-Dbridge.bench."))
        .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
        .toList();
  }

  /// Where it works.
  Launch in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  Launch errorsTo(Path file) {
    builder.redirectError(ProcessBuilder.Redirect.appendTo(file.toFile()));
    return this;
  }

  Launch outputTo(Path file) {
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    return this;
  }

  Process started() {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new BenchException("A process cannot be started: " + e.getMessage(), e);
    }
  }

  static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        throw new BenchException("The process %d does not end.".formatted(process.pid()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("The benchmark was interrupted.", e);
    }
  }
}
