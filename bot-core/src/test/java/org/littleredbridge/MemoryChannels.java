package org.littleredbridge;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.follow.Channels;

/// [Channels] in memory.
final class MemoryChannels implements Channels {
  private final Object lock;
  private final MemoryLanes lanes;
  private final MemoryFeeds feeds;
  private final MemorySettings settings;
  private final MemoryOutbox outbox;
  private final MemoryGlossary glossary;

  MemoryChannels(
      Object lock,
      MemoryLanes lanes,
      MemoryFeeds feeds,
      MemorySettings settings,
      MemoryOutbox outbox,
      MemoryGlossary glossary) {
    this.lock = lock;
    this.lanes = lanes;
    this.feeds = feeds;
    this.settings = settings;
    this.outbox = outbox;
    this.glossary = glossary;
  }

  @Override
  public boolean pause(ChannelId channel, Closed why, Instant now) {
    synchronized (lock) {
      var fresh = lanes.paused(channel).isEmpty();
      lanes.pause(channel, why, now);
      return fresh;
    }
  }

  @Override
  public boolean resume(ChannelId channel, Instant now) {
    synchronized (lock) {
      var paused = lanes.paused(channel).isPresent();
      if (paused) {
        lanes.resume(channel);
        outbox.resumed(channel);
      }
      return paused;
    }
  }

  @Override
  public Optional<Pause> paused(ChannelId channel) {
    synchronized (lock) {
      return lanes.paused(channel);
    }
  }

  @Override
  public int pausedCount() {
    synchronized (lock) {
      return lanes.pausedCount();
    }
  }

  @Override
  public void move(ChannelId from, ChannelId to, Instant now) {
    synchronized (lock) {
      if (!from.equals(to)) {
        feeds.move(from, to);
        settings.move(from, to);
        glossary.move(from.key(), to.key());
        outbox.move(from, to, now);
        lanes.move(from, to);
      }
    }
  }
}
