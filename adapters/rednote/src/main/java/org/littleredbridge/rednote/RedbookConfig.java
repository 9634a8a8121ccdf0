package org.littleredbridge.rednote;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How to run the command-line tool redbook (npm package `@lucasygu/redbook`).
///
/// @param command the program and what comes before its arguments: `redbook`, a file such as
///   `node_modules/.bin/redbook`, or `node` and the tool's `cli.js`
/// @param platform where the account is registered; the two do not know each other's sessions
/// @param session how the tool gets the account's cookies, never by its command line
/// @param home a folder that is the gateway's alone, made when it is missing: the tool's home and
///   working directory, and where its answers are kept while it runs
/// @param apiHost the platform's stand-in on this machine, for tests; empty: the platform
public record RedbookConfig(
    List<String> command, Platform platform, Session session, Path home, Optional<URI> apiHost) {

  /// The two platforms, which share notes but not accounts.
  public enum Platform {
    /// Accounts with a Chinese telephone number: xiaohongshu.com.
    XHS,
    /// All others: rednote.com.
    REDNOTE;

    String argument() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Where the account's cookies are. The tool (0.8.2, `dist/cli.js`, `getClient`) takes them from
  /// the command line, which every user of the machine can read; else from the variable
  /// `REDBOOK_COOKIE_STRING`; else from the file that `REDBOOK_COOKIE_FILE` names, which `redbook
  /// auth save` and `redbook auth export` write; else it searches the browsers.
  public sealed interface Session {
    /// What a browser sends: `a1=…; web_session=…`, perhaps with more. Never printed.
    record Cookies(String text) implements Session {
      private static final int SHORTEST_SECRET = 8;
      private static final Pattern NEEDED =
          Pattern.compile("(?=.*\\ba1=[^;\\s])(?=.*\\bweb_session=[^;\\s])[ -~]{1,16000}");

      public Cookies {
        text = text.strip();
        if (!NEEDED.matcher(text).matches()) {
          throw new IllegalArgumentException(
              "redbook's cookie is one line of plain ASCII that holds at least a1=… and"
                  + " web_session=…; copy both from the browser's developer tools");
        }
      }

      /// What must not be seen anywhere else. Shorter values are flags such as a language.
      List<String> values() {
        return Stream.of(text.split(";"))
            .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .toList();
      }

      @Override
      public String toString() {
        return "Cookies[hidden]";
      }
    }

    /// The tool's saved cookie file.
    record CookieFile(Path path) implements Session {}
  }

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  public RedbookConfig {
    command = List.copyOf(command);
    if (command.isEmpty() || command.stream().anyMatch(RedbookConfig::isUnfit)) {
      throw new IllegalArgumentException(
          "the command that runs redbook is missing: a program such as redbook, each word for"
              + " itself");
    }
    if (apiHost.filter(host -> !isStandIn(host)).isPresent()) {
      throw new IllegalArgumentException(
          "redbook's other API host would get the account's cookies, so it must be on this machine,"
              + " such as http://127.0.0.1:18061");
    }
  }

  private static boolean isUnfit(String word) {
    return word.isBlank() || word.indexOf('\0') >= 0;
  }

  private static boolean isStandIn(URI host) {
    return "http".equals(host.getScheme())
        && host.getHost() != null
        && THIS_MACHINE.contains(host.getHost())
        && host.getRawUserInfo() == null
        && (host.getRawPath() == null || host.getRawPath().isEmpty())
        && host.getRawQuery() == null
        && host.getRawFragment() == null;
  }
}
