package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.AccountLedger;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Plenty;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SampleNotes;

/// What polls find reaches channels oldest first and once, whatever the platform's lists look like
/// and whatever fails on the way.
final class PollOrderTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Tally tally = new Tally();
  private Poller poller = poller(platform);

  private Poller poller(NotePlatform over) {
    return new Poller(
        new Poller.Ports(
            over,
            new Plenty(),
            store.feedStates(),
            store.subscriptions(),
            store.notes(),
            new Dispatcher(store.subscriptions(), store.outbox(), () -> {}, clock)),
        new PollSchedule(
            HALF_HOUR, HALF_HOUR, HALF_HOUR, 0, DayPlan.always(ZoneOffset.UTC), new Random(1)),
        tally,
        clock);
  }

  private void publish(int... numbers) {
    for (var number : numbers) {
      platform.publish(note(number));
    }
  }

  private static Note note(int number) {
    return SampleNotes.note(
        "n" + number,
        "title " + number,
        "text " + number,
        SampleNotes.MEI,
        SampleNotes.PUBLISHED.plusSeconds(number));
  }

  private void follow(ChannelId channel, Feed feed, int backlog) {
    assertThat(store.subscriptions().add(channel, feed, backlog, clock.instant())).isTrue();
    clock.advance(Duration.ofSeconds(1));
  }

  /// Moves on to the next poll and polls everything that is due then.
  private void poll() {
    var next = poller.nextDue().orElseThrow();
    if (next.isAfter(clock.instant())) {
      clock.set(next);
    }
    while (poller.pollDue() > 0) {}
  }

  /// The notes that wait for a channel, in the order in which they will be sent.
  private List<String> queued(ChannelId channel) {
    var queued =
        store.outbox().claimDue(clock.instant(), 10, 1_000, Duration.ofSeconds(1)).stream()
            .filter(claim -> claim.channel().equals(channel))
            .flatMap(claim -> claim.deliveries().stream())
            .map(delivery -> ((Cargo.NoteCargo) delivery.cargo()).note().value())
            .toList();
    store.outbox().release(LOBBY);
    store.outbox().release(GARDEN);
    return queued;
  }

  private FeedState state(Feed feed) {
    return store.feedStates().state(feed).orElseThrow();
  }

  @Test
  void givenNotesFromBefore_whenFirstPolled_thenNoneIsSentAndLaterOnesAre() {
    publish(1, 2, 3);
    follow(LOBBY, MEI, 0);
    poll();

    assertThat(queued(LOBBY)).isEmpty();
    assertThat(platform.calls(Call.DETAIL)).isZero();
    assertThat(store.outbox().fate(LOBBY, new NoteId("n2")).orElseThrow().verdict())
        .isEqualTo(new Verdict.Primed());

    publish(5, 4);
    poll();
    assertThat(queued(LOBBY)).containsExactly("n4", "n5");
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(2);
    assertThat(store.notes().note(new NoteId("n4")).orElseThrow().complete()).isTrue();
  }

  @Test
  void givenAListOfWholeNotes_whenPolled_thenNoDetailIsAskedFor() {
    UnaryOperator<List<Note>> whole = list -> list.stream().map(PollOrderTest::whole).toList();
    poller = poller(new Disguised(platform, whole));
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2);
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n2");
    assertThat(platform.calls(Call.DETAIL)).isZero();
    assertThat(store.notes().note(new NoteId("n2")).orElseThrow().text()).isEqualTo("text 2");
  }

  private static Note whole(Note card) {
    return note(Integer.parseInt(card.id().value().substring(1)));
  }

  @Test
  void givenABacklog_whenFirstPolled_thenTheNewestNotesComeOldestFirst() {
    publish(1, 2, 3, 4, 5);
    follow(LOBBY, MEI, 3);
    poll();

    assertThat(queued(LOBBY)).containsExactly("n3", "n4", "n5");
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(3);
  }

  private boolean late(String note) {
    var late =
        store.outbox().claimDue(clock.instant(), 10, 1_000, Duration.ofSeconds(1)).stream()
            .flatMap(claim -> claim.deliveries().stream())
            .filter(one -> one.cargo().equals(new Cargo.NoteCargo(new NoteId(note))))
            .flatMap(one -> one.lateAt().stream())
            .anyMatch(at -> !at.isAfter(clock.instant()));
    store.outbox().release(LOBBY);
    store.outbox().release(GARDEN);
    return late;
  }

  @Test
  void givenABridgeThatWasDown_whenItLooksAgain_thenWhatItFindsIsLateButNotWhatSomebodyAsksFor() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1);
    poll();
    assertThat(late("n1")).isFalse();

    publish(2, 3);
    clock.advance(Duration.ofHours(2));
    poll();
    assertThat(late("n2") && late("n3")).isTrue();

    clock.advance(Duration.ofHours(5));
    publish(4);
    store.subscriptions().remove(LOBBY, MEI);
    follow(GARDEN, MEI, 3);
    poll();
    assertThat(queued(GARDEN)).containsExactly("n2", "n3", "n4");
    assertThat(late("n4")).isFalse();
  }

  @Test
  void givenABridgeThatWasDown_whenTheGatewayIsSlow_thenAllOfALookComeTogether() {
    follow(LOBBY, MEI, 0);
    poll();
    clock.advance(Duration.ofHours(5));
    publish(IntStream.range(0, 15).toArray());
    var together = new ArrayList<Integer>();
    var slow =
        new Poller(
            new Poller.Ports(
                platform,
                new Plenty(),
                store.feedStates(),
                store.subscriptions(),
                store.notes(),
                (feed, arrivals) -> {
                  together.add(arrivals.size());
                  clock.advance(Duration.ofSeconds(1));
                  assertThat(arrivals).allMatch(Arrival::late);
                }),
            new PollSchedule(
                HALF_HOUR, HALF_HOUR, HALF_HOUR, 0, DayPlan.always(ZoneOffset.UTC), new Random(1)),
            tally,
            clock);
    slow.pollDue();

    assertThat(together).containsExactly(15);
  }

  @Test
  void givenABacklogLargerThanTheList_whenFirstPolled_thenAllComeOnce() {
    publish(1, 2);
    follow(LOBBY, MEI, 20);
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n2");
  }

  @Test
  void givenTwoFeedsWithTheSameNote_whenBothAreFollowed_thenItComesOnce() {
    follow(LOBBY, MEI, 0);
    follow(LOBBY, TRENDING, 0);
    poll();
    publish(1, 2);
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n2");
    assertThat(platform.calls(Call.DETAIL)).as("one call each").isEqualTo(2);
  }

  @Test
  void givenANoteThatOneFeedPrimed_whenAnotherFeedBringsItAsNew_thenItComes() {
    publish(1);
    follow(LOBBY, TRENDING, 0);
    poll();
    follow(LOBBY, MEI, 2);
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1");
  }

  @Test
  void givenAPinnedOldNote_whenPolled_thenItIsNoNewsAndNotPartOfTheNewest() {
    publish(1, 2, 3, 4);
    platform.pin(new NoteId("n1"));
    follow(LOBBY, MEI, 2);
    poll();
    assertThat(queued(LOBBY)).containsExactly("n3", "n4");

    platform.pin(new NoteId("n2"));
    publish(5);
    poll();
    assertThat(queued(LOBBY)).containsExactly("n3", "n4", "n5");
  }

  @Test
  void givenListsInAnyOrderAndWithRepeats_whenPolled_thenTheResultIsTheSame() {
    for (var seed : new int[] {1, 2, 3, 4, 5}) {
      var fresh = new PollOrderTest();
      var random = new Random(seed);
      fresh.poller =
          fresh.poller(
              new Disguised(
                  fresh.platform,
                  list -> {
                    var mixed = new ArrayList<>(list);
                    mixed.addAll(list);
                    Collections.shuffle(mixed, random);
                    return mixed;
                  }));
      fresh.publish(IntStream.rangeClosed(1, 12).toArray());
      fresh.follow(LOBBY, MEI, 4);
      fresh.poll();
      fresh.publish(13, 14, 15);
      fresh.poll();
      fresh.poll();

      assertThat(fresh.queued(LOBBY))
          .as("seed %s", seed)
          .containsExactly("n9", "n10", "n11", "n12", "n13", "n14", "n15");
    }
  }

  @Test
  void givenADetailThatFails_whenPolled_thenWhatIsBehindItWaitsAndTheOrderHolds() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2, 3);
    poller = poller(new Disguised(platform, failing("n2", 2, new Failure.Unreachable("away"))));

    poll();
    assertThat(queued(LOBBY)).containsExactly("n1");
    assertThat(state(MEI).failures()).isEqualTo(1);
    assertThat(state(MEI).lastFailure().orElseThrow()).contains("away");

    poll();
    assertThat(queued(LOBBY)).containsExactly("n1");
    poll();
    assertThat(queued(LOBBY)).containsExactly("n1", "n2", "n3");
    assertThat(state(MEI).failures()).isZero();
    assertThat(store.notes().note(new NoteId("n2")).orElseThrow().complete()).isTrue();
    assertThat(platform.calls(Call.DETAIL)).as("n1, n2 and n3 once").isEqualTo(3);
  }

  @Test
  void givenADetailThatFailsForEver_whenPolledThreeTimes_thenItsCardGoesOut() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2, 3);
    poller = poller(new Disguised(platform, failing("n2", 99, new Failure.Garbled("no JSON"))));
    poll();
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n2", "n3");
    assertThat(store.notes().note(new NoteId("n2")).orElseThrow().complete()).isFalse();
  }

  @Test
  void givenAFaultOfOursInReadingADetail_whenPolledThreeTimes_thenItsCardGoesOut() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2, 3);
    poller =
        poller(
            new Disguised(
                platform,
                note -> {
                  if (note.id().value().equals("n2")) {
                    throw new IllegalStateException("a fault");
                  }
                }));
    poll();
    assertThat(queued(LOBBY)).containsExactly("n1");
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n2", "n3");
  }

  @Test
  void givenAFailureInTheFirstPoll_whenPolledAgain_thenTheBacklogIsStillWhole() {
    publish(1, 2, 3, 4);
    follow(LOBBY, MEI, 3);
    poller = poller(new Disguised(platform, failing("n3", 1, new Failure.NoteHidden("later"))));
    poll();
    assertThat(queued(LOBBY)).containsExactly("n2");
    poll();

    assertThat(queued(LOBBY)).containsExactly("n2", "n3", "n4");
  }

  @Test
  void givenFailuresOfTheAccount_whenTheyLast_thenNoCardGoesOutEarly() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1);
    for (var failure :
        List.of(
            new Failure.Captcha(),
            new Failure.LoginRequired(),
            new Failure.AccountWarned("7 days"),
            new Failure.NetworkDistrusted("cloud"),
            new Failure.RateLimited(Optional.empty()),
            new Failure.GatewayOutdated("old"),
            new Failure.GatewayRefused(),
            new Failure.Held("quiet", Optional.empty()))) {
      platform.failNext(Call.DETAIL, 1, failure);
      poll();
      assertThat(queued(LOBBY)).as("%s", failure).isEmpty();
    }
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1");
    assertThat(store.notes().note(new NoteId("n1")).orElseThrow().complete()).isTrue();
  }

  @Test
  void givenANoteThatIsGone_whenPolled_thenThatIsItsVerdictAndNobodyAsksAgain() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2, 3);
    poller = poller(new Disguised(platform, failing("n2", 99, new Failure.NoteGone("deleted"))));
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1", "n3");
    assertThat(store.outbox().fate(LOBBY, new NoteId("n2")).orElseThrow().verdict())
        .isEqualTo(new Verdict.Filtered("deleted"));
    assertThat(platform.calls(Call.DETAIL)).as("n1 and n3; n2 never got there").isEqualTo(2);
    assertThat(state(MEI).failures()).isZero();
  }

  @Test
  void givenAHeldCall_whenItSaysUntilWhen_thenTheFeedIsDueSoonAfterThat() {
    follow(LOBBY, MEI, 0);
    var until = clock.instant().plus(Duration.ofHours(5));
    platform.failNext(
        Call.LATEST, 1, new Failure.Held("the ceiling is reached", Optional.of(until)));
    poll();

    assertThat(state(MEI).dueAt()).isBetween(until, until.plus(HALF_HOUR));
  }

  @Test
  void givenACaptcha_whenTheAccountIsStopped_thenPollsGoOnWithoutRequests() {
    var guard =
        new GuardedPlatform(
            platform, "a", new GuardedPlatform.Limits(100), ledger(), tally, clock, _ -> {});
    poller = poller(guard);
    follow(LOBBY, MEI, 0);
    platform.failNext(Call.LATEST, 1, new Failure.Captcha());
    poll();
    poll();
    poll();
    assertThat(platform.calls(Call.LATEST)).isEqualTo(1);
    assertThat(state(MEI).dueAt()).isBeforeOrEqualTo(clock.instant().plus(HALF_HOUR));

    guard.resume();
    poll();
    assertThat(state(MEI).failures()).isZero();
  }

  private AccountLedger ledger() {
    return store.accounts();
  }

  @Test
  void givenAFaultOfOursInTheList_whenPolled_thenTheFeedIsDueAgainSoonAndOthersAreNotHeldUp() {
    follow(LOBBY, MEI, 0);
    follow(LOBBY, TRENDING, 0);
    poller =
        poller(
            new Disguised(
                platform,
                (UnaryOperator<List<Note>>)
                    list -> {
                      if (platform.calls(Call.LATEST) == 1) {
                        throw new IllegalStateException("a fault");
                      }
                      return list;
                    }));
    poll();

    assertThat(state(MEI).failures()).isEqualTo(1);
    assertThat(state(MEI).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(state(TRENDING).failures()).isZero();
  }

  @Test
  void givenASlowGateway_whenDetailsAreFetched_thenEarlierNotesDoNotWait() {
    follow(LOBBY, MEI, 0);
    poll();
    publish(1, 2, 3);
    var waiting = new ArrayList<Long>();
    platform.meanwhile(() -> {
      waiting.add(store.outbox().waiting(LOBBY));
      clock.advance(Duration.ofSeconds(1));
    });
    poll();

    assertThat(waiting).as("at the list and at each detail").containsExactly(0L, 0L, 1L, 2L);
    assertThat(queued(LOBBY)).containsExactly("n1", "n2", "n3");
  }

  @Test
  void givenACompleteNoteWithAnOldToken_whenAnotherFeedBringsIt_thenItsTokenIsRefreshed() {
    publish(1);
    follow(LOBBY, MEI, 1);
    poll();
    platform.publish(SampleNotes.withToken(note(1), "newer"));
    follow(GARDEN, MEI, 1);
    poll();

    assertThat(queued(GARDEN)).containsExactly("n1");
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(1);
    assertThat(store.notes().note(new NoteId("n1")).orElseThrow().ref().token())
        .contains(new AccessToken("newer"));
  }

  @Test
  void givenACreatorsCards_whenPolled_thenTheNextPollUsesTheirNewestToken() {
    var tokens = new ArrayList<Optional<AccessToken>>();
    poller =
        poller(
            new Disguised(platform, list -> list) {
              @Override
              public List<Note> latest(Feed feed, Optional<AccessToken> token) {
                tokens.add(token);
                return super.latest(feed, token);
              }
            });
    publish(1);
    follow(LOBBY, MEI, 0);
    poll();
    poll();

    assertThat(tokens).first().isEqualTo(Optional.empty());
    assertThat(tokens.getLast()).isEqualTo(SampleNotes.MEI.ref().token());
  }

  @Test
  void givenAListMadeForTheAccount_whenMostOfItIsNew_thenTheNewestFiveComeAndTheRestIsCapped() {
    follow(LOBBY, TRENDING, 0);
    poll();
    publish(IntStream.rangeClosed(1, 12).toArray());
    poller = poller(new Disguised(platform, failing("n10", 1, new Failure.Garbled("no JSON"))));
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("n8", "n9", "n10", "n11", "n12");
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(5);
    assertThat(store.outbox().fate(LOBBY, new NoteId("n7")).orElseThrow().verdict())
        .isInstanceOf(Verdict.Capped.class);

    follow(LOBBY, MEI, 6);
    poll();
    assertThat(queued(LOBBY)).as("another feed brings it").endsWith("n12", "n7");
  }

  @Test
  void givenAnEmptyList_whenPolled_thenItCountsAsAPoll() {
    follow(LOBBY, MEI, 3);
    poll();
    publish(1);
    poll();

    assertThat(queued(LOBBY)).containsExactly("n1");
    assertThat(tally.of(Tally.Count.POLLS)).isEqualTo(2);
    assertThat(tally.of(Tally.Count.NOTES_FOUND)).isEqualTo(1);
  }

  @Test
  void givenNobodyFollows_whenAskedToPoll_thenNothingIsDue() {
    assertThat(poller.pollDue()).isZero();
    assertThat(poller.nextDue()).isEmpty();
    assertThat(platform.calls()).isZero();
  }

  private static Disguised.Detail failing(String id, int times, Failure failure) {
    var left = new int[] {times};
    return note -> {
      if (note.id().value().equals(id) && left[0]-- > 0) {
        throw new PlatformException(failure);
      }
    };
  }

  /// The platform with changed lists, or details that do something first.
  private static class Disguised implements NotePlatform {
    interface Detail {
      void before(NoteRef note);
    }

    private final NotePlatform inner;
    private final UnaryOperator<List<Note>> list;
    private final Detail detail;

    Disguised(NotePlatform inner, UnaryOperator<List<Note>> list) {
      this.inner = inner;
      this.list = list;
      this.detail = _ -> {};
    }

    Disguised(NotePlatform inner, Detail detail) {
      this.inner = inner;
      this.list = UnaryOperator.identity();
      this.detail = detail;
    }

    @Override
    public PlatformCapabilities capabilities() {
      return inner.capabilities();
    }

    @Override
    public LoginState login() {
      return inner.login();
    }

    @Override
    public List<Note> latest(Feed feed, Optional<AccessToken> token) {
      return list.apply(inner.latest(feed, token).stream().map(Card::note).toList());
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      detail.before(note);
      return inner.detail(note, depth);
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      return inner.comment(note, text);
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      return inner.reply(note, to, text);
    }
  }
}
