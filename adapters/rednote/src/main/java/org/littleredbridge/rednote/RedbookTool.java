package org.littleredbridge.rednote;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.note.Failure;
import org.littleredbridge.rednote.RedbookConfig.Session;

/// Calls the command-line tool redbook and reads what it says. Thread-safe.
final class RedbookTool implements AutoCloseable {
  /// What came of a call.
  sealed interface Answer {
    /// The tool's JSON; perhaps `null` or `true`, when the platform's answer held nothing.
    record Told(JsonNode json) implements Answer {}

    /// The platform said no, or the tool knew a reason to stop before it asked.
    ///
    /// @param byPlatform whether the platform surely said it
    record Refused(Refusal refusal, boolean byPlatform) implements Answer {}

    /// Nothing that can be read.
    ///
    /// @param mayHaveAsked whether the tool may have asked the platform
    record Broken(Failure failure, boolean mayHaveAsked) implements Answer {}
  }

  // What the tool needs of ours to run and to reach the network.
  private static final List<String> INHERITED =
      List.of(
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "NODE_USE_ENV_PROXY",
          "NODE_EXTRA_CA_CERTS",
          "TZ");
  // Exit codes of `env`, which looks for node on the tool's behalf, and of shells.
  private static final int CANNOT_RUN = 126;
  private static final int NOT_FOUND = 127;

  private final RedbookConfig config;
  private final Bounds bounds;
  private final ToolProcess process;
  private final Redaction redaction;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  RedbookTool(RedbookConfig config, Bounds bounds) {
    this.config = config;
    this.bounds = bounds;
    var home = config.home().toAbsolutePath();
    process = new ToolProcess(home, environment(config, home), bounds.bytes());
    process.tidy();
    redaction =
        new Redaction(
            switch (config.session()) {
              case Session.Cookies cookies -> cookies.values();
              case Session.CookieFile _ -> List.of();
            });
  }

  /// Calls the platform through the tool.
  ///
  /// @param words the tool's command with its options, and at last what is no option
  Answer ask(List<String> words, Duration patience) {
    var missing = missingSession().or(() -> unfit(words));
    if (missing.isPresent()) {
      return new Answer.Broken(missing.get(), false);
    }
    return switch (process.run(with(words), patience)) {
      case ToolProcess.End.NotStarted(var why) ->
          new Answer.Broken(new Failure.Unreachable(cannotRun(why)), false);
      case ToolProcess.End.Stopped(var why) ->
          new Answer.Broken(new Failure.Unreachable("redbook was ended: " + why), true);
      case ToolProcess.End.Exited(var code, var out, var err) ->
          code == 0 ? told(out) : failed(code, err);
    };
  }

  /// Whether tool and Node.js are there and new enough.
  ///
  /// @return a sentence's part, such as `redbook 0.8.2 on Node.js v22.23.3`
  /// @throws org.littleredbridge.note.PlatformException with what to do when they are not
  String versions() {
    return new RedbookVersions(process, config.command(), bounds.version(), redaction).check();
  }

  @Override
  public void close() {
    process.close();
  }

  private List<String> with(List<String> words) {
    var command = new ArrayList<>(config.command());
    command.addAll(words);
    return command;
  }

  private static Map<String, String> environment(RedbookConfig config, Path home) {
    var ours = System.getenv();
    var all = new HashMap<String, String>();
    INHERITED.forEach(
        name -> Optional.ofNullable(ours.get(name)).ifPresent(value -> all.put(name, value)));
    all.put("PATH", path(config, ours.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")));
    all.put("HOME", home.toString());
    all.put("TMPDIR", home.toString());
    all.put("LC_ALL", "C.UTF-8");
    all.put("NO_COLOR", "1");
    switch (config.session()) {
      case Session.Cookies(var text) -> all.put("REDBOOK_COOKIE_STRING", text);
      case Session.CookieFile(var file) ->
          all.put("REDBOOK_COOKIE_FILE", file.toAbsolutePath().toString());
    }
    config.apiHost().ifPresent(host -> all.put("REDBOOK_EDITH_HOST", host.toString()));
    return all;
  }

  /// The folder of the tool first: `node_modules/.bin` may hold a Node.js for it.
  private static String path(RedbookConfig config, String ours) {
    var program = config.command().getFirst();
    var folder = program.contains("/") ? Path.of(program).toAbsolutePath().getParent() : null;
    return folder == null ? ours : folder + ":" + ours;
  }

  private Optional<Failure> missingSession() {
    return switch (config.session()) {
      case Session.Cookies _ -> Optional.empty();
      // Without its file the tool would search the browsers of this machine.
      case Session.CookieFile(var file) ->
          Files.isReadable(file) ? Optional.empty() : Optional.of(new Failure.LoginRequired());
    };
  }

  /// Java passes arguments in the machine's encoding, and writes `?` for what that does not have.
  private static Optional<Failure> unfit(List<String> words) {
    var encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    var encoder = Charset.forName(encoding, StandardCharsets.UTF_8).newEncoder();
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0 || !encoder.canEncode(word))) {
      return Optional.of(
          new Failure.BadRequest(
              "this text cannot be given to redbook while the bridge runs with the encoding "
                  + encoding
                  + "; start the bridge with LC_ALL=C.UTF-8"));
    }
    return Optional.empty();
  }

  private static String cannotRun(String why) {
    return "redbook cannot be run ("
        + Redaction.shorten(why)
        + "); install it with npm install -g @lucasygu/redbook, or correct its command";
  }

  private Answer told(byte[] out) {
    try {
      var tree = json.readTree(out);
      return tree == null || tree.isMissingNode()
          ? garbled("redbook said nothing")
          : new Answer.Told(tree);
    } catch (IOException _) {
      // Jackson's message may quote the answer; ours says enough.
      return garbled("redbook did not answer with readable JSON");
    }
  }

  private static Answer garbled(String how) {
    return new Answer.Broken(new Failure.Garbled(how), true);
  }

  private Answer failed(int exit, String err) {
    var words = ToolWords.of(err);
    var message = redaction.clean(words.message());
    if (exit == CANNOT_RUN || exit == NOT_FOUND) {
      return new Answer.Broken(
          new Failure.Unreachable(
              "redbook cannot be run ("
                  + Redaction.shorten(message)
                  + "); it needs Node.js "
                  + RedbookVersions.OLDEST_NODE
                  + " or newer"),
          false);
    }
    if (message.startsWith("error: ")) {
      // The tool's own reader of options, before it asks anybody.
      return new Answer.Broken(
          new Failure.GatewayOutdated(
              Redaction.shorten("this redbook knows other options: " + message)),
          false);
    }
    var title = message.isEmpty() ? "redbook ended with exit code " + exit : "";
    return new Answer.Refused(
        new Refusal(Refusal.NO_STATUS, words.code(), message, title, Optional.empty()),
        words.refused());
  }
}
