package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.List;

/// How large the scenarios are; the goals hold for [#FULL] alone.
///
/// @param runs how often a scenario is run whose figure is a median
/// @param burst the notes of one burst, and the chats they go to
/// @param flood the notes of the large burst
/// @param trickle the notes that come one after the other, and the chats they go to
/// @param discord the burst on Discord, where the bridge itself keeps to 50 requests a second
/// @param kills at which shares of the deliveries the bridge is killed
/// @param limited the notes and chats under limits
/// @param creators who are followed at once, and the notes each of them has
/// @param pollSeconds how often each of these is asked for
/// @param idle how long these are watched
/// @param stored deliveries that wait in a store when the bridge starts
record Sizes(
    int runs,
    Crowd burst,
    int flood,
    Trickle trickle,
    Crowd discord,
    List<Double> kills,
    Limited limited,
    Crowd creators,
    int pollSeconds,
    Duration idle,
    int stored) {

  record Crowd(int notes, int chats) {
    int deliveries() {
      return notes * chats;
    }
  }

  record Trickle(int notes, int chats, Duration gap) {}

  /// @param perSecond messages a chat takes at once and then gets back each second
  /// @param slow how long the one slow chat takes for one message
  record Limited(int notes, int chats, int perSecond, Duration slow) {}

  static final Sizes FULL =
      new Sizes(
          3,
          new Crowd(200, 50),
          2_000,
          new Trickle(60, 10, Duration.ofMillis(370)),
          new Crowd(20, 50),
          List.of(0.10, 0.40, 0.70, 0.95),
          new Limited(20, 50, 2, Duration.ofSeconds(10)),
          // A profile lists its newest 30 notes.
          new Crowd(30, 1_000),
          60,
          Duration.ofSeconds(75),
          100_000);

  Sizes withRuns(int value) {
    return new Sizes(
        value, burst, flood, trickle, discord, kills, limited, creators, pollSeconds, idle, stored);
  }
}
