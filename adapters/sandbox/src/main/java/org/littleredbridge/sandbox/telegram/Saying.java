package org.littleredbridge.sandbox.telegram;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// Something that a person writes.
///
/// @param chat the chat
/// @param from who writes; joins the chat as a member when not known there
/// @param text what they write
/// @param replyTo id of the message that they answer
/// @param topic the forum's topic; missing = General
/// @param senderChat in the name of this chat: the group itself for an anonymous administrator
public record Saying(
    long chat,
    TelegramUser from,
    String text,
    OptionalInt replyTo,
    OptionalInt topic,
    OptionalLong senderChat) {
  /// Plain words.
  public static Saying of(long chat, TelegramUser from, String text) {
    return new Saying(
        chat, from, text, OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
  }

  /// The same as an answer to a message.
  public Saying replyTo(int message) {
    return new Saying(chat, from, text, OptionalInt.of(message), topic, senderChat);
  }

  /// The same in a topic.
  public Saying inTopic(int id) {
    return new Saying(chat, from, text, replyTo, OptionalInt.of(id), senderChat);
  }

  /// The same by an administrator who hides behind the group.
  public Saying anonymously() {
    return inTheNameOf(chat);
  }

  /// The same in the name of a channel or of the group.
  public Saying inTheNameOf(long id) {
    return new Saying(chat, from, text, replyTo, topic, OptionalLong.of(id));
  }
}
