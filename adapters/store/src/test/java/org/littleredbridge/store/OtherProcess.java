package org.littleredbridge.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.SampleNotes;

/// Another Java process with the store open, for tests of what happens between two.
final class OtherProcess implements AutoCloseable {
  static final ChannelId CHANNEL = ChannelId.of("web", "other-process");

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /// Runs a process that stores one note after the other and says so.
  static OtherProcess writingTo(Path file) throws IOException {
    var classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xshare:auto",
            "-cp",
            classes,
            OtherProcess.class.getName(),
            file.toString());
    return new OtherProcess(command.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  long pid() {
    return process.pid();
  }

  /// Waits until at least `notes` notes are stored, and says how many surely are.
  int stored(int notes) throws IOException {
    var lines = process.inputReader();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (Integer.parseInt(line) >= notes) {
        return Integer.parseInt(line);
      }
    }
    throw new IOException("the other process ended early");
  }

  /// Ends it as `kill -9` does.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) {
    var store = Store.open(new StoreConfig.Sqlite(Path.of(args[0])));
    for (var i = 1; i <= 100_000; i++) {
      var note = SampleNotes.note("n" + i, "小红书 " + i);
      var routed = new Outbox.Routed(note, Map.of(CHANNEL, new Verdict.Send()));
      store.outbox().accept(new Feed.TrendingFeed(), List.of(routed), Instant.now());
      store.transcript().add(CHANNEL, "k" + i, Instant.now(), Optional.empty(), "{}");
      System.out.println(i);
    }
  }
}
