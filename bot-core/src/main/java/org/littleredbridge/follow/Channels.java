package org.littleredbridge.follow;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Closed;

/// Which channels are closed to us, and what follows when a service gives one another id.
/// Thread-safe; every method is one transaction.
public interface Channels {
  /// @param since when it was closed first
  record Pause(Closed why, Instant since) {}

  /// Leaves a channel alone: nothing is claimed for it, and what waits goes on waiting. A second
  /// pause changes the reason and keeps the beginning.
  ///
  /// @return whether the channel was not paused yet
  boolean pause(ChannelId channel, Closed why, Instant now);

  /// What waits is due at once, and its failures are forgotten: it is tried as if for the first
  /// time.
  ///
  /// @return whether the channel was paused
  boolean resume(ChannelId channel, Instant now);

  Optional<Pause> paused(ChannelId channel);

  /// How many channels are paused.
  int pausedCount();

  /// Gives everything of `from` to `to`: subscriptions, settings, verdicts, pauses and what waits.
  /// Which messages stand where does not change. What `to` has already stays; a subscription that
  /// both have is kept once, and a note on its way to both arrives once. Who holds the lane of
  /// `from` holds that of `to`.
  void move(ChannelId from, ChannelId to, Instant now);
}
