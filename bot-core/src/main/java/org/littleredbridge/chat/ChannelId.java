package org.littleredbridge.chat;

import java.util.Optional;

/// One place in a chat service where the bridge speaks: a Discord channel, a Telegram group or
/// topic, a channel of the browser.
///
/// Two kinds of chat are no place that people see: `@ID` is the private chat with the person of
/// that id, and what begins with `!` is the private answer to one press or command, which only its
/// messenger can read.
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

  /// Where one person can be spoken to alone.
  public static ChannelId person(String messenger, String memberId) {
    return of(messenger, "@" + memberId);
  }

  /// Whether this is [#person].
  public boolean isPerson() {
    return chat.startsWith("@");
  }

  /// Whether only one person reads here: then nobody can be told that it is closed to us, and what
  /// cannot be sent is given up.
  public boolean isPrivate() {
    return isPerson() || chat.startsWith("!");
  }

  /// The channel that this is a topic or thread of; itself when it is none.
  public ChannelId whole() {
    return thread.isEmpty() ? this : of(messenger, chat);
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

  /// The key, but without what must not stand in a log: the rest of a private answer's address is
  /// as good as a password while it lasts.
  @Override
  public String toString() {
    return chat.startsWith("!") ? messenger + ":" + chat : key();
  }

  private static void check(String word) {
    if (word.isBlank() || word.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a channel's words are not blank and have no ':'");
    }
  }
}
