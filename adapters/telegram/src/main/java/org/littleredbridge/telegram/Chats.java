package org.littleredbridge.telegram;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Member.Standing;
import org.littleredbridge.chat.MessageRef;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/// Telegram's chats and people in the bridge's words.
final class Chats {
  private Chats() {}

  static Community community(Chat chat) {
    var name =
        Optional.ofNullable(chat.getTitle())
            .orElseGet(() -> joined(chat.getFirstName(), chat.getLastName()));
    return new Community(Place.MESSENGER, Long.toString(chat.getId()), name);
  }

  /// The chat, or the topic in which the message stands. In groups without topics a thread is only
  /// a chain of replies; `is_topic_message` tells the two apart,
  /// https://core.telegram.org/bots/api#message .
  static ChannelId channel(Message message) {
    return Place.channel(
        message.getChatId(),
        Optional.ofNullable(message.getMessageThreadId()).filter(_ -> message.isTopicMessage()));
  }

  static MessageRef ref(Message message) {
    return new MessageRef(channel(message), Integer.toString(message.getMessageId()));
  }

  /// Who wrote it; empty for other bots and for what Telegram itself forwards.
  ///
  /// Who writes in the name of the chat administers it: a channel's posts, and the anonymous
  /// administrators of a group, https://core.telegram.org/bots/api#message `sender_chat`. Who
  /// writes in the name of another channel is just somebody.
  static Optional<Member> author(Message message) {
    var sender = Optional.ofNullable(message.getSenderChat());
    if (Boolean.TRUE.equals(message.getIsAutomaticForward())) {
      return Optional.empty();
    }
    if (sender.isPresent()) {
      var own = sender.get().getId().equals(message.getChatId());
      return Optional.of(
          new Member(
              Long.toString(sender.get().getId()),
              community(sender.get()).name(),
              own ? Standing.MANAGES : Standing.TAKES_PART));
    }
    return Optional.ofNullable(message.getFrom())
        .filter(user -> !Boolean.TRUE.equals(user.getIsBot()))
        .map(user -> member(user, message.getChat()));
  }

  static Member member(User user, Chat chat) {
    return new Member(
        Long.toString(user.getId()),
        joined(user.getFirstName(), user.getLastName()),
        isPrivate(chat) ? Standing.MANAGES : Standing.NOT_SAID,
        language(user));
  }

  static Optional<Locale> language(User user) {
    return Optional.ofNullable(user.getLanguageCode())
        .map(Locale::forLanguageTag)
        .filter(locale -> !locale.getLanguage().isEmpty());
  }

  static boolean isPrivate(Chat chat) {
    return chat.getId() > 0;
  }

  static boolean isBroadcast(Chat chat) {
    return "channel".equals(chat.getType());
  }

  private static String joined(String... names) {
    return Stream.of(names)
        .flatMap(Stream::ofNullable)
        .filter(name -> !name.isBlank())
        .collect(Collectors.joining(" "));
  }
}
