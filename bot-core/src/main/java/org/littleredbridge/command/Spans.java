package org.littleredbridge.command;

import java.time.Instant;

/// Lengths of time in words.
final class Spans {
  private Spans() {}

  static String until(Call call, Instant now, Instant then) {
    var seconds = Math.max(0, then.getEpochSecond() - now.getEpochSecond());
    if (seconds < 90) {
      return call.say("span.seconds", seconds);
    }
    return seconds < 5400
        ? call.say("span.minutes", (seconds + 30) / 60)
        : call.say("span.hours", (seconds + 1800) / 3600);
  }
}
