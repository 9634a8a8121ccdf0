package org.littleredbridge.rednote;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.PlatformException;

/// Looks whether the tool redbook and its Node.js are there and new enough. Asks nobody outside.
///
/// Source: `engines` in the `package.json` of redbook 0.8.2.
final class RedbookVersions {
  static final int OLDEST_NODE = 22;
  // The first that was tried with this bridge; older ones know other options and signatures.
  private static final int OLDEST_MINOR = 8;
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.\\d\\S{0,40}");

  private final ToolProcess process;
  private final List<String> command;
  private final Duration patience;
  private final Redaction redaction;

  RedbookVersions(
      ToolProcess process, List<String> command, Duration patience, Redaction redaction) {
    this.process = process;
    this.command = command;
    this.patience = patience;
    this.redaction = redaction;
  }

  String check() {
    var node = node().map(this::nodeVersion);
    var tool = toolVersion();
    return "redbook " + tool + node.map(version -> " on Node.js " + version).orElse("");
  }

  /// The Node.js that the command runs on; empty when the command hides it.
  private Optional<List<String>> node() {
    if (command.size() == 1) {
      // As the tool's first line does.
      return Optional.of(List.of("/usr/bin/env", "node"));
    }
    var program = Path.of(command.getFirst()).getFileName();
    return program != null && program.toString().startsWith("node")
        ? Optional.of(List.of(command.getFirst()))
        : Optional.empty();
  }

  private String nodeVersion(List<String> node) {
    var said = ask(node, "Node.js");
    var version = VERSION.matcher(said);
    if (!version.matches()) {
      throw outdated("Node.js does not tell its version but \"" + said + "\"");
    }
    if (Integer.parseInt(version.group(1)) < OLDEST_NODE) {
      throw outdated(
          "redbook needs Node.js "
              + OLDEST_NODE
              + " or newer, here is "
              + said
              + "; npm install node@"
              + OLDEST_NODE
              + " beside it brings one");
    }
    return said;
  }

  private String toolVersion() {
    var said = ask(command, "redbook");
    var version = VERSION.matcher(said);
    if (!version.matches()) {
      throw outdated("the command is not that of redbook: it answers \"" + said + "\"");
    }
    if (Integer.parseInt(version.group(1)) == 0
        && Integer.parseInt(version.group(2)) < OLDEST_MINOR) {
      throw outdated(
          "redbook " + said + " is too old; npm install -g @lucasygu/redbook brings a newer one");
    }
    return said;
  }

  private String ask(List<String> program, String name) {
    var words = new ArrayList<>(program);
    words.add("--version");
    return switch (process.run(words, patience)) {
      case ToolProcess.End.NotStarted(var why) -> throw missing(name, why);
      case ToolProcess.End.Stopped(var why) ->
          throw new PlatformException(
              new Failure.Unreachable(name + " was asked for its version and ended: " + why));
      case ToolProcess.End.Exited(var code, var out, var err) -> {
        if (code != 0) {
          throw missing(name, redaction.clean(ToolWords.of(err).message()));
        }
        yield Redaction.shorten(redaction.clean(new String(out, StandardCharsets.UTF_8)));
      }
    };
  }

  private static PlatformException missing(String name, String why) {
    var todo =
        name.equals("redbook")
            ? "install it with npm install -g @lucasygu/redbook, or correct its command"
            : "redbook needs version " + OLDEST_NODE + " or newer of it";
    return new PlatformException(
        new Failure.Unreachable(name + " cannot be run (" + Redaction.shorten(why) + "); " + todo));
  }

  private static PlatformException outdated(String sentence) {
    return new PlatformException(new Failure.GatewayOutdated(sentence));
  }
}
