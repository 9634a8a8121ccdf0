package org.littleredbridge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.follow.Channels.Pause;

/// When each channel of a [MemoryStore] may be sent something; its users hold the store's lock.
final class MemoryLanes {
  private record Lane(Instant waitsUntil, Instant heldUntil, Optional<Pause> pause) {}

  private static final Lane NEW = new Lane(Instant.MIN, Instant.MIN, Optional.empty());

  private final Map<ChannelId, Lane> lanes = new HashMap<>();

  Instant freeAt(ChannelId channel, Instant wanted) {
    var lane = lane(channel);
    return latest(wanted, latest(lane.waitsUntil(), lane.heldUntil()));
  }

  void hold(ChannelId channel, Instant until) {
    lanes.put(channel, new Lane(lane(channel).waitsUntil(), until, lane(channel).pause()));
  }

  void release(ChannelId channel) {
    hold(channel, Instant.MIN);
  }

  void waitUntil(ChannelId channel, Instant at) {
    lanes.put(channel, new Lane(at, lane(channel).heldUntil(), lane(channel).pause()));
  }

  Optional<Pause> paused(ChannelId channel) {
    return lane(channel).pause();
  }

  void pause(ChannelId channel, Closed why, Instant now) {
    var since = paused(channel).map(Pause::since).orElse(now);
    var lane = lane(channel);
    lanes.put(
        channel, new Lane(lane.waitsUntil(), lane.heldUntil(), Optional.of(new Pause(why, since))));
  }

  void resume(ChannelId channel) {
    lanes.put(channel, new Lane(Instant.MIN, lane(channel).heldUntil(), Optional.empty()));
  }

  int pausedCount() {
    return (int) lanes.values().stream().filter(lane -> lane.pause().isPresent()).count();
  }

  /// What the old lane was told to wait for does not hold for the new one; who holds it does.
  void move(ChannelId from, ChannelId to) {
    var old = lane(from);
    var there = lane(to);
    lanes.put(
        to,
        new Lane(
            there.waitsUntil(),
            latest(old.heldUntil(), there.heldUntil()),
            there.pause().or(old::pause)));
    lanes.remove(from);
  }

  private Lane lane(ChannelId channel) {
    return lanes.getOrDefault(channel, NEW);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
