package org.littleredbridge.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.Messenger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/// Keeps a poller alive: finds out who the bot is, starts one, and another one when no poll has
/// ended for too long, since telegrambots stops in silence.
final class PollKeeper implements Messenger.Listening {
  private static final Logger log = LoggerFactory.getLogger(PollKeeper.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration END = Duration.ofSeconds(10);

  private final TelegramConfig config;
  private final Pace pace;
  private final BotApi api;
  private final Reachability reachability;
  private final Clock clock;
  private final BotName name;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CappedBackOff backOff;
  private volatile @Nullable Thread thread;

  PollKeeper(
      TelegramConfig config,
      Pace pace,
      BotApi api,
      Reachability reachability,
      BotName name,
      Clock clock) {
    this.config = config;
    this.pace = pace;
    this.api = api;
    this.reachability = reachability;
    this.name = name;
    this.clock = clock;
    this.backOff = new CappedBackOff(pace, reachability, new AtomicBoolean(), _ -> {});
  }

  /// Returns at once.
  void start(Supplier<HandOver> handOver, Runnable connected) {
    thread = Thread.ofVirtual().name("telegram-watch").start(() -> run(handOver, connected));
  }

  private void run(Supplier<HandOver> handOver, Runnable connected) {
    try {
      while (!closedWithin(Duration.ZERO)) {
        try {
          name.set(api.ask(new GetMe(), User.class).getUserName());
          poll(handOver.get(), connected);
          backOff.reset();
        } catch (BotApiException e) {
          if (!e.tokenRefused()) {
            reachability.trying(e.description());
          }
          e.retryAfter().ifPresent(backOff::asked);
          closedWithin(backOff.nextPause());
        } catch (TelegramApiException e) {
          // The poller's own client has told why.
          closedWithin(backOff.nextPause());
        } catch (RuntimeException | Error e) {
          reachability.trying("a fault of the bridge");
          log.atError().setCause(e).log("telegram's poller failed by a fault of the bridge");
          closedWithin(backOff.nextPause());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll(HandOver handOver, Runnable connected)
      throws TelegramApiException, InterruptedException {
    // What came before may have taken so long that somebody else listens by now.
    if (closedWithin(Duration.ZERO)) {
      return;
    }
    try (var poller = new Poller(config, pace, handOver, reachability, clock)) {
      poller.start();
      reachability.well();
      connected.run();
      while (!poller.isDead() && !poller.isStale()) {
        if (closedWithin(LOOK)) {
          return;
        }
      }
      log.atWarn().addKeyValue("dead", poller.isDead()).log("telegram's poller is replaced");
    }
  }

  private boolean closedWithin(Duration time) throws InterruptedException {
    return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends the poller; what is being handed over ends first.
  @Override
  public void close() {
    closed.countDown();
    var running = thread;
    if (running != null) {
      try {
        if (!running.join(END)) {
          running.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
