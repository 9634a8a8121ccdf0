package org.littleredbridge.discord;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;

/// What is known about Discord's channels, asked over REST and kept for a while. Thread-safe.
final class Places {
  enum Kind {
    TEXT,
    ANNOUNCEMENT,
    FORUM,
    MEDIA,
    THREAD,
    DIRECT,
    /// Takes no messages, such as a category.
    OTHER
  }

  /// @param parent of a thread, the channel that it belongs to
  /// @param tags of a forum, the ids of tags that a post may bear, those that everybody may use
  ///   first
  record Place(
      String id,
      Kind kind,
      Optional<String> guild,
      Optional<String> parent,
      String name,
      List<String> tags,
      boolean tagRequired) {
    Place {
      tags = List.copyOf(tags);
    }
  }

  Places(DiscordRest rest, Clock clock) {}

  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  Place place(String channel) {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// How the core names a channel: a thread as its parent's.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not tell
  ChannelId channelOf(String channel) {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// Discord's id of the channel that messages go to: the thread, if there is one, or the private
  /// chat with a person, which is opened at need.
  ///
  /// @throws org.littleredbridge.chat.ChatException when Discord does not open the chat
  String target(ChannelId channel) {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// Forgets a channel that changed.
  void forget(String channel) {}
}
