package org.littleredbridge.chat;

import java.util.Optional;

/// One place in a chat service where the bridge speaks: a Discord channel, a Telegram group or
/// topic, a channel of the browser.
///
/// @param messenger the service's name: `web`, `discord`, `telegram`
/// @param chat the service's id of the chat
/// @param thread the topic within the chat, where the service has such
public record ChannelId(String messenger, String chat, Optional<String> thread) {
  public ChannelId {
    check(messenger);
    check(chat);
    thread.ifPresent(ChannelId::check);
  }

  public static ChannelId of(String messenger, String chat) {
    return new ChannelId(messenger, chat, Optional.empty());
  }

  /// `messenger:chat` or `messenger:chat:thread`.
  public String key() {
    return messenger + ":" + chat + thread.map(t -> ":" + t).orElse("");
  }

  /// The channel of a [#key()].
  ///
  /// @throws IllegalArgumentException when it is none
  public static ChannelId ofKey(String key) {
    var words = key.split(":", -1);
    return switch (words.length) {
      case 2 -> of(words[0], words[1]);
      case 3 -> new ChannelId(words[0], words[1], Optional.of(words[2]));
      default -> throw new IllegalArgumentException("not a channel: " + key);
    };
  }

  @Override
  public String toString() {
    return key();
  }

  private static void check(String word) {
    if (word.isBlank() || word.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a channel's words are not blank and have no ':'");
    }
  }
}
