package org.littleredbridge.telegram;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessageRef;

/// Where a message goes: a chat, and the topic of a forum.
///
/// A person's private chat has the person's id. The General topic has no number of its own on our
/// side: Telegram refuses its id 1 for sending.
record Place(long chat, Optional<Integer> topic) {
  static final String MESSENGER = "telegram";
  private static final Pattern CHAT = Pattern.compile("@?(-?[0-9]{1,18})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /// @throws ChatException when it is no chat of Telegram
  static Place of(ChannelId channel) {
    var chat = CHAT.matcher(channel.chat());
    if (!channel.messenger().equals(MESSENGER)
        || !chat.matches()
        || channel.thread().filter(t -> !NUMBER.matcher(t).matches()).isPresent()) {
      throw new ChatException(
          new ChatFailure.Closed(ChatFailure.Cause.GONE, channel + " is no chat of Telegram"));
    }
    return new Place(Long.parseLong(chat.group(1)), channel.thread().map(Integer::valueOf));
  }

  /// The chat with this id as a channel; above 0 it is a person's.
  static ChannelId channel(long chat) {
    return chat > 0
        ? ChannelId.person(MESSENGER, Long.toString(chat))
        : ChannelId.of(MESSENGER, Long.toString(chat));
  }

  static ChannelId channel(long chat, Optional<Integer> topic) {
    return topic
        .filter(_ -> chat < 0)
        .map(t -> new ChannelId(MESSENGER, Long.toString(chat), Optional.of(t.toString())))
        .orElseGet(() -> channel(chat));
  }

  /// The message's number, when it stands in this chat.
  OptionalInt numberOf(MessageRef message) {
    var channel = CHAT.matcher(message.channel().chat());
    return channel.matches()
            && Long.parseLong(channel.group(1)) == chat
            && NUMBER.matcher(message.id()).matches()
        ? OptionalInt.of(Integer.parseInt(message.id()))
        : OptionalInt.empty();
  }
}
