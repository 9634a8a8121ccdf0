package org.littleredbridge.config;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.config.bench.BenchCommand;
import org.littleredbridge.config.bench.PracticeCommand;
import org.littleredbridge.store.StoreException;
import org.littleredbridge.translation.Cedict;
import org.littleredbridge.translation.DictionaryException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line. Exit codes: 0 well, 1 could not run, 2 the configuration or the command line
/// is wrong.
@Command(
    name = "little-red-bridge",
    description = "Brings RedNote notes into chats, translated, and carries replies back.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CommandLine.HelpCommand.class,
      BenchCommand.class,
      BenchCommand.StandIns.class,
      BenchCommand.PostgresHost.class,
      PracticeCommand.class
    },
    versionProvider = CommandLineRoot.Version.class,
    footer = "Without a configuration file the demo runs: everything on this machine.")
final class CommandLineRoot implements Callable<Integer> {
  private static final int WELL = 0;
  private static final int COULD_NOT_RUN = 1;
  private static final int WRONG = 2;

  private final Map<String, String> environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "configuration file; else BRIDGE_CONFIG, else config/bridge.yaml, else the demo")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  CommandLineRoot(Map<String, String> environment) {
    this.environment = environment;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
      return new String[] {"Little Red Bridge " + version.orElse("(built from source)")};
    }
  }

  @Override
  public Integer call() {
    return run();
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "run the bridge (what happens without a subcommand)")
  int run() {
    return guarded(() -> {
      var config = config();
      Logging.start(config.sandbox());
      config.warnings().forEach(w -> err().println("warning: " + w));
      try (var program = Program.start(config, System.out)) {
        program.awaitEnd();
      }
      return WELL;
    });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "check the configuration and start nothing")
  int check() {
    return guarded(() -> {
      var config = config();
      config.warnings().forEach(w -> out().println("warning: " + w));
      config.translation().dictionary().ifPresent(file -> new Cedict(file).check());
      out()
          .println(
              config.sandbox()
                  ? "There is no configuration file; the demo would run."
                  : "The configuration is well.");
      return WELL;
    });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "look at store, gateway, clock and disk, and say what needs a person")
  int doctor() {
    return guarded(() -> {
      Logging.start(true);
      return new Doctor(config(), out()).examine() ? WELL : COULD_NOT_RUN;
    });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "run the stand-ins of RedNote, Telegram, Discord and translators alone, print where")
  int sandbox(
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = "18061",
              description =
                  "port of RedNote on 127.0.0.1, the next five for the others; 0 for any"
                      + " (default: ${DEFAULT-VALUE})")
          int port) {
    return guarded(() -> {
      Logging.start(true);
      StandIns.runUntilEnd(port, System.out);
      return WELL;
    });
  }

  BridgeConfig config() {
    return configFile().map(new ConfigReader(environment)::read).orElseGet(BridgeConfig::demo);
  }

  private Optional<Path> configFile() {
    var given =
        Optional.ofNullable(file)
            .or(() ->
                Optional.ofNullable(environment.get("BRIDGE_CONFIG"))
                    .filter(name -> !name.isBlank())
                    .map(Path::of));
    var usual = Path.of("config", "bridge.yaml");
    return given.or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty());
  }

  /// What a person can mend ends in its sentence; anything else is a fault of ours and shows where.
  private int guarded(Callable<Integer> action) {
    try {
      return action.call();
    } catch (ConfigException | DictionaryException e) {
      err().println(e.getMessage());
      return WRONG;
    } catch (StoreException | StartException e) {
      err().println(e.getMessage());
      return COULD_NOT_RUN;
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(commandLine(), "fault of the program", e);
    }
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private PrintWriter err() {
    return commandLine().getErr();
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("used outside the command line");
    }
    return spec.commandLine();
  }
}
