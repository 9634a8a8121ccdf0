package org.littleredbridge.rednote;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.littleredbridge.note.Count;

/// Reads numbers the way the platform shows them: `2892`, `1.5万`, `10万+`, and to visitors who are
/// not logged in `100+`, `1k+`, `1w+`. Empty and `-1` mean unknown.
final class Counts {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,4})?)\\s?([千kK万wW亿]?)(\\+?)");

  private Counts() {}

  static Count of(String raw) {
    var shown = raw.strip();
    var match = SHAPE.matcher(shown.replace(",", ""));
    if (!match.matches()) {
      return Count.UNKNOWN;
    }
    var number = new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unit(match.group(2))));
    var exact = match.group(2).isEmpty() && match.group(3).isEmpty();
    return new Count(shown, number.longValue(), exact);
  }

  private static long unit(String sign) {
    return switch (sign) {
      case "千", "k", "K" -> 1_000;
      case "万", "w", "W" -> 10_000;
      case "亿" -> 100_000_000;
      default -> 1;
    };
  }
}
