package org.littleredbridge.follow;

import java.time.Instant;
import java.util.List;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.Feed;

/// Who follows what. Thread-safe.
public interface Subscriptions {
  /// Adds a subscription. It counts as primed at once, and no poll is spent on it, when no backlog
  /// is asked for and a primed subscription of another channel to this feed is there: then it is
  /// known which notes the feed has brought. Else the feed becomes due at once; what is known of a
  /// feed that nobody followed for a while is stale.
  ///
  /// @param filter which of its notes the channel wants, from the first on
  /// @return false when the channel follows the feed already; then nothing changes
  boolean add(ChannelId channel, Feed feed, int backlog, Filter filter, Instant now);

  /// The same for a channel that wants all notes.
  default boolean add(ChannelId channel, Feed feed, int backlog, Instant now) {
    return add(channel, feed, backlog, Filter.NONE, now);
  }

  /// @return false when the channel did not follow the feed
  boolean remove(ChannelId channel, Feed feed);

  /// Sets which of a feed's notes a channel wants; what was decided about earlier notes stays.
  ///
  /// @return false when the channel does not follow the feed; then nothing changes
  boolean filter(ChannelId channel, Feed feed, Filter filter);

  /// Oldest first.
  List<Subscription> of(ChannelId channel);

  List<Subscription> to(Feed feed);
}
