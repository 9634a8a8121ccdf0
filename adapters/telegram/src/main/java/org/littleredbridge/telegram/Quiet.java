package org.littleredbridge.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long Telegram wants to hear nothing: of a chat, or, once it says so of two chats at the same
/// time, of all, since its answer does not tell which of its limits was met
/// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Thread-safe.
final class Quiet {
  private static final Duration UNSAID = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Clock clock;
  private final Cache<Long, Instant> chats = Caffeine.newBuilder().maximumSize(10_000).build();
  private Instant all = Instant.MIN;
  private Instant newest = Instant.MIN;
  private long newestChat;

  Quiet(Clock clock) {
    this.clock = clock;
  }

  /// What `retry_after` asks, https://core.telegram.org/bots/api#responseparameters .
  static Duration pause(BotApiException refused) {
    var asked = refused.retryAfter().orElse(UNSAID);
    var least = Duration.ofSeconds(1);
    return asked.compareTo(least) < 0 ? least : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  synchronized void asked(long chat, Duration pause) {
    var now = clock.instant();
    var until = now.plus(pause);
    chats.put(chat, until);
    if (newestChat != chat && newest.isAfter(now)) {
      all = until.isAfter(all) ? until : all;
    }
    newest = until;
    newestChat = chat;
  }

  /// How long a message to this chat must wait still.
  synchronized Optional<Duration> left(long chat) {
    var now = clock.instant();
    var own = chats.getIfPresent(chat);
    var until = own == null || all.isAfter(own) ? all : own;
    return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }
}
