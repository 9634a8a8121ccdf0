package org.littleredbridge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.follow.Channels.Pause;

/// When each channel of a [MemoryStore] may be sent something; its users hold the store's lock.
final class MemoryLanes {
  /// @param turn how often it was claimed
  private record Lane(Instant waitsUntil, Instant heldUntil, long turn, Optional<Pause> pause) {}

  private static final Lane NEW = new Lane(Instant.MIN, Instant.MIN, 0, Optional.empty());

  private final Map<ChannelId, Lane> lanes = new HashMap<>();

  Instant freeAt(ChannelId channel, Instant wanted) {
    var lane = lane(channel);
    return latest(wanted, latest(lane.waitsUntil(), lane.heldUntil()));
  }

  /// Of lanes due at the same time, the one that was claimed less goes first.
  long turn(ChannelId channel) {
    return lane(channel).turn();
  }

  /// Whether nobody has claimed it since; 0 is never late.
  boolean isTurn(ChannelId channel, long turn) {
    return turn == 0 || lane(channel).turn() == turn;
  }

  /// When it is given back, it queues up behind those that wait by now.
  void claim(ChannelId channel, Instant now, Instant until) {
    var lane = lane(channel);
    lanes.put(channel, new Lane(now, until, lane.turn() + 1, lane.pause()));
  }

  void release(ChannelId channel) {
    var lane = lane(channel);
    lanes.put(channel, new Lane(lane.waitsUntil(), Instant.MIN, lane.turn(), lane.pause()));
  }

  void free(Predicate<ChannelId> which) {
    lanes.keySet().stream().filter(which).toList().forEach(this::release);
  }

  void waitUntil(ChannelId channel, Instant at) {
    var lane = lane(channel);
    lanes.put(channel, new Lane(at, lane.heldUntil(), lane.turn(), lane.pause()));
  }

  Optional<Pause> paused(ChannelId channel) {
    return lane(channel).pause();
  }

  void pause(ChannelId channel, Closed why, Instant now) {
    var since = paused(channel).map(Pause::since).orElse(now);
    var lane = lane(channel);
    lanes.put(
        channel,
        new Lane(
            lane.waitsUntil(), lane.heldUntil(), lane.turn(), Optional.of(new Pause(why, since))));
  }

  void resume(ChannelId channel) {
    var lane = lane(channel);
    lanes.put(channel, new Lane(Instant.MIN, lane.heldUntil(), lane.turn(), Optional.empty()));
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
            lanes.containsKey(to) ? there.turn() : old.turn(),
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
