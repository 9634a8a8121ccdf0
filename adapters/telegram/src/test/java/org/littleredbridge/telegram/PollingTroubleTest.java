package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.SeenCall;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;
import org.slf4j.LoggerFactory;

/// Pauses, ends and new starts while updates come.
class PollingTroubleTest {
  private final Heard heard = new Heard();
  private TelegramStage stage = new TelegramStage();

  @AfterEach
  void close() {
    stage.close();
  }

  private void opened() {
    heard.on(stage.messenger());
    Await.that("it is well", () -> stage.messenger().state().mood() == Mood.WELL);
  }

  private void says(String words) {
    stage.service.say(stage.group, TelegramStage.MAY, words);
  }

  private void awaitConfirmed() {
    Await.that("all is confirmed", () -> stage.service.pendingUpdates() == 0);
  }

  private List<String> words() {
    return heard.events().stream().map(event -> ((Event.Command) event).words()).toList();
  }

  private static Pace slow(Duration pause) {
    return new Pace(
        Duration.ofSeconds(20), Duration.ofSeconds(5), pause, pause, pause, Duration.ofSeconds(8));
  }

  private Duration timeToClose() {
    var begin = System.nanoTime();
    stage.messenger().close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void givenTelegramAsksForAPause_whenPolling_thenNothingIsAskedInTheMeantime() {
    opened();
    stage.service.fault(TelegramFault.tooMany("getUpdates", 1));
    says("/list 1");
    awaitConfirmed();

    var polls = stage.service.calls("getUpdates");
    var refused =
        polls.stream().map(SeenCall::status).collect(Collectors.toList()).lastIndexOf(429);
    assertThat(Duration.between(polls.get(refused).at(), polls.get(refused + 1).at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(950));
  }

  @Test
  void givenAStoreThatIsDown_whenUpdatesWait_thenTriesBecomeRarer() {
    opened();
    var tries = new AtomicInteger();
    heard.before(event -> {
      tries.incrementAndGet();
      throw new IllegalStateException("the disk is full");
    });
    says("/list 1");
    Await.that("it was tried often", () -> tries.get() >= 7);

    var polls = stage.service.calls("getUpdates");
    var last = polls.size() - 1;
    assertThat(Duration.between(polls.get(last - 1).at(), polls.get(last).at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
    assertThat(stage.service.pendingUpdates()).isEqualTo(1);
  }

  @Test
  void givenAnEventThatIsNeverTaken_whenItIsGivenUp_thenOthersThatFailedOnceAreNot() {
    opened();
    var once = new AtomicBoolean(true);
    heard.before(event -> {
      var words = ((Event.Command) event).words();
      if (words.endsWith("poison") || words.endsWith("flaky") && once.getAndSet(false)) {
        throw new IllegalStateException("not now");
      }
    });
    says("/list poison");
    says("/list flaky");
    says("/list good");
    awaitConfirmed();

    assertThat(words()).contains("list flaky", "list good").doesNotContain("list poison");
  }

  @Test
  void givenAnEventIsBeingStored_whenClosed_thenItEndsAndTheNextStartHearsTheRest() {
    opened();
    var storing = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    heard.before(event -> {
      storing.countDown();
      await(go);
    });
    says("/list 1");
    Await.that("it is being stored", () -> storing.getCount() == 0);
    says("/list 2");
    var closing = Thread.ofVirtual().start(() -> stage.messenger().close());
    go.countDown();
    Await.that("it is closed", () -> !closing.isAlive());
    assertThat(words()).contains("list 1");

    stage.restart();
    opened();
    awaitConfirmed();

    assertThat(words()).contains("list 2");
    // The same ids tell the core what it has already.
    var ids = heard.events().stream().map(Event::id).collect(Collectors.toSet());
    assertThat(ids).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("broken off", e);
    }
  }

  @Test
  void givenALongPauseBetweenPolls_whenClosed_thenItEndsAtOnce() {
    stage.close();
    stage =
        new TelegramStage(
            SandboxTelegramConfig.still(0), slow(Duration.ofSeconds(40)), Clock.systemUTC());
    opened();
    stage.service.fault(TelegramFault.of("getUpdates", Way.DROP_BEFORE).times(100));
    var bots = (Logger) LoggerFactory.getLogger("org.telegram.telegrambots.longpolling");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    bots.setLevel(Level.ERROR);
    bots.setAdditive(false);
    bots.addAppender(lines);
    try {
      says("/list 1");
      // It says so once the pause is fixed, and not before.
      Await.that("it pauses", () -> !lines.list.isEmpty());

      assertThat(timeToClose()).isLessThan(Duration.ofSeconds(4));
    } finally {
      bots.detachAppender(lines);
      bots.setAdditive(true);
      bots.setLevel(Level.OFF);
    }
  }

  @Test
  void givenAnOpenMessenger_whenClosed_thenItAsksNothingMoreAndLeavesNoThreadThatHoldsTheProgram() {
    stage.service.say(TelegramStage.MAY.id(), TelegramStage.MAY, "/start");
    var before = platformThreads();
    opened();
    says("/list 1");
    awaitConfirmed();

    Await.that("a poll waits", stage.service::isPolled);

    assertThat(timeToClose()).isLessThan(Duration.ofSeconds(4));

    Await.that("no thread is left", () -> before.containsAll(platformThreads()));
    // The poll that was broken off takes what comes next with it, and confirms nothing.
    says("/list 2");
    var polls = stage.service.callCount("getUpdates");
    says("/list 3");
    assertThat(stage.service.pendingUpdates()).isEqualTo(2);
    assertThat(stage.service.callCount("getUpdates")).isBetween(polls, polls + 1);
  }

  /// Those that keep a program from ending; the stand-in's are not ours.
  private static Set<Thread> platformThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("helidon"))
        .collect(Collectors.toSet());
  }
}
