package org.littleredbridge.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.littleredbridge.poll.LookPlan;
import org.littleredbridge.relay.RelaySettings;

/// How patient the bridge is after a comment left: a real platform is looked at rarely, the
/// sandbox's people answer within seconds.
///
/// @param settle how long a comment may take to appear
/// @param login between looks whether somebody has scanned the code to log in
/// @param looks when to look for answers, counted from the posting
/// @param changes when to look again at what people were shown
record Pace(Duration settle, Duration login, List<Duration> looks, LookPlan changes) {
  // A gateway may go on typing after we are gone: 330 s is what it gives itself for a reply.
  static final Pace REAL =
      new Pace(
          Duration.ofMinutes(6), Duration.ofSeconds(15), RelaySettings.SPARING, LookPlan.SPARING);
  static final Pace SANDBOX =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Stream.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)
              .map(Duration::ofSeconds)
              .toList(),
          // Whoever tries an edit or a take-down is watching the page.
          new LookPlan(
              Stream.of(2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 60, 90, 120, 180, 300, 600)
                  .map(Duration::ofSeconds)
                  .toList(),
              Duration.ofMillis(200)));
}
