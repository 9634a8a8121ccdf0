package org.littleredbridge.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.littleredbridge.relay.RelaySettings;

/// How patient the bridge is after a comment left: a real platform is looked at rarely, the
/// sandbox's people answer within seconds.
///
/// @param settle how long a comment may take to appear
/// @param looks when to look for answers, counted from the posting
record Pace(Duration settle, List<Duration> looks) {
  // A gateway may go on typing after we are gone: 330 s is what it gives itself for a reply.
  static final Pace REAL = new Pace(Duration.ofMinutes(6), RelaySettings.SPARING);
  static final Pace SANDBOX =
      new Pace(
          Duration.ofSeconds(2),
          Stream.of(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)
              .map(Duration::ofSeconds)
              .toList());
}
