package org.littleredbridge.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The messages of chats that have no service of their own to keep them: the browser's.
/// Thread-safe.
public interface Transcript {
  /// @param id increases with every line of the whole transcript, from 1
  /// @param key tells a message from all others of its channel
  /// @param payload the messenger's own form of the message
  record Line(
      long id,
      ChannelId channel,
      String key,
      Instant at,
      Optional<String> replyTo,
      String payload) {}

  /// Adds a message; when one of this channel and key is there already, that one is the answer and
  /// nothing is added.
  Line add(ChannelId channel, String key, Instant at, Optional<String> replyTo, String payload);

  Optional<Line> line(ChannelId channel, long id);

  /// Gives a message another form; all else of it stays.
  ///
  /// @return the line as it is now; empty when there is none, which changes nothing
  Optional<Line> replace(ChannelId channel, long id, String payload);

  /// The newest `limit` lines with an id above `after`, oldest first.
  List<Line> newest(ChannelId channel, long after, int limit);

  /// Every channel of `messenger` that has a line, by name.
  List<ChannelId> channels(String messenger);

  /// Forgets all but the newest `keep` lines of a channel.
  void prune(ChannelId channel, int keep);
}
