package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.littleredbridge.rednote.RedbookConfig.Platform;
import org.littleredbridge.rednote.RedbookConfig.Session;

/// Scripts in the tool's place: real processes that behave as a test wants.
final class FakeTool {
  static final String COOKIE = "a1=19abcfake0001; web_session=0400fakesession9";

  private final Path folder;

  FakeTool(Path folder) {
    this.folder = folder;
  }

  Path home() {
    return folder.resolve("home");
  }

  /// Where scripts and tests leave signs for each other.
  Path sign(String name) {
    return folder.resolve(name);
  }

  /// The tool: writes down its arguments, one a line and an empty one after each call, then goes on
  /// with `body`. `$S` is the folder of the signs.
  Path tool(String body) {
    return script(
        "redbook",
        """
        S='%s'
        printf '%%s\\n' "$@" '' >> "$S/arguments"
        echo 'Using REDBOOK_COOKIE_STRING.' >&2
        %s
        """
            .formatted(folder, body));
  }

  Path script(String name, String body) {
    var bin = folder.resolve("bin");
    var file = bin.resolve(name);
    try {
      Files.createDirectories(bin);
      Files.writeString(file, "#!/bin/sh\n" + body);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /// Says this on standard output.
  static String says(String json) {
    return "cat <<'END'\n" + json + "\nEND\n";
  }

  /// Fails as the tool does.
  static String fails(String message, String code) {
    var red =
        "printf '\\033[31mError: %s\\033[39m\\n' \"$(cat <<'END'\n" + message + "\nEND\n)\" >&2\n";
    var dim = code.isEmpty() ? "" : "printf '\\033[2mCode: " + code + "\\033[22m\\n' >&2\n";
    return red + dim + "exit 1\n";
  }

  RedbookConfig config(Session session) {
    return new RedbookConfig(
        List.of(folder.resolve("bin/redbook").toString()),
        Platform.REDNOTE,
        session,
        home(),
        Optional.empty());
  }

  Redbook redbook() {
    return redbook(Duration.ofSeconds(30));
  }

  /// @param patience for each process
  Redbook redbook(Duration patience) {
    return new Redbook(
        config(new Session.Cookies(COOKIE)),
        Clock.systemUTC(),
        new Bounds(patience, patience, patience, 1 << 20));
  }

  String read(String sign) {
    try {
      return Files.readString(sign(sign)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The arguments of all calls so far, one call a line.
  List<String> calls() {
    return Stream.of(read("arguments").split("\n\n")).map(call -> call.replace('\n', ' ')).toList();
  }

  static void await(String what, BooleanSupplier done) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen in 20 s: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /// Whether the process is gone whose id a script left in the sign.
  boolean isGone(String sign) {
    return ProcessHandle.of(Long.parseLong(read(sign))).filter(ProcessHandle::isAlive).isEmpty();
  }
}
