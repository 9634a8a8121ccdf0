package org.littleredbridge.rednote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a program without a shell, with an environment of its own, until it ends or has to be
/// ended. Whatever it started and left behind goes with it. Thread-safe.
///
/// What it says goes to files in its folder, not through pipes: a pipe that a child of the program
/// holds open would keep its reader waiting after all is over.
final class ToolProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ToolProcess.class);
  private static final int LONGEST_ERROR = 64 << 10;
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LATER_LOOK = Duration.ofMillis(200);
  private static final Duration AFTER_A_KILL = Duration.ofSeconds(5);
  private static final String ANSWERS = "answer-";

  /// How it went.
  sealed interface End {
    /// By itself.
    ///
    /// @param err the beginning of what it wrote to standard error
    record Exited(int code, byte[] out, String err) implements End {}

    /// It never ran.
    record NotStarted(String why) implements End {}

    /// We ended it; what it did until then is unclear.
    record Stopped(String why) implements End {}
  }

  private final Path folder;
  private final Map<String, String> environment;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Process> running = new HashSet<>();
  private boolean closed;

  /// @param folder its home and working directory, made when it is missing
  /// @param environment all that it gets to see
  /// @param mostBytes on either of its outputs
  ToolProcess(Path folder, Map<String, String> environment, long mostBytes) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.mostBytes = mostBytes;
  }

  /// Runs it and waits. Never throws for what the program does.
  End run(List<String> command, Duration patience) {
    try {
      makeFolder();
      var out = Files.createTempFile(folder, ANSWERS, ".out");
      try {
        var err = Files.createTempFile(folder, ANSWERS, ".err");
        try {
          return run(command, patience, out, err);
        } finally {
          delete(err);
        }
      } finally {
        delete(out);
      }
    } catch (IOException e) {
      return new End.NotStarted("the folder " + folder + " cannot be used: " + reason(e));
    }
  }

  /// An answer that stays behind is swept away at the next start; it must not hide what happened.
  private static void delete(Path answer) {
    try {
      Files.deleteIfExists(answer);
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", answer).addKeyValue("reason", reason(e)).log("not deleted");
    }
  }

  /// Ends what runs; nothing can be run any more.
  @Override
  public void close() {
    Set<Process> all;
    lock.lock();
    try {
      closed = true;
      all = Set.copyOf(running);
    } finally {
      lock.unlock();
    }
    all.forEach(process -> new Family(process).end());
  }

  private End run(List<String> command, Duration patience, Path out, Path err) {
    Process process;
    lock.lock();
    try {
      if (closed) {
        return new End.NotStarted("the gateway is being closed");
      }
      process = started(command, out, err);
      running.add(process);
    } catch (IOException e) {
      return new End.NotStarted(reason(e));
    } finally {
      lock.unlock();
    }
    var family = new Family(process);
    try {
      return awaited(process, family, patience, out, err);
    } catch (IOException e) {
      // It ran: what it did is unclear, whatever became of its answer.
      return new End.Stopped("its answer cannot be read: " + reason(e));
    } finally {
      family.end();
      lock.lock();
      try {
        running.remove(process);
      } finally {
        lock.unlock();
      }
    }
  }

  private Process started(List<String> command, Path out, Path err) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      // It is asked nothing.
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private End awaited(Process process, Family family, Duration patience, Path out, Path err)
      throws IOException {
    var deadline = System.nanoTime() + patience.toNanos();
    var look = FIRST_LOOK;
    try {
      while (true) {
        var left = deadline - System.nanoTime();
        var ended = process.waitFor(Math.min(left, look.toNanos()), TimeUnit.NANOSECONDS);
        family.look();
        if (Files.size(out) > mostBytes || Files.size(err) > mostBytes) {
          return new End.Stopped("it said more than " + (mostBytes >> 20) + " MiB");
        }
        if (ended) {
          return new End.Exited(
              process.exitValue(),
              beginning(out, (int) mostBytes),
              new String(beginning(err, LONGEST_ERROR), StandardCharsets.UTF_8));
        }
        if (left <= 0) {
          return new End.Stopped("it did not end within " + patience.toSeconds() + " s");
        }
        look = look.compareTo(LATER_LOOK) < 0 ? look.multipliedBy(2) : LATER_LOOK;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new End.Stopped("the bridge stops");
    }
  }

  private static byte[] beginning(Path file, int most) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Deletes answers that an earlier run of the bridge could not delete.
  void tidy() {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ANSWERS + "*")) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", reason(e))
          .log("answers of an earlier run are left in a gateway's folder");
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /// A process with all that descends from it. What a process started is no longer known as its own
  /// once it has ended, so it is looked at while it runs.
  private static final class Family {
    private final Process process;
    private final Set<ProcessHandle> seen = new HashSet<>();

    Family(Process process) {
      this.process = process;
    }

    /// @return whether somebody new was seen
    boolean look() {
      var parents = new ArrayList<>(seen);
      parents.add(process.toHandle());
      var more = false;
      for (var parent : parents) {
        more |= seen.addAll(parent.descendants().toList());
      }
      return more;
    }

    void end() {
      look();
      process.destroyForcibly();
      do {
        seen.forEach(ProcessHandle::destroyForcibly);
      } while (look());
      try {
        process.waitFor(AFTER_A_KILL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // it is killed; only its exit is not awaited
      }
    }
  }
}
