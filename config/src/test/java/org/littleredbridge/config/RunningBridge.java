package org.littleredbridge.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program in a process of its own, as an operator runs it: started in a folder with a
/// configuration file, known by what it prints, ended by a signal.
final class RunningBridge implements Running, AutoCloseable {
  /// What needs a password gets this one.
  static final String PASSWORD = "open sesame";

  static final Pattern READY =
      Pattern.compile("Little Red Bridge is ready: (http://\\S+)/ \\(\\S+\\)\n");
  static final Pattern SANDBOX =
      Pattern.compile("The fictional RedNote lives at (http://\\S+)/ .*\n");

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningBridge(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// How a process came to its end.
  record End(int code, String out, String err) {}

  /// The settings under which everything happens as fast as it can: over a gateway that was started
  /// elsewhere.
  static String over(URI gateway) {
    return over(gateway, "");
  }

  static String over(URI gateway, String token) {
    return settings(
        "{ type: xiaohongshu-mcp, url: \"%s\", token: \"%s\" }".formatted(gateway, token));
  }

  /// The same with the stand-in inside the bridge.
  static String withSandbox() {
    return settings("{ type: sandbox, port: 0 }");
  }

  /// Over an account's gateway and an RSSHub, in this order.
  static String overBoth(URI gateway, URI hub) {
    return settings(
        """
        { type: xiaohongshu-mcp, url: "%s" }
            - { type: rsshub, url: "%s" }\
        """
            .formatted(gateway, hub));
  }

  private static String settings(String gateway) {
    return """
    data: { url: "jdbc:sqlite:bridge.db" }
    web: { port: 0, chat: true, password: "%s" }
    rednote:
      gateways:
        - %s
      polling: { creator: 1s, trending: 1s, search: 1s, jitter: 0%%, daily: 1000000 }
      comments: { mode: direct, spacing: 0s, daily: 1000000 }
    translation: { engines: [ { type: reading-aid } ] }
    """
        .formatted(PASSWORD, gateway);
  }

  /// Starts it and waits until it says that it is ready.
  static RunningBridge start(Path folder, String settings) {
    return ready(launch(folder, settings));
  }

  /// The same where no file may grow beyond a size, as on a disk that is full.
  static RunningBridge startCramped(Path folder, String settings, long bytes) {
    // POSIX counts in halves of a kilobyte.
    var limit = "ulimit -f %d && exec \"$@\"".formatted(bytes / 512);
    return ready(launch(folder, settings, List.of("sh", "-c", limit, "sh")));
  }

  private static RunningBridge ready(RunningBridge bridge) {
    try {
      Eventually.holds("the ready line is there", () -> bridge.isReady() || !bridge.isAlive());
      if (!bridge.isReady()) {
        throw new AssertionError("the bridge did not start: " + bridge.err() + bridge.out());
      }
      return bridge;
    } catch (AssertionError e) {
      bridge.kill();
      throw e;
    }
  }

  /// Runs what is expected to end by itself.
  static End attempt(Path folder, String settings) {
    try (var bridge = launch(folder, settings)) {
      return bridge.end();
    }
  }

  /// Starts it and does not wait for anything.
  static RunningBridge launch(Path folder, String settings) {
    return launch(folder, settings, List.of());
  }

  /// @param by the beginning of the command line, which starts what follows
  private static RunningBridge launch(Path folder, String settings, List<String> by) {
    try {
      var file = Files.writeString(folder.resolve("bridge.yaml"), settings);
      var out = Files.createTempFile(folder, "out", ".txt");
      var err = Files.createTempFile(folder, "err", ".txt");
      var builder =
          new ProcessBuilder(Stream.concat(by.stream(), command(file).stream()).toList())
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().remove("BRIDGE_CONFIG");
      return new RunningBridge(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path settings) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "--config", settings.toString()));
    return command;
  }

  @Override
  public URI url() {
    return found(READY);
  }

  @Override
  public URI sandbox() {
    return Eventually.present("the sandbox's address is printed", () -> search(SANDBOX));
  }

  String out() {
    return text(out);
  }

  @Override
  public String err() {
    return text(err);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Processes that it has started.
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /// `kill -9`: it gets no chance to put anything in order.
  @Override
  public void kill() {
    process.destroyForcibly();
    end();
  }

  @Override
  public void stop() {
    terminate();
  }

  /// `kill`, as a service manager does it.
  End terminate() {
    process.destroy();
    return end();
  }

  private End end() {
    try {
      if (!process.waitFor(Eventually.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the bridge does not end: " + err());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new End(process.exitValue(), out(), err());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    end();
  }

  private boolean isReady() {
    return search(READY).isPresent();
  }

  private URI found(Pattern line) {
    return search(line).orElseThrow(() -> new AssertionError("never printed: " + line));
  }

  private Optional<URI> search(Pattern line) {
    var m = line.matcher(out());
    return m.find() ? Optional.of(URI.create(m.group(1))) : Optional.empty();
  }

  private static String text(Path file) {
    try {
      // Not readString: the last character may be half written.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
