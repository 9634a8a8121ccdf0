package org.littleredbridge.telegram;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.Event;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberAdministrator;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberRestricted;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;

/// Whether the bot may speak in a chat, https://core.telegram.org/bots/api#chatmemberupdated . In a
/// private chat the person has blocked it when not.
final class Membership {
  private Membership() {}

  static Optional<Event> event(String id, ChatMemberUpdated update) {
    var chat = update.getChat();
    var before = speaks(update.getOldChatMember(), chat);
    var now = speaks(update.getNewChatMember(), chat);
    if (before == now) {
      return Optional.empty();
    }
    var channel = Place.channel(chat.getId());
    var at = Instant.ofEpochSecond(update.getDate());
    return Optional.of(
        now
            ? new Event.Joined(
                id,
                channel,
                Chats.community(chat),
                Optional.ofNullable(update.getFrom()).map(user -> Chats.member(user, chat)),
                at)
            : new Event.Left(id, channel, Chats.community(chat), at));
  }

  private static boolean speaks(ChatMember member, Chat chat) {
    return switch (member.getStatus()) {
      case "left", "kicked" -> false;
      case "restricted" ->
          member instanceof ChatMemberRestricted restricted
              && Boolean.TRUE.equals(restricted.getIsMember())
              && Boolean.TRUE.equals(restricted.getCanSendMessages());
      case "administrator" ->
          !Chats.isBroadcast(chat)
              || member instanceof ChatMemberAdministrator administrator
                  && Boolean.TRUE.equals(administrator.getCanPostMessages());
      default -> true;
    };
  }
}
