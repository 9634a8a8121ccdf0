package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.ChatFailure.Unavailable;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.wording.Wording;

/// What people see after the bridge, the service or their channel was away.
final class CatchUpTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Feed FEED = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final int IN_A_MESSAGE = 4;

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakeMessenger web = new FakeMessenger("web");
  private final Semaphore ended = new Semaphore(0);
  private final List<Deliverer> open = new ArrayList<>();

  CatchUpTest() {
    new Heard().on(web);
  }

  @AfterEach
  void closeAll() {
    open.forEach(Deliverer::close);
    assertThat(web.brokenPromises()).isEmpty();
  }

  private Deliverer deliverer(Outbox outbox, Messenger messenger, int catchUp) {
    var ports =
        new Deliverer.Ports(
            outbox,
            store.channels(),
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording(),
            new Tally(),
            _ -> {});
    var made =
        new Deliverer(
            ports,
            List.of(messenger),
            CatchUpTest::compose,
            RetryPolicy.DEFAULT,
            catchUp,
            clock,
            ended::release);
    open.add(made);
    return made;
  }

  private Deliverer deliverer() {
    return deliverer(store.outbox(), web, 10);
  }

  /// A note is its id, a digest lists four of them in a message.
  private static Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities) {
    if (!(delivery.cargo() instanceof Cargo.Digest(var notes))) {
      var words =
          delivery.cargo() instanceof Cargo.NoteCargo(var note, _) ? note.value() : "a notice";
      return Optional.of(new Post(List.of(new Part.Say(words, Optional.empty()))));
    }
    var parts = new ArrayList<Part>();
    for (int i = 0; i < notes.size(); i += IN_A_MESSAGE) {
      var some = notes.subList(i, Math.min(notes.size(), i + IN_A_MESSAGE));
      parts.add(new Part.Digest("digest", some.stream().map(CatchUpTest::entry).toList(), ""));
    }
    return Optional.of(new Post(parts.subList(delivery.sent().size(), parts.size())));
  }

  private static Part.Entry entry(NoteId note) {
    var page = new FakeLinks().page(new NoteRef(note, Optional.empty()));
    return new Part.Entry(note.value(), "title", "", page);
  }

  private void queue(boolean late, int from, int to) {
    var notes =
        IntStream.range(from, to)
            .mapToObj(i ->
                new Outbox.Routed(
                    SampleNotes.note("n" + i, "t"),
                    Map.of(LOBBY, new Verdict.Send()),
                    late ? Set.of(LOBBY) : Set.of()))
            .toList();
    store.outbox().accept(FEED, notes, clock.instant());
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "n" + i).toList();
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

  private void deliverAll(Deliverer one) {
    for (int i = 0; i < 1_000 && one.nextDue().isPresent(); i++) {
      if (step(one) == 0) {
        one.nextDue().filter(due -> due.isAfter(clock.instant())).ifPresent(clock::set);
      }
    }
    assertThat(one.nextDue()).isEmpty();
  }

  /// The notes in the order in which people see them.
  private List<String> seen() {
    return web.parts(LOBBY).stream()
        .flatMap(part ->
            part instanceof Part.Digest digest
                ? digest.entries().stream().map(Part.Entry::note)
                : Stream.of(((Part.Say) part).text()))
        .toList();
  }

  private long digests() {
    return web.parts(LOBBY).stream().filter(Part.Digest.class::isInstance).count();
  }

  @Test
  void givenABurstOfFreshNotes_whenTheBridgeRuns_thenEachComesByItself() {
    queue(false, 0, 200);
    deliverAll(deliverer());

    assertThat(seen()).isEqualTo(ids(0, 200));
    assertThat(digests()).isZero();
  }

  @Test
  void givenNotesAfterAGap_whenThereAreMoreThanTen_thenTheyAreListedAndLaterOnesComeByThemselves() {
    queue(true, 0, 11);
    queue(false, 11, 13);
    deliverAll(deliverer());

    assertThat(seen()).isEqualTo(ids(0, 13));
    assertThat(web.parts(LOBBY)).hasSize(3 + 2);
    assertThat(digests()).isEqualTo(3);
    assertThat(store.outbox().fate(LOBBY, new NoteId("n3")).orElseThrow().inDigest()).isTrue();
  }

  @Test
  void givenTenNotesAfterAGap_whenDelivered_thenEachComesByItself() {
    queue(true, 0, 10);
    deliverAll(deliverer());

    assertThat(digests()).isZero();
    assertThat(seen()).isEqualTo(ids(0, 10));
  }

  @Test
  void givenThatEachShallComeByItself_whenAHundredAreLate_thenEachDoes() {
    queue(true, 0, 100);
    deliverAll(deliverer(store.outbox(), web, 0));

    assertThat(digests()).isZero();
    assertThat(seen()).isEqualTo(ids(0, 100));
  }

  @Test
  void givenAChannelThatWasClosedForDays_whenItIsOpenAgain_thenWhatWaitedIsListed() {
    queue(false, 0, 1);
    web.failNext(LOBBY, 1, new Closed(Cause.NOT_ALLOWED, ""));
    var deliverer = deliverer();
    deliverAll(deliverer);
    clock.advance(Duration.ofDays(3));
    queue(false, 1, 15);
    clock.advance(Duration.ofMinutes(61));
    queue(false, 15, 17);
    store.channels().resume(LOBBY, clock.instant());
    deliverAll(deliverer);

    assertThat(seen()).isEqualTo(ids(0, 17));
    assertThat(web.parts(LOBBY)).hasSize(4 + 2);
  }

  @Test
  void givenAnOutageOfADay_whenNotesGoOnComing_thenThereIsOneDigestOfAllThatWaited() {
    var deliverer = deliverer();
    web.failNext(LOBBY, 9_999, new Unavailable("HTTP 502"));
    var over = clock.instant().plus(Duration.ofDays(1));
    for (int n = 0; clock.instant().isBefore(over); n++) {
      queue(false, n, n + 1);
      var hour = clock.instant().plus(Duration.ofHours(1));
      while (deliverer.nextDue().orElseThrow().isBefore(hour)) {
        step(deliverer);
        clock.set(deliverer.nextDue().orElseThrow());
      }
    }
    web.forgetFailures();
    deliverAll(deliverer);

    assertThat(seen()).startsWith("n0", "n1", "n2").doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(seen()).isEqualTo(ids(0, seen().size()));
    assertThat(digests()).isGreaterThan(4);
  }

  @Test
  void givenADeathAtEveryCall_whenADigestIsOnItsWay_thenNothingIsLostAndOnePartRepeatsAtMost() {
    for (var done : new boolean[] {false, true}) {
      for (var knowsKeys : new boolean[] {false, true}) {
        var lived = false;
        for (int call = 1; !lived; call++) {
          var fresh = new CatchUpTest();
          if (!knowsKeys) {
            fresh.web.forgetKeys();
          }
          var crash = new CrashPoint(call, done);
          lived = fresh.survives(crash);
          var context = "dead at call " + call + ", done: " + done + ", keys: " + knowsKeys;
          assertThat(fresh.seen().stream().distinct()).as(context).isEqualTo(ids(0, 13));
          var parts = fresh.web.parts(LOBBY);
          assertThat(parts.size() - parts.stream().distinct().count())
              .as(context)
              .isLessThanOrEqualTo(knowsKeys ? 0 : 1);
          fresh.closeAll();
        }
      }
    }
  }

  /// @return whether the process lived through
  private boolean survives(CrashPoint crash) {
    queue(false, 0, 1);
    queue(true, 1, 12);
    queue(false, 12, 13);
    try {
      var mortal =
          deliverer(crash.over(Outbox.class, store.outbox()), crash.over(Messenger.class, web), 10);
      step(mortal);
      step(mortal);
      step(mortal);
    } catch (CrashPoint.Crash e) {
      assertThat(e).as("it died before any lane was started").isNotNull();
    }
    clock.advance(Duration.ofMinutes(6));
    deliverAll(deliverer());
    return !crash.happened();
  }
}
