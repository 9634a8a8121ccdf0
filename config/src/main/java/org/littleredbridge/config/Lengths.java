package org.littleredbridge.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads lengths of time (`30m`) and shares (`20%`) as people write them.
final class Lengths {
  // Five digits of days still fit into 64 bits of nanoseconds, with which intervals are reckoned.
  private static final Pattern LENGTH = Pattern.compile("(0|[1-9][0-9]{0,4}) ?(ms|s|m|h|d)");
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,2}) ?%");

  private Lengths() {}

  static Duration duration(Section section, String key, Duration otherwise, Duration least) {
    var text = section.string(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return parse(text.get().strip())
        .filter(d -> d.compareTo(least) >= 0)
        .orElseThrow(() ->
            section.wrong(
                key,
                "must be a length of time such as 30d, 2h, 30m or 45s, of at most five digits and at"
                    + " least "
                    + written(least)));
  }

  private static String written(Duration least) {
    return least.toDays() > 0 ? least.toDays() + "d" : least.toSeconds() + "s";
  }

  static double share(Section section, String key, double otherwise, int mostPercent) {
    var text = section.string(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    var m = SHARE.matcher(text.get().strip());
    if (m.matches() && Integer.parseInt(m.group(1)) <= mostPercent) {
      return Integer.parseInt(m.group(1)) / 100.0;
    }
    throw section.wrong(key, "must be a share such as 20%, at most " + mostPercent + "%");
  }

  private static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    var m = LENGTH.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    var n = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        });
  }
}
