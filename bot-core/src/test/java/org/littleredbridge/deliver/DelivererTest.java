package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.Crowd;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Holding;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.wording.Wording;

/// Lanes: in order, one message at a time, whatever fails and whenever the process dies.
final class DelivererTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final RetryPolicy FOUR_TRIES =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), 4, Duration.ofDays(7));

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakeMessenger web = new FakeMessenger("web");
  private final Tally tally = new Tally();
  private final Semaphore ended = new Semaphore(0);
  private final Map<String, Runnable> whileComposing = new HashMap<>();
  private final List<Deliverer> open = new ArrayList<>();
  private final Deliverer deliverer = deliverer(store.outbox(), web);
  private int keys;

  DelivererTest() {
    new Heard().on(web);
  }

  @AfterEach
  void closeAll() {
    open.forEach(Deliverer::close);
    assertThat(web.brokenPromises()).isEmpty();
  }

  private Deliverer deliverer(Outbox outbox, Messenger... messengers) {
    var ports =
        new Deliverer.Ports(
            outbox,
            store.channels(),
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording(),
            tally,
            _ -> {});
    var made =
        new Deliverer(ports, List.of(messengers), this::compose, FOUR_TRIES, clock, ended::release);
    open.add(made);
    return made;
  }

  /// A part for each word.
  private Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities) {
    var words = ((Cargo.Notice) delivery.cargo()).text();
    whileComposing.getOrDefault(words, () -> {}).run();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Post(
                Stream.of(words.split(" "))
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

  /// Starts what is due and waits until all of it has ended.
  private int step(Deliverer one) {
    var started = one.deliverDue();
    await(started);
    return started;
  }

  private void await(int lanes) {
    try {
      assertThat(ended.tryAcquire(lanes, 20, TimeUnit.SECONDS)).as("lanes end").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Delivers all there is, however long that takes by the clock.
  private void deliverAll(Deliverer one) {
    for (int i = 0; i < 1_000 && store.outbox().waiting() > 0; i++) {
      if (step(one) == 0) {
        one.nextDue().filter(due -> due.isAfter(clock.instant())).ifPresent(clock::set);
      }
    }
    assertThat(store.outbox().waiting()).isZero();
  }

  private List<String> shown(ChannelId channel) {
    return web.parts(channel).stream().map(part -> ((Part.Say) part).text()).toList();
  }

  private Delivery head(ChannelId channel) {
    var due = store.outbox().nextDue().orElseThrow();
    var far = clock.instant().plus(Duration.ofDays(1));
    var claim =
        store.outbox().claimDue(far, 100, 1, Duration.ZERO).stream()
            .filter(one -> one.channel().equals(channel))
            .findFirst();
    var head = claim.orElseThrow().deliveries().getFirst();
    // As if nobody had looked.
    store.outbox().postpone(head, due);
    store.outbox().release(channel);
    return head;
  }

  private Duration untilDue() {
    return Duration.between(clock.instant(), deliverer.nextDue().orElseThrow());
  }

  private static String[] numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new);
  }

  @Test
  void givenManyDeliveries_whenSendsFailNowAndThen_thenAllArriveInOrder() {
    queue(LOBBY, numbers(1, 60));
    for (int i = 0; i < 3; i++) {
      web.failNext(1, new ChatFailure.Unavailable("away"));
      web.failNext(1, new ChatFailure.RateLimited(Duration.ofSeconds(9)));
      for (int step = 0; step < 3; step++) {
        step(deliverer);
        clock.advance(Duration.ofSeconds(10));
      }
    }
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).containsExactly(numbers(1, 60));
    assertThat(tally.of(Tally.Count.RETRIED)).isEqualTo(3);
    assertThat(tally.of(Tally.Count.POSTPONED)).isEqualTo(3);
    assertThat(tally.of(Tally.Count.DELIVERED)).isEqualTo(60);
    assertThat(tally.of(Tally.Count.PARTS_SENT)).isEqualTo(60);
  }

  @Test
  void givenAServiceThatIsAway_whenTriedAgain_thenEachTryCountsAndThePauseGrowsToItsBound() {
    queue(LOBBY, "a", "b");
    web.failNext(3, new ChatFailure.Unavailable("away"));
    var pauses = new ArrayList<Long>();
    for (int tries = 1; tries <= 3; tries++) {
      step(deliverer);
      assertThat(head(LOBBY).attempts()).isEqualTo(tries);
      pauses.add(untilDue().toSeconds());
      assertThat(step(deliverer)).as("not before its time").isZero();
      clock.advance(untilDue());
    }
    assertThat(pauses).containsExactly(1L, 2L, 3L);

    step(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b");
    assertThat(tally.of(Tally.Count.RETRIED)).isEqualTo(3);
  }

  @Test
  void givenAFaultOfOurs_whenTriesAreUsedUp_thenItIsGivenUpAndTheLaneGoesOn() {
    queue(LOBBY, "a", "b");
    whileComposing.put(
        "a",
        () -> {
          throw new IllegalStateException("a fault");
        });
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).containsExactly("b");
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(1);
  }

  @Test
  void givenARateLimit_whenItPasses_thenNoTryWasCounted() {
    queue(LOBBY, "a");
    for (int i = 0; i < 20; i++) {
      web.failNext(1, new ChatFailure.RateLimited(Duration.ofSeconds(30)));
      step(deliverer);
      assertThat(head(LOBBY).attempts()).isZero();
      assertThat(untilDue()).isEqualTo(Duration.ofSeconds(30));
      clock.advance(Duration.ofSeconds(30));
    }
    step(deliverer);

    assertThat(shown(LOBBY)).containsExactly("a");
    assertThat(tally.of(Tally.Count.POSTPONED)).isEqualTo(20);
  }

  @Test
  void givenARefusal_whenSent_thenThatOneIsGivenUpAndTheLaneGoesOnAtOnce() {
    queue(LOBBY, "a", "b");
    web.failNext(1, new ChatFailure.Refused("too rude"));
    step(deliverer);

    assertThat(shown(LOBBY)).containsExactly("b");
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(1);
    assertThat(store.outbox().waiting()).isZero();
  }

  @Test
  void givenNothingLeftToShow_whenComposed_thenItIsGivenUp() {
    queue(LOBBY, "", "b");
    step(deliverer);

    assertThat(shown(LOBBY)).containsExactly("b");
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(1);
  }

  @Test
  void givenAFaultInComposing_whenItNeverEnds_thenTheChannelIsNotClosedForEver() {
    queue(LOBBY, "bad", "deep", "good");
    whileComposing.put(
        "bad",
        () -> {
          throw new IllegalStateException("a fault");
        });
    whileComposing.put(
        "deep",
        () -> {
          throw new StackOverflowError();
        });
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).containsExactly("good");
    assertThat(tally.of(Tally.Count.RETRIED)).isEqualTo(6);
    assertThat(tally.of(Tally.Count.ABANDONED)).isEqualTo(2);
  }

  @Test
  void givenAPartThatFails_whenTriedAgainByAnotherProcess_thenTheSentPartsAreNotRepeated() {
    web.forgetKeys();
    queue(LOBBY, "one two three");
    step(deliverer(store.outbox(), new FailingAt(2, web)));
    assertThat(shown(LOBBY)).containsExactly("one");
    assertThat(head(LOBBY).sent()).hasSize(1);
    assertThat(head(LOBBY).attempts()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    step(deliverer(store.outbox(), web));
    assertThat(shown(LOBBY)).containsExactly("one", "two", "three");
  }

  /// Fails once, at its n-th send.
  private static final class FailingAt implements Messenger {
    private final Messenger inner;
    private final AtomicInteger left;

    FailingAt(int send, Messenger inner) {
      this.inner = inner;
      this.left = new AtomicInteger(send);
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public List<String> connections() {
      return inner.connections();
    }

    @Override
    public Listening listen(String connection, Listener listener) {
      return inner.listen(connection, listener);
    }

    @Override
    public MessengerCapabilities capabilities(ChannelId channel) {
      return inner.capabilities(channel);
    }

    @Override
    public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
      if (left.decrementAndGet() == 0) {
        throw new ChatException(new ChatFailure.Unavailable("away"));
      }
      return inner.send(channel, part, after, key);
    }

    @Override
    public boolean edit(ChannelId channel, MessageRef message, Part part) {
      return inner.edit(channel, message, part);
    }

    @Override
    public boolean manages(ChannelId channel, Member member) {
      return inner.manages(channel, member);
    }

    @Override
    public MessengerState state() {
      return inner.state();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void givenADeathAtEveryCall_whenAnotherProcessGoesOn_thenAllIsShownOnceAndInOrder() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var fresh = new DelivererTest();
        lived = fresh.survives(new CrashPoint(call, done), true);
        assertThat(fresh.shown(LOBBY))
            .as("dead at call %s, done: %s", call, done)
            .containsExactly("1", "2", "3", "4");
        fresh.closeAll();
      }
    }
  }

  @Test
  void givenAServiceThatCannotTellRepeats_whenDeadAtEveryCall_thenAtMostTheOneInFlightRepeats() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var fresh = new DelivererTest();
        lived = fresh.survives(new CrashPoint(call, done), false);
        var shown = fresh.shown(LOBBY);
        assertThat(shown.stream().distinct())
            .as("dead at call %s, done: %s", call, done)
            .containsExactly("1", "2", "3", "4");
        assertThat(shown).isSorted().hasSizeLessThanOrEqualTo(5);
        fresh.closeAll();
      }
    }
  }

  /// @return whether the process lived through
  private boolean survives(CrashPoint crash, boolean tellsRepeats) {
    if (!tellsRepeats) {
      web.forgetKeys();
    }
    queue(LOBBY, "1", "2 3", "4");
    try {
      step(deliverer(crash.over(Outbox.class, store.outbox()), crash.over(Messenger.class, web)));
    } catch (CrashPoint.Crash e) {
      assertThat(e).as("it died before any lane was started").isNotNull();
    }
    clock.advance(Duration.ofMinutes(6));
    deliverAll(deliverer);
    return !crash.happened();
  }

  @Test
  void givenTwentyChannels_whenAllAreSlow_thenAllSendAtOnceAndEachOneMessageAtATime() {
    var channels = IntStream.range(0, 20).mapToObj(i -> ChannelId.of("web", "room-" + i)).toList();
    channels.forEach(channel -> queue(channel, "a b", "c"));
    channels.forEach(web::hold);

    assertThat(deliverer.deliverDue()).isEqualTo(20);
    channels.forEach(web::awaitSending);
    assertThat(web.sent()).isEmpty();
    channels.forEach(web::letGo);
    await(20);

    assertThat(channels).allSatisfy(one -> assertThat(shown(one)).containsExactly("a", "b", "c"));
  }

  @Test
  void givenAChannelThatHangs_whenOthersHaveWork_thenTheyDoNotWait() {
    queue(LOBBY, "a");
    web.hold(LOBBY);
    deliverer.deliverDue();
    web.awaitSending(LOBBY);
    queue(GARDEN, "b", "c");
    queue(LOBBY, "d");

    assertThat(step(deliverer)).isEqualTo(1);
    assertThat(shown(GARDEN)).containsExactly("b", "c");
    web.letGo(LOBBY);
    await(1);
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "d");
  }

  @Test
  void givenASendThatOutlivesItsLease_whenTheLaneIsClaimedAgain_thenThereIsStillOneSend() {
    queue(LOBBY, "a", "b");
    web.hold(LOBBY);
    deliverer.deliverDue();
    web.awaitSending(LOBBY);
    clock.advance(Duration.ofMinutes(10));

    deliverer.deliverDue();
    assertThat(web.tries()).isEqualTo(1);
    web.letGo(LOBBY);
    await(1);
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b");
  }

  @Test
  void givenALaneAtWorkForLong_whenItsTimeIsUp_thenItEndsBeforeItsLeaseAndGoesOnLater() {
    queue(LOBBY, "a b", "c");
    var started = deliverer.deliverDue();
    await(started);
    web.forgetKeys();
    queue(LOBBY, "x y", "z");
    whileComposing.put("x y", () -> clock.advance(Duration.ofMinutes(4)));
    step(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b", "c", "x");

    whileComposing.clear();
    deliverAll(deliverer);
    assertThat(shown(LOBBY)).containsExactly("a", "b", "c", "x", "y", "z");
  }

  /// An outbox that fails at some calls of one method.
  private Outbox failing(String method, int times) {
    var left = new AtomicInteger(times);
    InvocationHandler handler =
        (_, called, arguments) -> {
          if (called.getName().equals(method) && left.getAndDecrement() > 0) {
            throw new IllegalStateException("the store is away");
          }
          return called.invoke(store.outbox(), arguments);
        };
    return outbox(handler);
  }

  private static Outbox outbox(InvocationHandler handler) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, handler);
  }

  @Test
  void givenALaneThatCannotBeGivenBack_whenTheStoreIsWell_thenItGoesOnAtOnce() {
    var one = deliverer(failing("release", 1), web);
    queue(LOBBY, "a");
    step(one);
    queue(LOBBY, "b");

    assertThat(one.nextDue()).contains(clock.instant());
    step(one);
    assertThat(shown(LOBBY)).containsExactly("a", "b");
  }

  @Test
  void givenALaneWithMoreInIt_whenClaimedTheMomentItIsGivenBack_thenItGoesOnAtOnce() {
    var one = new AtomicReference<Deliverer>();
    InvocationHandler claimingAtOnce =
        (_, called, arguments) -> {
          var answer = called.invoke(store.outbox(), arguments);
          if (called.getName().equals("release")) {
            one.get().deliverDue();
          }
          return answer;
        };
    one.set(deliverer(outbox(claimingAtOnce), web));
    var texts = IntStream.range(0, 50).mapToObj(i -> "t" + i).toArray(String[]::new);
    queue(LOBBY, texts);

    one.get().deliverDue();
    await(3);
    assertThat(shown(LOBBY)).containsExactly(texts);
  }

  @Test
  void givenAClaimWhoseAnswerIsLost_whenTheStoreIsWell_thenItsLanesGoOnAtOnce() {
    var leases = store.leases();
    var lease =
        leases
            .take(new Leases.Node("east", "1"), new Duty.Connection("web:0", Optional.of("web")))
            .orElseThrow();
    var one = deliverer(failing("shaped", 0), web);
    one.underLeases();
    queue(LOBBY, "a");
    // As if it had been ours.
    store.outbox().claimDue(clock.instant(), 9, 9, Duration.ofMinutes(5));
    one.speakFor("web", Holding.forGood(lease));
    await(1);
    assertThat(step(one)).as("it knows nothing of that claim").isZero();

    var two = deliverer(failing("claimDue", 1), web);
    two.underLeases();
    two.speakFor("web", Holding.forGood(lease));
    await(1);
    assertThatThrownBy(two::deliverDue).hasMessageContaining("away");
    step(two);
    assertThat(shown(LOBBY)).containsExactly("a");
  }

  @Test
  void givenTwoProcesses_whenBothDeliverAtOnce_thenNothingIsSentTwiceAndOrderHolds() {
    var channels = IntStream.range(0, 20).mapToObj(i -> ChannelId.of("web", "r" + i)).toList();
    channels.forEach(channel -> queue(channel, numbers(1, 30)));
    web.forgetKeys();
    var other = deliverer(store.outbox(), web);
    for (int round = 0; round < 200 && store.outbox().waiting() > 0; round++) {
      await(
          Crowd.allAtOnce(2, who -> (who == 0 ? deliverer : other).deliverDue()).stream()
              .mapToInt(Integer::intValue)
              .sum());
    }

    assertThat(channels)
        .allSatisfy(one -> {
          var order = shown(one).stream().map(Integer::parseInt).toList();
          assertThat(order).isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
        });
  }

  @Test
  void givenAMessengerThatIsNotThere_whenDue_thenTheLaneWaitsAndLosesNothing() {
    var phone = ChannelId.of("telegram", "7");
    queue(phone, "a");
    assertThat(deliverer.deliverDue()).isEqualTo(1);

    assertThat(untilDue()).isEqualTo(Duration.ofMinutes(10));
    assertThat(store.outbox().waiting(phone)).isEqualTo(1);
    assertThat(head(phone).attempts()).isZero();
  }

  @Test
  void givenASendInFlight_whenClosed_thenItEndsAndNothingNewIsBegun() throws Exception {
    queue(LOBBY, "a b", "c");
    web.hold(LOBBY);
    deliverer.deliverDue();
    web.awaitSending(LOBBY);
    var closing = Thread.ofVirtual().start(deliverer::close);
    while (deliverer.deliverDue() > 0 || !waits(closing)) {
      Thread.onSpinWait();
    }
    queue(GARDEN, "d");
    assertThat(deliverer.deliverDue()).isZero();
    web.letGo(LOBBY);
    closing.join();

    assertThat(shown(LOBBY)).containsExactly("a");
    assertThat(shown(GARDEN)).isEmpty();
    assertThat(ended.availablePermits()).as("the lane has ended").isEqualTo(1);

    deliverAll(deliverer(store.outbox(), web));
    assertThat(shown(LOBBY)).containsExactly("a", "b", "c");
    assertThat(shown(GARDEN)).containsExactly("d");
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive();
  }

  @Test
  void givenAStoreThatFailsInTheMiddle_whenItIsWellAgain_thenTheLaneGoesOn() {
    var failing = new CrashPoint(4, false);
    queue(LOBBY, "a", "b");
    step(deliverer(failing.over(Outbox.class, store.outbox()), web));
    assertThat(failing.happened()).isTrue();
    clock.advance(Duration.ofMinutes(6));
    deliverAll(deliverer);

    assertThat(shown(LOBBY)).containsExactly("a", "b");
  }

  @Test
  void givenTheStandardPolicy_whenAllTriesFail_thenItGivesUpAfterAboutTenHours() {
    var waited = Duration.ZERO;
    int failures = 1;
    for (var pause = RetryPolicy.DEFAULT.after(failures);
        pause.isPresent();
        pause = RetryPolicy.DEFAULT.after(++failures)) {
      assertThat(pause.get()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10));
      waited = waited.plus(pause.get());
    }
    assertThat(waited).isBetween(Duration.ofHours(9), Duration.ofHours(11));
    assertThat(RetryPolicy.DEFAULT.after(Integer.MAX_VALUE)).isEmpty();
    assertThat(Instant.EPOCH.plus(waited)).isAfter(Instant.EPOCH);
  }
}
