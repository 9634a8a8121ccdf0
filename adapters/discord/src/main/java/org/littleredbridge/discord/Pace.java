package org.littleredbridge.discord;

import java.time.Duration;

/// How patient the half that listens is.
///
/// @param login how long a first connection may take until Discord greets us
/// @param reconnect how long Javacord may try to come back by itself
/// @param beats after how many heartbeat intervals without an answer a connection counts as dead
/// @param identify how far apart sessions are begun; Discord takes one in 5 seconds. Source:
///   https://docs.discord.com/developers/events/gateway#rate-limiting
/// @param backOff between two attempts to connect at most; the first wait is a sixtieth of it
/// @param refused between two attempts with a token that was refused
/// @param storeAgain before what the bridge could not store, or not read again, is tried once more
record Pace(
    Duration login,
    Duration reconnect,
    double beats,
    Duration identify,
    Duration backOff,
    Duration refused,
    Duration storeAgain) {
  static final Pace DISCORD =
      new Pace(
          Duration.ofSeconds(45),
          Duration.ofMinutes(3),
          2.5,
          Duration.ofMillis(5500),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1));

  /// The wait before the next attempt, with a tenth more or less so that not all come at once.
  Duration before(int attempt, double chance) {
    var most = backOff.toMillis();
    var grown = Math.min(most, most / 60 * Math.pow(2, Math.min(attempt, 10) - 1));
    return Duration.ofMillis((long) Math.min(most, grown * (0.9 + chance / 5)));
  }
}
