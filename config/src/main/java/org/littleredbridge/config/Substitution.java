package org.littleredbridge.config;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into a value: `${NAME}` or `${NAME:default}`. What a variable holds
/// is taken as it is, so a password may hold any sign.
final class Substitution {
  private static final String OPENING = "${";
  // Also what only begins like a variable: left as it stands, it would become somebody's password.
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?})?");

  private Substitution() {}

  /// @param wrong makes the exception from what is wrong with the value
  static String of(
      String text, Map<String, String> environment, Function<String, ConfigException> wrong) {
    var matcher = VARIABLE.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      var name = matcher.group(1);
      var otherwise = matcher.group(2);
      if (name == null || (otherwise != null && otherwise.contains(OPENING))) {
        throw wrong.apply(
            "must name an environment variable as ${NAME} or ${NAME:default}, one not inside the"
                + " other. A value that itself holds “${” must come from the environment");
      }
      var value = environment.get(name);
      if (value == null && otherwise == null) {
        throw wrong.apply(
            "needs the environment variable %s, which is not set. Set it, or give a default as ${%s:default}"
                .formatted(name, name));
      }
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? otherwise : value));
    }
    return matcher.appendTail(result).toString();
  }
}
