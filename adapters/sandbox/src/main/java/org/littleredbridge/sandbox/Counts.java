package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// Counts as the platform writes them: exact below ten thousand, then `1.2万`, then `10万+`.
final class Counts {
  private Counts() {}

  /// A number, or a text such as "8763", "1.2万" or "10万+"; 0 when nothing is there.
  static long read(JsonNode node) {
    var text = node.asText("").replace("+", "").strip();
    if (text.isEmpty()) {
      return 0;
    }
    boolean tenThousands = text.endsWith("万");
    try {
      var number = new BigDecimal(tenThousands ? text.substring(0, text.length() - 1) : text);
      return number.scaleByPowerOfTen(tenThousands ? 4 : 0).longValue();
    } catch (NumberFormatException e) {
      throw new SandboxException("\"%s\" is not a count.".formatted(node.asText()), e);
    }
  }

  static String written(long count) {
    if (count < 10_000) {
      return Long.toString(count);
    }
    if (count >= 100_000) {
      return count / 10_000 + "万+";
    }
    long tenths = count / 1_000;
    return tenths % 10 == 0 ? tenths / 10 + "万" : "%d.%d万".formatted(tenths / 10, tenths % 10);
  }
}
