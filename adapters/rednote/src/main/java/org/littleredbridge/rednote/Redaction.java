package org.littleredbridge.rednote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes a gateway's words fit for failures and logs: one line, short, and without anything that
/// opens a door (tokens, cookies, signatures).
final class Redaction {
  static final int LONGEST = 200;
  private static final int LONGEST_READ = 4000;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:[a-z_-]{0,20}token|web_session|a1|sign|cookie|authorization|secret|password)"
              + "[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?)[^\\s&\"',;]+");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s{1,3})\\S+");
  // Longer than any id of the platform (24): signatures, tokens, session keys.
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_+-]{32,}={0,2}");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");

  private final List<String> secrets;

  /// @param secret our own token for the gateway
  Redaction(Optional<String> secret) {
    this(secret.stream().toList());
  }

  /// @param secrets what must not be seen, each whole
  Redaction(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /// `words` without secrets, still long enough to look for signals in them.
  String clean(String words) {
    var text = words.length() > LONGEST_READ ? words.substring(0, LONGEST_READ) : words;
    for (var secret : secrets) {
      text = text.replace(secret, "…");
    }
    text = BEARER.matcher(text).replaceAll("$1…");
    text = NAMED.matcher(text).replaceAll("$1…");
    text = LONG_RUN.matcher(text).replaceAll("…");
    return CONTROLS.matcher(text).replaceAll(" ").strip();
  }

  /// At most [#LONGEST] characters.
  static String shorten(String clean) {
    if (clean.length() <= LONGEST) {
      return clean;
    }
    var end = Character.isHighSurrogate(clean.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return clean.substring(0, end) + "…";
  }
}
