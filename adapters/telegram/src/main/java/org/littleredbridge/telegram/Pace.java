package org.littleredbridge.telegram;

import java.time.Duration;

/// How long things take.
///
/// @param poll how long Telegram may hold a poll open
/// @param grace how much later than that a poll may still end before the poller counts as dead
/// @param firstPause after the first failed poll; each further pause is twice as long
/// @param longestPause of these
/// @param stoppedPause between tries while Telegram refuses the token
/// @param spinner how long a pressed button may turn before it is answered, whatever the core does
record Pace(
    Duration poll,
    Duration grace,
    Duration firstPause,
    Duration longestPause,
    Duration stoppedPause,
    Duration spinner) {
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(50),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(8));
}
