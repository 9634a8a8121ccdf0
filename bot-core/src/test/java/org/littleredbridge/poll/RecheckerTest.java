package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.SampleNotes;

/// Notes that people were shown are looked at again: sparingly, and what has changed is handed on.
final class RecheckerTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final NoteId N1 = new NoteId("n1");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int CEILING = 400;

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Sources sources = sources(CEILING);
  private Rechecker rechecker = rechecker(sources, Optional.empty());

  private Sources sources(int ceiling) {
    var guard =
        new GuardedPlatform(
            platform,
            "account",
            new GuardedPlatform.Limits(ceiling),
            store.accounts(),
            new Tally(),
            clock,
            _ -> {});
    var sight =
        new Sightings(
            store.notes(),
            store.looks(),
            new Dispatcher(store.subscriptions(), store.outbox(), () -> {}, clock),
            LookPlan.SPARING,
            clock);
    return new Sources(List.of(new Sources.Source(guard, true, true)), sight);
  }

  private Rechecker rechecker(Sources over, Optional<QuietHours> quiet) {
    return new Rechecker(
        new Rechecker.Ports(over, over, store.accounts(), store.looks(), store.notes()),
        LookPlan.SPARING,
        new DayPlan(ZoneOffset.UTC, quiet),
        clock);
  }

  private static Note note(String id, String text) {
    return SampleNotes.note(id, "title of " + id, text, SampleNotes.MEI, SampleNotes.PUBLISHED);
  }

  private void delivered(String id) {
    var note = platform.publish(note(id, "text of " + id));
    var now = clock.instant();
    var routed = new Outbox.Routed(note, Map.of(LOBBY, new Verdict.Send()));
    store.outbox().accept(MEI, List.of(routed), now);
    var claim = store.outbox().claimDue(now, 9, 9, Duration.ofMinutes(1)).getFirst();
    for (var delivery : claim.deliveries()) {
      var sent = new Sent(new MessageRef(LOBBY, "m-" + delivery.id()));
      store.outbox().lastPartSent(delivery, 0, sent, now);
    }
    store.outbox().release(claim);
  }

  /// Moves on and makes all looks that are due by then, as the bridge's loop does.
  private void until(Duration later) {
    var end = clock.instant().plus(later);
    while (true) {
      while (rechecker.recheckDue() > 0) {}
      var next = rechecker.nextDue().filter(due -> due.isBefore(end));
      if (next.isEmpty()) {
        break;
      }
      clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant().plusSeconds(60));
    }
    clock.set(end);
    while (rechecker.recheckDue() > 0) {}
  }

  private int looks() {
    return platform.calls(Call.DETAIL);
  }

  private List<Cargo> updates() {
    var claims = store.outbox().claimDue(clock.instant(), 9, 99, Duration.ofMinutes(1));
    store.outbox().release(LOBBY);
    return claims.stream()
        .flatMap(claim -> claim.deliveries().stream())
        .map(Delivery::cargo)
        .toList();
  }

  private NoteHistory history() {
    return store.notes().history(N1);
  }

  @Test
  void givenADeliveredNote_whenTimePasses_thenItIsLookedAtAtEachAgeAndThenNoMore() {
    delivered("n1");

    until(HOUR.minusSeconds(1));
    assertThat(looks()).isZero();
    until(Duration.ofSeconds(1));
    assertThat(looks()).isEqualTo(1);
    until(Duration.ofHours(5));
    assertThat(looks()).isEqualTo(2);
    until(Duration.ofDays(2));
    assertThat(looks()).isEqualTo(3);
    until(Duration.ofDays(20));
    assertThat(looks()).isEqualTo(4);
    assertThat(rechecker.nextDue()).isEmpty();
    assertThat(updates()).isEmpty();
    assertThat(history()).isEqualTo(NoteHistory.UNCHANGED);
  }

  @Test
  void givenAnEditedNote_whenItIsLookedAt_thenItsChannelsGetOneUpdate() {
    delivered("n1");
    platform.publish(note("n1", "another text"));

    until(HOUR);

    assertThat(updates()).containsExactly(new Cargo.Update(N1, 1));
    assertThat(history().editedAt()).contains(clock.instant());
    until(Duration.ofHours(6));
    assertThat(updates()).hasSize(1);
  }

  @Test
  void givenANoteWithOtherLikesTokenAndAddresses_whenLookedAt_thenThatIsNoChange() {
    delivered("n1");
    var liked = SampleNotes.withLikes(note("n1", "text of n1 "), 99_000);
    platform.publish(SampleNotes.withToken(liked, "another"));

    until(HOUR);

    assertThat(looks()).isEqualTo(1);
    assertThat(updates()).isEmpty();
  }

  @Test
  void givenANoteThatIsGone_whenItComesBack_thenBothAreMarked() {
    delivered("n1");
    platform.takeDown(N1, "该笔记已被删除");
    until(HOUR);
    assertThat(history().gone()).contains(new NoteHistory.Gone("该笔记已被删除", clock.instant()));
    assertThat(updates()).containsExactly(new Cargo.Update(N1, 1));

    platform.publish(note("n1", "text of n1"));
    until(Duration.ofHours(6));
    assertThat(history()).isEqualTo(new NoteHistory(2, Optional.empty(), Optional.empty()));
  }

  static List<Failure> noProof() {
    return List.of(
        new Failure.NoteHidden("当前笔记暂时无法浏览"),
        new Failure.Garbled("{"),
        new Failure.Unreachable("time-out"),
        new Failure.BadRequest("?"),
        new Failure.RateLimited(Optional.empty()),
        new Failure.Captcha(),
        new Failure.LoginRequired(),
        new Failure.AccountWarned("警告"));
  }

  @ParameterizedTest
  @MethodSource("noProof")
  void givenAnyOtherFailure_whenLookedAt_thenNothingIsMarked(Failure failure) {
    delivered("n1");
    platform.failNext(Call.DETAIL, 1, failure);

    clock.advance(HOUR);
    rechecker.recheckDue();

    assertThat(looks()).isEqualTo(1);
    assertThat(history()).isEqualTo(NoteHistory.UNCHANGED);
    assertThat(updates()).isEmpty();
    assertThat(rechecker.recheckDue()).isZero();
  }

  @Test
  void givenAStoppedAccount_whenLooksAreDue_thenTheyWaitAndAreMadeLater() {
    delivered("n1");
    platform.failNext(Call.DETAIL, 1, new Failure.Captcha());
    until(Duration.ofHours(3));
    assertThat(looks()).isEqualTo(1);
    assertThat(store.looks().look(N1)).map(NoteLooks.Look::looks).contains(0);

    sources.guards().getFirst().resume();
    until(HOUR);
    assertThat(looks()).isEqualTo(2);
  }

  @Test
  void givenQuietHours_whenALookFallsIntoThem_thenItComesAfterThem() {
    var night = new QuietHours(LocalTime.of(12, 30), LocalTime.of(20, 0));
    rechecker = rechecker(sources, Optional.of(night));
    delivered("n1");

    until(Duration.ofHours(8).minusSeconds(1));
    assertThat(looks()).isZero();
    until(Duration.ofMinutes(1));
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void givenManyNotes_whenADayHasPassed_thenATenthOfTheCeilingWasSpentAndTheRestComesNext() {
    IntStream.range(0, 300).forEach(n -> delivered("n" + n));

    until(Duration.ofHours(11));
    assertThat(looks()).isBetween(CEILING / 10 - 5, CEILING / 10);
    var today = looks();
    until(Duration.ofHours(24));
    assertThat(looks() - today).isEqualTo(CEILING / 10);
  }

  @Test
  void givenARestart_whenTheDayGoesOn_thenWhatWasSpentIsKnown() {
    IntStream.range(0, 300).forEach(n -> delivered("n" + n));
    until(Duration.ofHours(10));
    var spent = looks();

    rechecker = rechecker(sources, Optional.empty());
    until(HOUR);
    assertThat(looks()).isLessThanOrEqualTo(CEILING / 10).isGreaterThanOrEqualTo(spent);
  }

  @Test
  void givenAnAccountThatSpendsFasterThanTheDayPasses_whenLooksAreDue_thenPollingGoesFirst() {
    delivered("n1");
    clock.advance(HOUR);
    // It is 13:00: eleven twenty-fourths of the day are to come, so 183 requests must be left.
    IntStream.range(0, 220).forEach(_ -> sources.latest(MEI, Optional.<AccessToken>empty()));

    assertThat(rechecker.recheckDue()).isZero();
    assertThat(looks()).isZero();
    until(Duration.ofHours(1));
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void givenSeveralNotes_whenDue_thenTheNewestIsFirstAndTheyComeApart() {
    delivered("n1");
    clock.advance(Duration.ofMinutes(1));
    delivered("n2");
    clock.advance(HOUR);

    assertThat(rechecker.recheckDue()).isEqualTo(1);
    assertThat(store.looks().look(new NoteId("n2"))).map(NoteLooks.Look::looks).contains(1);
    assertThat(rechecker.recheckDue()).isZero();
    assertThat(rechecker.nextDue()).contains(clock.instant().plus(LookPlan.SPARING.apart()));
    clock.advance(LookPlan.SPARING.apart());
    assertThat(rechecker.recheckDue()).isEqualTo(1);
    assertThat(store.looks().look(N1)).map(NoteLooks.Look::looks).contains(1);
  }

  @Test
  void givenANoteThatNobodySeesYet_whenItsAgeComes_thenNoRequestIsSpentOnIt() {
    var routed = new Outbox.Routed(note("n1", "t"), Map.of(LOBBY, new Verdict.Send()));
    store.outbox().accept(MEI, List.of(routed), clock.instant());

    until(Duration.ofDays(5));
    assertThat(looks()).isZero();
    assertThat(rechecker.nextDue()).isEmpty();
  }

  @Test
  void givenADetailThatAPressAskedFor_whenTheNoteChanged_thenThatIsFoundAndCountsAsALook() {
    delivered("n1");
    platform.publish(note("n1", "another text"));
    clock.advance(Duration.ofMinutes(50));

    sources.detail(SampleNotes.ref("n1"), NotePlatform.Depth.FIRST_COMMENTS);

    assertThat(updates()).containsExactly(new Cargo.Update(N1, 1));
    until(HOUR);
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void givenAListThatShowsAnotherTitle_whenPolled_thenTheNextLookComesAtOnce() {
    delivered("n1");
    platform.publish(
        SampleNotes.note("n1", "new title", "text of n1", SampleNotes.MEI, SampleNotes.PUBLISHED));
    clock.advance(Duration.ofMinutes(5));
    sources.latest(MEI, Optional.empty());

    assertThat(rechecker.recheckDue()).isEqualTo(1);
    assertThat(updates()).containsExactly(new Cargo.Update(N1, 1));
    sources.latest(MEI, Optional.empty());
    clock.advance(Duration.ofMinutes(5));
    assertThat(rechecker.recheckDue()).isZero();
  }

  @Test
  void givenAListThatAlwaysWritesTitlesOtherwise_whenPolledOften_thenLooksStayAsFewAsPlanned() {
    delivered("n1");
    for (var poll = 0; poll < 50; poll++) {
      store.looks().hint(N1);
      until(Duration.ofMinutes(30));
    }

    assertThat(looks()).isLessThanOrEqualTo(4);
  }

  @Test
  void givenAPageWithoutAWord_whenLookedAt_thenItIsNotTakenForAnEdit() {
    delivered("n1");
    platform.publish(SampleNotes.note("n1", "", " ", SampleNotes.MEI, SampleNotes.PUBLISHED));

    until(HOUR);
    assertThat(updates()).isEmpty();
  }
}
