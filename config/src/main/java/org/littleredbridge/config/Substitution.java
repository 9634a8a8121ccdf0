package org.littleredbridge.config;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into a value: `${NAME}` or `${NAME:default}`.
final class Substitution {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

  private Substitution() {}

  /// @param missing makes the exception for a variable that is not set and has no default
  static String of(
      String text, Map<String, String> environment, Function<String, ConfigException> missing) {
    var matcher = VARIABLE.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      var name = matcher.group(1);
      var otherwise = matcher.group(2);
      var value = environment.get(name);
      if (value == null && otherwise == null) {
        throw missing.apply(name);
      }
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? otherwise : value));
    }
    return matcher.appendTail(result).toString();
  }
}
