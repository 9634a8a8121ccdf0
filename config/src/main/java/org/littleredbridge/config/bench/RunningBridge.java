package org.littleredbridge.config.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.config.bench.Stage.Addresses;
import org.littleredbridge.store.StoreConfig;

/// The bridge in its own process, over the stand-ins.
final class RunningBridge implements AutoCloseable {
  private static final int LAST_LINES = 5;

  private final Process process;
  private final Path log;
  private final Instant started;

  private RunningBridge(Process process, Path log, Instant started) {
    this.process = process;
    this.log = log;
    this.started = started;
  }

  /// How it is to run.
  ///
  /// @param pollSeconds how often each creator is asked for
  /// @param jitter in per cent
  /// @param engines as in the configuration, such as `{ type: reading-aid }`
  /// @param web whether its page answers
  /// @param node empty when it is alone
  record Settings(int pollSeconds, int jitter, List<String> engines, boolean web, String node) {
    static final Settings FAST = new Settings(1, 0, List.of());

    Settings(int pollSeconds, int jitter, List<String> engines) {
      this(pollSeconds, jitter, engines, false, "");
    }

    Settings asNode(String id) {
      return new Settings(pollSeconds, jitter, engines, web, id);
    }

    private static String data(StoreConfig store) {
      return switch (store) {
        case StoreConfig.Sqlite sqlite -> "url: \"jdbc:sqlite:%s\"".formatted(sqlite.file());
        case StoreConfig.Postgres shared ->
            "url: \"%s\", user: \"%s\"".formatted(shared.url(), shared.user());
      };
    }

    String yaml(StoreConfig store, Addresses stage) {
      return String.format(
          Locale.ROOT,
          """
          data: { %s }
          %s
          communities: open
          rednote:
            gateways: [ { type: xiaohongshu-mcp, url: "%s" } ]
            polling: { creator: %ds, jitter: %d%%, daily: 100000000 }
            comments: { mode: off }
          %s
          translation: { target: en, engines: [ %s ] }
          %s
          """,
          data(store),
          node.isEmpty() ? "" : "node: { id: %s }".formatted(node),
          stage.rednote(),
          pollSeconds,
          jitter,
          stage.settings(),
          String.join(", ", engines),
          web ? "web: { port: 0 }" : "");
    }
  }

  /// Starts it; does not wait for anything.
  ///
  /// @param folder holds the store already when there is to be one
  static RunningBridge start(
      Path folder, StoreConfig store, Addresses stage, Settings settings, List<String> options) {
    try {
      var name = "bridge" + settings.node();
      var file = Files.writeString(folder.resolve(name + ".yaml"), settings.yaml(store, stage));
      var log = folder.resolve(name + ".log");
      var launch =
          Launch.of(options, List.of("--config", file.toString())).errorsTo(log).outputTo(log);
      if (store instanceof StoreConfig.Postgres) {
        // Beside its database a bridge keeps files where it runs.
        launch.in(folder);
      }
      var began = Instant.now();
      return new RunningBridge(launch.started(), log, began);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant started() {
    return started;
  }

  /// @throws BenchException when it has ended; with its last words
  Accounting accounting() {
    checkAlive();
    return Accounting.of(process.pid());
  }

  void checkAlive() {
    if (!process.isAlive()) {
      throw new BenchException(
          "The bridge ended by itself. Its last words:\n" + String.join("\n", lastWords()));
    }
  }

  private List<String> lastWords() {
    try {
      var lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(its log cannot be read)");
    }
  }

  /// Ends it in order.
  ///
  /// @throws BenchException when it does not end
  void stop() {
    process.destroy();
    Launch.awaitEnd(process);
  }

  /// `kill -9`.
  @Override
  public void close() {
    process.destroyForcibly();
    Launch.awaitEnd(process);
  }
}
