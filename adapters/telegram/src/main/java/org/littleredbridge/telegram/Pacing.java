package org.littleredbridge.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps to Telegram's limits: those that were set, and for each chat a slower pace that Telegram's
/// refusals taught. Who must wait longer than a moment is sent away with a time to come again, so
/// that nobody is held up by another chat. Knows 100,000 chats at most. Thread-safe.
final class Pacing {
  /// What tests set otherwise.
  ///
  /// @param clock one that does not jump
  record Time(Clock clock, Sleep sleep) {}

  /// Lets time pass.
  interface Sleep {
    void pause(Duration length) throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(Pacing.class);
  private static final Duration UNSAID = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_CHATS = 100_000;
  private static final long SHORT = Duration.ofMillis(50).toNanos();

  private record Leave(long number, ChatPace chat, int messages, long pause, long at) {}

  private final Time time;
  private final Cache<Long, ChatPace> chats;
  private final TelegramLimits limits;
  private final BotPace bot;

  Pacing(TelegramLimits limits, Time time) {
    this.time = time;
    this.limits = limits;
    bot = new BotPace(limits.bot(), SHORT);
    chats =
        Caffeine.newBuilder()
            .maximumSize(MOST_CHATS)
            .expireAfter(
                Expiry.<Long, ChatPace>accessing((_, c) -> Duration.ofNanos(c.worth(now()))))
            .ticker(this::now)
            .executor(Runnable::run)
            .build();
  }

  /// What `retry_after` asks, https://core.telegram.org/bots/api#responseparameters .
  static Duration asked(BotApiException refused) {
    var asked = refused.retryAfter().orElse(UNSAID);
    var least = Duration.ofSeconds(1);
    return asked.compareTo(least) < 0 ? least : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  /// Makes a call that posts messages, if need be a moment later.
  ///
  /// @param messages how many; 0 for a call that posts none and only heeds that Telegram asked for
  ///   silence
  /// @param first whether they go before notes that wait for a place of the bot: people wait for
  ///   them, or they belong to a post that has begun
  /// @throws ChatException when they must wait longer
  /// @throws BotApiException as the call does
  <T> T send(long chat, int messages, boolean first, Supplier<T> call) {
    var leave = ask(chat, messages, first);
    try {
      pause(leave.pause());
      T answer = call.get();
      arrived(leave, true);
      return answer;
    } catch (BotApiException e) {
      if (e.code() == 429) {
        refused(leave, asked(e));
      } else {
        arrived(leave, false);
      }
      throw e;
    } catch (RuntimeException | Error e) {
      arrived(leave, false);
      throw e;
    }
  }

  /// How many chats it knows now.
  long known() {
    chats.cleanUp();
    return chats.estimatedSize();
  }

  private synchronized Leave ask(long number, int messages, boolean first) {
    var now = now();
    var chat = chats.get(number, n -> new ChatPace(n, limits));
    var wait = chat.left(now, messages);
    if (wait <= SHORT) {
      wait = Math.max(wait, bot.left(now, messages, first, chat));
    }
    if (wait > SHORT) {
      // How long it is kept is reckoned anew: until its turn at least.
      chats.put(number, chat);
      throw new ChatException(new ChatFailure.RateLimited(Duration.ofNanos(wait)));
    }
    chat.depart(messages);
    bot.depart(now + wait, messages);
    return new Leave(number, chat, messages, wait, now + wait);
  }

  private synchronized void arrived(Leave leave, boolean taken) {
    var now = now();
    leave.chat().arrived(now, leave.messages());
    if (taken && leave.messages() > 0) {
      var trip = new Lesson.Trip(leave.at(), now);
      leave.chat().took(trip, leave.messages());
      bot.took(trip, leave.messages());
    }
  }

  private synchronized void refused(Leave leave, Duration asked) {
    var now = now();
    var chat = leave.chat();
    chat.refused(leave.messages());
    // What left before the first refusal came back teaches nothing more.
    if (leave.messages() > 0 && !chat.isSilent(now) && !bot.isSilent(now)) {
      var trip = new Lesson.Trip(leave.at(), now);
      if (chat.runs(now)) {
        chat.learn(trip, asked.toNanos());
      } else {
        bot.doubt(leave.number(), trip, asked.toNanos());
      }
    }
    chat.silence(now + asked.toNanos());
    // Also when it was dropped meanwhile; and how long it is kept is reckoned anew.
    chats.put(leave.number(), chat);
    log.atInfo()
        .addKeyValue("chat", leave.number())
        .addKeyValue("pause", asked)
        .addKeyValue("pace", Duration.ofNanos(chat.learnt()))
        .addKeyValue("bot", bot.isSilent(now))
        .log("telegram asks to wait");
  }

  private void pause(long nanos) {
    if (nanos == 0) {
      return;
    }
    try {
      time.sleep().pause(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Unavailable("the bridge is stopping"), e);
    }
  }

  private long now() {
    var now = time.clock().instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
