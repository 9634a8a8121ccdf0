package org.littleredbridge.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.ActionType;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;

/// Buttons that were pressed and turn until they are answered,
/// https://core.telegram.org/bots/api#callbackquery .
///
/// A press can be answered once. When the core takes longer than eight seconds, the member is told
/// that the answer comes in the private chat, so that nothing turns in vain; whoever has never
/// opened that chat is led into it, where Telegram asks again in their name. Thread-safe.
final class Presses implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Presses.class);
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final BotApi api;
  private final BotName bot;
  private final Wording wording;
  private final Duration spinner;
  private final Cache<String, Press> waiting =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(10_000).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  Presses(BotApi api, BotName bot, Wording wording, Duration spinner) {
    this.api = api;
    this.bot = bot;
    this.wording = wording;
    this.spinner = spinner;
  }

  /// A press of a button that means nothing any more.
  void unknown(CallbackQuery query) {
    tell(query, "telegram.old-button");
  }

  void tellHowToReply(CallbackQuery query) {
    var broadcast = query.getMessage() != null && Chats.isBroadcast(query.getMessage().getChat());
    tell(query, broadcast ? "telegram.no-reply-here" : "telegram.how-to-reply");
  }

  private void tell(CallbackQuery query, String key) {
    threads.execute(() -> quietly(() -> answer(query.getId(), say(language(query), key), true)));
  }

  /// @return where the answer to this press goes
  ChannelId expect(CallbackQuery query, Action action) {
    var chat = query.getMessage().getChat();
    if (Chats.isPrivate(chat)) {
      threads.execute(() -> quietly(() -> end(query.getId())));
      return Place.channel(chat.getId());
    }
    // Handed over again, it is the same press.
    var press =
        waiting.get(
            query.getId(),
            id -> {
              var begun =
                  new Press(id, query.getFrom().getId(), language(query), Optional.of(action));
              threads.execute(() -> endInTime(begun));
              return begun;
            });
    return press.address();
  }

  /// The press of an address, also one of before a restart, of which no more is known.
  Press find(ChannelId address) {
    var id = address.chat().substring(1);
    return waiting.get(id, key -> Press.ofAddress(key, address));
  }

  private void endInTime(Press press) {
    try {
      if (!closed.await(spinner.toMillis(), TimeUnit.MILLISECONDS) && press.begin()) {
        quietly(() -> sayLater(press));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayLater(Press press) {
    if (reaches(press.user())) {
      answer(press.id(), say(press.language(), "telegram.answer-follows"), false);
    } else if (!sendOn(press)) {
      // There is still the window for a short answer.
      press.reopen();
    }
  }

  /// Whether the bot may write to this person: asked with something that nobody sees.
  private boolean reaches(long user) {
    try {
      return api.ask(
          SendChatAction.builder().chatId(user).action(ActionType.TYPING.toString()).build(),
          Boolean.class);
    } catch (BotApiException e) {
      if (e.code() == 403 || e.code() == 400) {
        return false;
      }
      throw e;
    }
  }

  /// Leads the member into the private chat, where the same is asked again.
  ///
  /// @return false when there is no such way, and nothing was answered
  boolean sendOn(Press press) {
    var link =
        bot.get()
            .flatMap(name ->
                press
                    .action()
                    .flatMap(DeepLink::of)
                    .map(code -> "https://t.me/" + name + "?start=" + code));
    if (link.isEmpty()) {
      return false;
    }
    press.sentOn();
    try {
      api.ask(
          AnswerCallbackQuery.builder().callbackQueryId(press.id()).url(link.get()).build(),
          Boolean.class);
      return true;
    } catch (BotApiException e) {
      press.notSentOn();
      throw e;
    }
  }

  /// @param alert in a window, which people must close
  void answer(String id, String text, boolean alert) {
    api.ask(
        AnswerCallbackQuery.builder().callbackQueryId(id).text(text).showAlert(alert).build(),
        Boolean.class);
  }

  private void end(String id) {
    api.ask(AnswerCallbackQuery.builder().callbackQueryId(id).build(), Boolean.class);
  }

  String say(Locale language, String key) {
    return wording.say(language, key);
  }

  /// What is lost when this fails is that a button turns until Telegram stops it by itself.
  void quietly(Runnable answer) {
    try {
      answer.run();
    } catch (BotApiException e) {
      log.atWarn()
          .addKeyValue("code", e.code())
          .addKeyValue("reason", e.description())
          .log("press was not answered");
    }
  }

  private static Locale language(CallbackQuery query) {
    User user = query.getFrom();
    return Chats.language(user).orElse(Locale.ENGLISH);
  }

  @Override
  public void close() {
    closed.countDown();
    threads.shutdown();
  }
}
