package org.littleredbridge.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.longpolling.BotSession;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/// telegrambots' long polling, once started; when it dies another one takes its place.
final class Poller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  private final TelegramConfig config;
  private final Pace pace;
  private final HandOver handOver;
  private final Reachability reachability;
  private final Clock clock;
  private final Unread unread = new Unread();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CappedBackOff backOff;
  // telegrambots resets its own after each answer, also when nobody could take what it brought.
  private final CappedBackOff held;
  private final ReentrantLock handing = new ReentrantLock();
  private final OkHttpClient http;
  private final ScheduledExecutorService thread;
  private final TelegramBotsLongPollingApplication application;
  private final CompletableFuture<BotSession> session = new CompletableFuture<>();
  private volatile Instant alive;
  private volatile Instant lastUpdate;

  Poller(
      TelegramConfig config, Pace pace, HandOver handOver, Reachability reachability, Clock clock) {
    this.config = config;
    this.pace = pace;
    this.handOver = handOver;
    this.reachability = reachability;
    this.clock = clock;
    this.alive = clock.instant();
    this.lastUpdate = clock.instant();
    this.backOff = backOff();
    this.held = backOff();
    this.http =
        BotApi.http()
            .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
            .addInterceptor(new Answers(new Redaction(config.token())))
            .readTimeout(pace.poll().plusSeconds(10))
            .callTimeout(pace.poll().plusSeconds(20))
            .build();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("telegram-poll").factory());
    this.application =
        new TelegramBotsLongPollingApplication(
            ObjectMapper::new, this::client, () -> thread, () -> backOff);
  }

  private CappedBackOff backOff() {
    return new CappedBackOff(
        pace, reachability, closing, pause -> alive = clock.instant().plus(pause));
  }

  private OkHttpClient client() {
    var builder = http.newBuilder();
    // The first interceptor is the outermost.
    builder
        .interceptors()
        .addFirst(
            new PollWatch(reachability, closing, () -> alive = clock.instant(), backOff::asked));
    return builder.build();
  }

  /// Takes a webhook away, if there is one, and begins to poll.
  ///
  /// @throws TelegramApiException when Telegram cannot be reached or refuses
  void start() throws TelegramApiException {
    session.complete(
        application.registerBot(
            config.token(), config::telegramUrl, this::question, this::consume));
  }

  private GetUpdates question(int last) {
    alive = clock.instant();
    // After a failure the answer is wanted at once, to know that all is well again.
    var seconds = reachability.isWell() ? (int) pace.poll().toSeconds() : 0;
    return new Poll(last + 1, seconds, unread, this::answered);
  }

  private void answered() {
    if (!closing.get()) {
      reachability.well();
    }
  }

  private void consume(List<Update> updates) {
    lastUpdate = clock.instant();
    var left = handedOver(updates);
    if (left.isPresent()) {
      // telegrambots has counted them as received already.
      session.join().getLastReceivedUpdate().set(left.getAsInt() - 1);
      pause(held.nextPause());
    } else {
      held.reset();
    }
    alive = clock.instant();
  }

  private OptionalInt handedOver(List<Update> updates) {
    handing.lock();
    try {
      return closing.get() && !updates.isEmpty()
          ? OptionalInt.of(updates.getFirst().getUpdateId())
          : handOver.take(updates);
    } finally {
      handing.unlock();
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether no poll has ended for longer than one can take.
  boolean isDead() {
    return alive.plus(pace.poll()).plus(pace.grace()).isBefore(clock.instant());
  }

  /// Whether nothing was heard for so long that the next number may be a lower one, which
  /// telegrambots would take for an old update: after a week of silence Telegram begins anew at
  /// random, https://core.telegram.org/bots/api#update .
  boolean isStale() {
    return lastUpdate.plus(Duration.ofDays(6)).isBefore(clock.instant());
  }

  /// Ends the poll that waits; an update that is being handed over gets five seconds.
  @Override
  public void close() {
    closing.set(true);
    try {
      application.close();
    } catch (Exception e) {
      log.atWarn().addKeyValue("fault", e.getClass().getSimpleName()).log("poller closed badly");
    }
    http.dispatcher().cancelAll();
    try {
      // A pause may be broken off at once, the storing of an event may not.
      if (handing.tryLock(5, TimeUnit.SECONDS)) {
        handing.unlock();
      }
      thread.shutdownNow();
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        log.atWarn().log("poller has not ended yet");
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
