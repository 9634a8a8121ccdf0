package org.littleredbridge.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Member;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;

/// Who administers a chat, https://core.telegram.org/bots/api#getchatmember . An answer holds for
/// five minutes, or until Telegram tells of a change: it does so for others only where the bot is
/// an administrator itself. Thread-safe.
final class Administrators {
  private static final Duration HOLDS = Duration.ofMinutes(5);

  private record Seat(long chat, long user) {}

  private final BotApi api;
  private final Cache<Seat, Boolean> known;

  Administrators(BotApi api, Clock clock) {
    this.api = api;
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(HOLDS)
            .maximumSize(50_000)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
  }

  /// @throws ChatException when it cannot be found out
  boolean manages(ChannelId channel, Member member) {
    return switch (member.standing()) {
      case MANAGES -> true;
      case TAKES_PART -> false;
      case NOT_SAID -> asked(Place.of(channel).chat(), member.id());
    };
  }

  private boolean asked(long chat, String member) {
    if (Long.toString(chat).equals(member)) {
      // Their own private chat, or the group itself speaks.
      return true;
    }
    if (chat > 0 || !member.matches("[0-9]{1,18}")) {
      return false;
    }
    try {
      // A change that comes while Telegram is asked waits for the answer, and then drops it.
      return known.get(new Seat(chat, Long.parseLong(member)), this::ask);
    } catch (BotApiException e) {
      throw new ChatException(Refusals.of(e));
    }
  }

  private boolean ask(Seat seat) {
    try {
      var member =
          api.ask(new GetChatMember(Long.toString(seat.chat()), seat.user()), ChatMember.class);
      return member.getStatus().equals("creator") || member.getStatus().equals("administrator");
    } catch (BotApiException e) {
      if (e.code() == 400
          && e.says("user not found", "member not found", "participant_id", "user_id_invalid")) {
        return false;
      }
      throw e;
    }
  }

  void changed(ChatMemberUpdated update) {
    known.invalidate(
        new Seat(update.getChat().getId(), update.getNewChatMember().getUser().getId()));
  }

  /// After the bot itself came or went, nothing known of the chat holds.
  void forget(long chat) {
    known.asMap().keySet().removeIf(seat -> seat.chat() == chat);
  }
}
