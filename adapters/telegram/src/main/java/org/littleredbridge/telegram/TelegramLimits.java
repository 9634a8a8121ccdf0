package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Optional;

/// How many messages the bridge sends; an empty limit is off. Each picture of an album counts.
///
/// @param bot to all chats together
/// @param chat to one chat, whatever its kind
/// @param group to one group or channel, beside `chat`
public record TelegramLimits(Optional<Rate> bot, Optional<Rate> chat, Optional<Rate> group) {
  /// The highest number in a rate: what paid broadcasts allow in a second,
  /// https://core.telegram.org/bots/faq#how-can-i-message-all-of-my-bot-39s-subscribers-at-once .
  public static final int MOST = 1_000;

  /// So many messages in so long a time.
  ///
  /// @param messages 1 to [#MOST]
  public record Rate(int messages, Duration span) {
    public Rate {
      if (messages < 1 || messages > MOST || span.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException("A rate is 1 to " + MOST + " messages in some time.");
      }
    }
  }

  /// What Telegram documents: about 30 messages a second, 1 a second to a chat (a short burst may
  /// pass, how long is not said, so none is counted on), 20 a minute to a group,
  /// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this .
  public static TelegramLimits documented() {
    return new TelegramLimits(
        Optional.of(new Rate(30, Duration.ofSeconds(1))),
        Optional.of(new Rate(1, Duration.ofSeconds(1))),
        Optional.of(new Rate(20, Duration.ofMinutes(1))));
  }

  /// None; each chat's pace is then learnt from Telegram's refusals alone.
  public static TelegramLimits off() {
    return new TelegramLimits(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
