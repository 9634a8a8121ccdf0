package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.ChatFailure.Moved;
import org.littleredbridge.chat.ChatFailure.Refused;
import org.littleredbridge.chat.ChatFailure.Unavailable;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.wording.Wording;

/// Channels that are closed to us or get another id, and reasons that people can read.
final class SetbacksTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final ChannelId ANN = ChannelId.person("web", "ann");
  private static final Feed FEED = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final RetryPolicy FOUR_TRIES =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), 4, Duration.ofDays(7));

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakeMessenger web = new FakeMessenger("web");
  private final ConcurrentLinkedQueue<Paused> told = new ConcurrentLinkedQueue<>();
  private final Tally tally = new Tally();
  private final Semaphore ended = new Semaphore(0);
  private final List<Deliverer> open = new ArrayList<>();
  private int keys;

  SetbacksTest() {
    new Heard().on(web);
  }

  @AfterEach
  void closeAll() {
    open.forEach(Deliverer::close);
    assertThat(web.brokenPromises()).isEmpty();
  }

  private Deliverer deliverer() {
    return deliverer(store.outbox(), store.channels(), web);
  }

  private Deliverer deliverer(RetryPolicy retries) {
    return deliverer(store.outbox(), store.channels(), web, retries);
  }

  private Deliverer deliverer(Outbox outbox, Channels channels, Messenger messenger) {
    return deliverer(outbox, channels, messenger, FOUR_TRIES);
  }

  private Deliverer deliverer(
      Outbox outbox, Channels channels, Messenger messenger, RetryPolicy retries) {
    var ports =
        new Deliverer.Ports(
            outbox,
            channels,
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording(),
            tally,
            told::add);
    var made =
        new Deliverer(
            ports, List.of(messenger), SetbacksTest::compose, retries, clock, ended::release);
    open.add(made);
    return made;
  }

  private static Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities) {
    var words = delivery.cargo() instanceof Cargo.Notice(var text, _, _) ? text : "a note";
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Post(
                List.of(words.split("\\+")).stream()
                    .<Part>map(word -> new Part.Say(word, Optional.empty()))
                    .toList()));
  }

  private void queue(ChannelId channel, String... texts) {
    for (var text : texts) {
      store
          .outbox()
          .add(channel, new Cargo.Notice(text, Optional.empty()), "k" + ++keys, clock.instant());
    }
  }

  private void queueNote(String id) {
    var routed = new Outbox.Routed(SampleNotes.note(id, "t"), Map.of(LOBBY, new Verdict.Send()));
    store.outbox().accept(FEED, List.of(routed), clock.instant());
  }

  private int step(Deliverer one) {
    var started = one.deliverDue();
    try {
      assertThat(ended.tryAcquire(started, 20, TimeUnit.SECONDS)).as("lanes end").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return started;
  }

  /// Delivers whatever is ever due.
  private void deliverAll(Deliverer one) {
    for (int i = 0; i < 5_000 && one.nextDue().isPresent(); i++) {
      if (step(one) == 0) {
        one.nextDue().filter(due -> due.isAfter(clock.instant())).ifPresent(clock::set);
      }
    }
    assertThat(one.nextDue()).isEmpty();
  }

  private List<String> shown(ChannelId channel) {
    return web.parts(channel).stream().map(part -> ((Part.Say) part).text()).toList();
  }

  private String reason(String note) {
    return store.outbox().fate(LOBBY, new NoteId(note)).orElseThrow().reason().orElseThrow();
  }

  @Test
  void givenAClosedChannel_whenSent_thenItIsPausedAllWaitsAndOneIsToldOnce() {
    queue(LOBBY, "a", "b");
    web.failNext(LOBBY, 1, new Closed(Cause.NOT_ALLOWED, "Attach Files"));
    var deliverer = deliverer();
    deliverAll(deliverer);

    assertThat(store.channels().paused(LOBBY).orElseThrow().why())
        .isEqualTo(new Closed(Cause.NOT_ALLOWED, "Attach Files"));
    assertThat(told).containsExactly(new Paused(LOBBY, Cause.NOT_ALLOWED, "Attach Files"));
    assertThat(web.tries()).isEqualTo(1);
    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(2);
    assertThat(tally.of(Tally.Count.ABANDONED) + tally.of(Tally.Count.RETRIED)).isZero();

    queue(LOBBY, "c");
    clock.advance(Duration.ofDays(40));
    assertThat(step(deliverer)).isZero();
    store.channels().resume(LOBBY, clock.instant());
    var claim = store.outbox().claimDue(clock.instant(), 1, 1, Duration.ZERO).getFirst();
    assertThat(claim.deliveries().getFirst().attempts()).as("no try was counted").isZero();
    store.outbox().release(LOBBY);
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b", "c");
  }

  @Test
  void givenAPausedChannel_whenItWasResumedTooEarly_thenItIsPausedAndToldAgain() {
    queue(LOBBY, "a");
    web.failNext(LOBBY, 2, new Closed(Cause.REMOVED, ""));
    var deliverer = deliverer();
    deliverAll(deliverer);
    store.channels().resume(LOBBY, clock.instant());
    deliverAll(deliverer);

    assertThat(told).hasSize(2);
    assertThat(store.channels().paused(LOBBY)).isPresent();
  }

  @Test
  void givenAHundredClosedChannels_whenAnotherHasWork_thenNoneOfThemHoldsASlot() {
    var closed = IntStream.range(0, 100).mapToObj(i -> ChannelId.of("web", "room-" + i)).toList();
    closed.forEach(channel -> web.failNext(channel, 1, new Closed(Cause.GONE, "")));
    closed.forEach(channel -> queue(channel, "a", "b"));
    var deliverer = deliverer();
    deliverAll(deliverer);
    assertThat(store.channels().pausedCount()).isEqualTo(100);
    assertThat(web.tries()).isEqualTo(100);

    queue(GARDEN, "c");
    assertThat(step(deliverer)).isEqualTo(1);
    assertThat(shown(GARDEN)).containsExactly("c");
    assertThat(store.outbox().waiting()).isEqualTo(200);
  }

  @Test
  void givenAPrivatePlace_whenItIsClosed_thenThatIsGivenUpAndTheNextGoesOn() {
    for (var place : List.of(ANN, ChannelId.ofKey("web:!9:secret"))) {
      queue(place, "a", "b");
      web.failNext(place, 1, new Closed(Cause.BLOCKED, ""));
      deliverAll(deliverer());

      assertThat(shown(place)).containsExactly("b");
      assertThat(store.channels().paused(place)).isEmpty();
    }
    assertThat(told).isEmpty();
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(2);
  }

  @Test
  void givenAnswersThatCameTooLate_whenThePlaceIsPublic_thenTheChannelIsNotPausedForIt() {
    queue(LOBBY, "a", "b");
    web.failNext(LOBBY, 1, new Closed(Cause.TOO_LATE, ""));
    deliverAll(deliverer());

    assertThat(shown(LOBBY)).containsExactly("b");
  }

  @Test
  void givenSetbacks_whenAskedWhy_thenTheReasonIsASentenceInTheChannelsLanguage() {
    queueNote("n1");
    web.failNext(LOBBY, 1, new Refused("too rude"));
    deliverAll(deliverer());
    assertThat(reason("n1")).isEqualTo("The service did not take it: too rude");

    queueNote("n2");
    web.failNext(LOBBY, 4, new Moved(LOBBY));
    deliverAll(deliverer());
    assertThat(reason("n2")).isEqualTo("I tried 4 times. The last answer was: moved to web:lobby");

    store.settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "web:ann", clock.instant());
    queueNote("n3");
    web.failNext(LOBBY, 1, new Closed(Cause.TOO_LATE, ""));
    deliverAll(deliverer());
    assertThat(reason("n3")).startsWith("聊天服务只在短时间内接受回答");
  }

  @Test
  void givenAnOutageOfADay_whenItIsOver_thenNothingWasGivenUpOrPaused() {
    queue(LOBBY, "a", "b");
    var deliverer = deliverer(RetryPolicy.DEFAULT);
    var over = clock.instant().plus(Duration.ofDays(1));
    int tries = 0;
    while (clock.instant().isBefore(over)) {
      web.failNext(LOBBY, 1, new Unavailable("HTTP 502"));
      assertThat(step(deliverer)).isEqualTo(1);
      tries++;
      deliverer.nextDue().ifPresent(clock::set);
    }
    assertThat(tries).isBetween(100, 200);
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).containsExactly("a", "b");
    assertThat(told).isEmpty();
    assertThat(tally.of(Tally.Count.ABANDONED)).isZero();
  }

  @Test
  void givenAServiceThatFailsForAWeek_whenItIsTriedOnceMore_thenTheChannelIsPausedAndOneIsTold() {
    queue(LOBBY, "a", "b");
    queue(ANN, "c");
    web.failNext(LOBBY, 9_999, new Unavailable("HTTP 502"));
    web.failNext(ANN, 9_999, new Unavailable("HTTP 502"));
    var began = clock.instant();
    var deliverer = deliverer(RetryPolicy.DEFAULT);
    deliverAll(deliverer);

    assertThat(Duration.between(began, clock.instant()))
        .isBetween(Duration.ofDays(7), Duration.ofDays(7).plusMinutes(11));
    assertThat(told).containsExactly(new Paused(LOBBY, Cause.FAILING, "HTTP 502"));
    assertThat(store.channels().paused(LOBBY).orElseThrow().why())
        .isEqualTo(new Closed(Cause.FAILING, "HTTP 502"));
    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(2);
    assertThat(store.outbox().waiting(ANN)).as("nobody could resume that one").isZero();
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(1);

    store.channels().resume(LOBBY, clock.instant());
    assertThat(step(deliverer)).isEqualTo(1);
    assertThat(store.channels().paused(LOBBY)).as("one failure is no week").isEmpty();
    web.forgetFailures();
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b");
  }

  @Test
  void givenABridgeThatWasDownForAMonth_whenItsFirstTryFails_thenThatIsNoReasonToPause() {
    queue(LOBBY, "a");
    web.failNext(LOBBY, 2, new Unavailable("HTTP 502"));
    var deliverer = deliverer(RetryPolicy.DEFAULT);
    step(deliverer);
    clock.advance(Duration.ofDays(30));
    deliverAll(deliverer);

    assertThat(told).isEmpty();
    assertThat(shown(LOBBY)).containsExactly("a");
  }

  @Test
  void givenAChannelThatGotAnotherId_whenSent_thenAllOfItArrivesThereInOrder() {
    web.forgetKeys();
    store.subscriptions().add(LOBBY, FEED, 0, clock.instant());
    queue(LOBBY, "a", "b+c", "d");
    var deliverer = deliverer();
    web.failNext(LOBBY, 1, new Unavailable("away"));
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b", "c", "d");

    queue(LOBBY, "e", "f");
    web.failNext(LOBBY, 1, new Moved(GARDEN));
    deliverAll(deliverer);
    queue(GARDEN, "g");
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).hasSize(4);
    assertThat(shown(GARDEN)).containsExactly("e", "f", "g");
    assertThat(store.subscriptions().of(GARDEN)).hasSize(1);
    assertThat(tally.of(Tally.Count.ABANDONED)).isZero();
  }

  @Test
  void givenAServiceThatSendsUsRound_whenItGoesOnAndOn_thenThatOneIsGivenUpSomeTime() {
    queue(LOBBY, "a", "b");
    for (int i = 0; i < 4; i++) {
      web.failNext(LOBBY, 1, new Moved(GARDEN));
      web.failNext(GARDEN, 1, new Moved(LOBBY));
    }
    deliverAll(deliverer());
    assertThat(web.tries()).isLessThan(11);
    assertThat(store.outbox().waiting()).isZero();

    queue(ANN, "c");
    web.failNext(ANN, 99, new Moved(ANN));
    deliverAll(deliverer());
    assertThat(store.outbox().waiting()).isZero();
    assertThat(shown(ANN)).isEmpty();
  }

  @Test
  void givenADeathAtEveryCall_whenTheChannelMovesOrIsClosed_thenNothingIsLostOrDoubled() {
    for (var done : new boolean[] {false, true}) {
      for (var moved : new boolean[] {false, true}) {
        var lived = false;
        for (int call = 1; !lived; call++) {
          var fresh = new SetbacksTest();
          lived = fresh.survives(new CrashPoint(call, done), moved);
          assertThat(fresh.shown(moved ? GARDEN : LOBBY))
              .as("dead at call %s, done: %s, moved: %s", call, done, moved)
              .containsExactly("1", "2", "3", "4");
          assertThat(fresh.web.sent()).hasSize(4);
          fresh.closeAll();
        }
      }
    }
  }

  /// @return whether the process lived through
  private boolean survives(CrashPoint crash, boolean moved) {
    queue(LOBBY, "1", "2+3", "4");
    web.failNext(LOBBY, moved ? 99 : 1, moved ? new Moved(GARDEN) : new Closed(Cause.GONE, ""));
    try {
      var mortal =
          deliverer(
              crash.over(Outbox.class, store.outbox()),
              crash.over(Channels.class, store.channels()),
              crash.over(Messenger.class, web));
      step(mortal);
      step(mortal);
    } catch (CrashPoint.Crash e) {
      assertThat(e).as("it died before any lane was started").isNotNull();
    }
    if (store.channels().paused(LOBBY).isPresent()) {
      // Nobody would come to tell it later: the channel is left alone from now on.
      assertThat(told).isNotEmpty();
    }
    clock.advance(Duration.ofMinutes(6));
    deliverAll(deliverer());
    store.channels().resume(LOBBY, clock.instant());
    deliverAll(deliverer());
    return !crash.happened();
  }
}
