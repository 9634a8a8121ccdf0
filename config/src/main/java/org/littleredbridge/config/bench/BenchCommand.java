package org.littleredbridge.config.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.config.BenchTranslation;
import org.littleredbridge.config.Main;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench`: puts the bridge through its scenarios and prints one table. Exit codes as everywhere; a
/// goal that is missed is no failure.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = BenchTranslation.class,
    description = {
      "measure the bridge against stand-ins on this machine; takes some minutes, Linux only",
      "Times depend on what else the machine does: keep it quiet."
    })
public final class BenchCommand implements Callable<Integer> {
  /// The hidden subcommand that the benchmark starts beside the bridge.
  static final String STAND_INS = "bench-stand-ins";

  /// The hidden subcommand of a PostgreSQL server.
  static final String POSTGRES = "bench-postgres";

  private static final int WELL = 0;
  private static final int COULD_NOT_RUN = 1;
  private static final int WRONG = 2;
  private static final int MOST_RUNS = 99;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description =
          "scenarios such as p1 p7, or p10: two nodes on one PostgreSQL; else all but p10")
  private List<String> typed = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "also write the figures to this file, a JSON object each")
  private @Nullable Path json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "runs of which the median is taken (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      description = "options of the bridge's JVM in place of those this program was started with")
  private @Nullable String jvm;

  @Spec private @Nullable CommandSpec spec;

  /// Filled by the command line.
  public BenchCommand() {}

  @Override
  public Integer call() {
    var out = commandLine().getOut();
    var err = commandLine().getErr();
    try {
      var chosen = Bench.chosen(typed);
      if (runs < 1 || runs > MOST_RUNS) {
        throw new BenchException("--runs is 1 to %d.".formatted(MOST_RUNS));
      }
      checkWritable();
      return measured(chosen, out, err);
    } catch (BenchException e) {
      err.println(e.getMessage());
      err.flush();
      return WRONG;
    }
  }

  private int measured(Set<String> chosen, PrintWriter out, PrintWriter err) {
    var options = options();
    var before = Machine.load();
    try {
      var progress = new Progress(err, System.console() != null && System.console().isTerminal());
      var bench = new Bench(Sizes.FULL.withRuns(runs), options, progress);
      var results = bench.run(chosen);
      write(results);
      results.table().forEach(out::println);
      out.println();
      Machine.describe(version(), options).forEach(out::println);
      out.println(
          "stand-in alone: %s POST/s from the JDK's client"
              .formatted(Goal.written(Math.rint(bench.standInRate()))));
      out.println("load of the machine: %s before, %s after".formatted(before, Machine.load()));
      out.flush();
      results.failures().forEach(err::println);
      return results.failures().isEmpty() ? WELL : COULD_NOT_RUN;
    } catch (BenchException e) {
      err.println(e.getMessage());
      err.flush();
      return COULD_NOT_RUN;
    }
  }

  private List<String> options() {
    return jvm == null ? Launch.own() : List.of(jvm.strip().split("\\s+"));
  }

  /// Before minutes are spent on what could not be kept.
  private void checkWritable() {
    if (json == null) {
      return;
    }
    var parent = json.toAbsolutePath().getParent();
    if (Files.isDirectory(json) || parent == null || !Files.isDirectory(parent)) {
      throw new BenchException(
          "The file %s cannot be written: it is a folder, or its folder is not there."
              .formatted(json));
    }
  }

  private void write(Results results) {
    if (json != null) {
      try {
        Files.writeString(json, results.json());
      } catch (IOException e) {
        throw new BenchException(
            "The file %s cannot be written: %s".formatted(json, e.getMessage()), e);
      }
    }
  }

  private static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return "Little Red Bridge " + (version == null ? "(built from source)" : version);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("used outside the command line");
    }
    return spec.commandLine();
  }

  /// The stand-ins of the benchmark, obeying orders on standard input. Nothing for people.
  @Command(name = STAND_INS, hidden = true)
  public static final class StandIns implements Callable<Integer> {
    /// Filled by the command line.
    public StandIns() {}

    @Override
    public Integer call() throws IOException {
      Orders.obey(System.in, System.out);
      return WELL;
    }
  }

  /// A PostgreSQL server for the benchmark. Nothing for people.
  @Command(name = POSTGRES, hidden = true)
  public static final class PostgresHost implements Callable<Integer> {
    /// Filled by the command line.
    public PostgresHost() {}

    @Override
    public Integer call() throws IOException {
      PostgresServer.run(System.in, System.out);
      return WELL;
    }
  }
}
