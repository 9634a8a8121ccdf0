package org.littleredbridge.follow;

import java.time.Instant;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.Feed;

/// A channel's wish to get a feed. It counts from its creation, whoever else follows that feed.
///
/// @param backlog how many of the newest notes the channel asked for at the start
/// @param primed whether the notes that were there at the start have been sorted out
/// @param filter which of its notes the channel wants
public record Subscription(
    ChannelId channel, Feed feed, Instant since, int backlog, boolean primed, Filter filter) {
  public Subscription {
    if (backlog < 0 || backlog > 20) {
      throw new IllegalArgumentException("a backlog is 0 to 20 notes");
    }
  }

  /// The same with other rules.
  public Subscription with(Filter other) {
    return new Subscription(channel, feed, since, backlog, primed, other);
  }

  /// One that wants all notes.
  public Subscription(ChannelId channel, Feed feed, Instant since, int backlog, boolean primed) {
    this(channel, feed, since, backlog, primed, Filter.NONE);
  }
}
