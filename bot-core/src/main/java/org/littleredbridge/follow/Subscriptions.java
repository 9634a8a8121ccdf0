package org.littleredbridge.follow;

import java.time.Instant;
import java.util.List;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.Feed;

/// Who follows what. Thread-safe.
public interface Subscriptions {
  /// Adds a subscription. The feed becomes due at once, unless it was polled before and no backlog
  /// is asked for: then the subscription counts as primed, and no poll is spent on it.
  ///
  /// @return false when the channel follows the feed already; then nothing changes
  boolean add(ChannelId channel, Feed feed, int backlog, Instant now);

  /// @return false when the channel did not follow the feed
  boolean remove(ChannelId channel, Feed feed);

  /// Oldest first.
  List<Subscription> of(ChannelId channel);

  List<Subscription> to(Feed feed);
}
