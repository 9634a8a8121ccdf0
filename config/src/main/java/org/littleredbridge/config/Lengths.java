package org.littleredbridge.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads lengths of time (`30m`) and shares (`20%`) as people write them.
final class Lengths {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3})\\s*%");

  private Lengths() {}

  static Duration duration(Section section, String key, Duration otherwise, Duration least) {
    var text = section.string(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return parse(text.get())
        .filter(d -> d.compareTo(least) >= 0)
        .orElseThrow(() ->
            section.wrong(
                key, "must be a length of time such as 30m, 2h or 45s, at least " + words(least)));
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
    var m = LENGTH.matcher(text.strip());
    if (!m.matches()) {
      return "0".equals(text.strip()) ? Optional.of(Duration.ZERO) : Optional.empty();
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

  private static String words(Duration length) {
    return length.toMinutes() > 0 && length.toSecondsPart() == 0
        ? length.toMinutes() + "m"
        : length.toSeconds() + "s";
  }
}
