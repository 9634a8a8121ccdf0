package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.note.NoteId;

/// How late notes become a digest. Part of [OutboxContract], which is the suite to extend.
public abstract class OutboxDigestsContract extends OutboxCrowdContract {
  private static final Instant LATER = NOON.plus(Outbox.IN_TIME);

  OutboxDigestsContract() {}

  private Outbox.Claim claim(Instant now) {
    return outbox().claimDue(now, 1, 20, LEASE).getFirst();
  }

  private Outbox.Claim caughtUp(int most, Instant now) {
    return outbox().catchUp(claim(now), most, now);
  }

  private static Cargo digest(String... notes) {
    return new Cargo.Digest(Arrays.stream(notes).map(NoteId::new).toList());
  }

  private static List<Cargo> cargoes(Outbox.Claim claim) {
    return claim.deliveries().stream().map(Delivery::cargo).toList();
  }

  private static Cargo note(String id) {
    return new Cargo.NoteCargo(new NoteId(id));
  }

  private Outbox.Fate fate(String note) {
    return outbox().fate(LOBBY, noteId(note)).orElseThrow();
  }

  private void late(Instant now, String... ids) {
    var notes =
        Arrays.stream(ids)
            .map(id ->
                new Outbox.Routed(
                    routed(id, Map.of()).note(), Map.of(LOBBY, SEND), Set.of(LOBBY, GARDEN)))
            .toList();
    assertThat(outbox().accept(FEED, notes, now)).isEqualTo(ids.length);
  }

  @Test
  void givenNotesThatWaitedAnHour_whenThereAreTooMany_thenTheyAreOneDigestInThePlaceOfTheFirst() {
    outbox().add(LOBBY, notice("hello"), "k1", NOON);
    accepted(LOBBY, NOON, "n3", "n1");
    outbox().add(LOBBY, notice("between"), "k2", NOON);
    accepted(LOBBY, NOON, "n2");
    accepted(GARDEN, noonPlusSeconds(1), "n1", "n2", "n3");

    var claim = caughtUp(2, LATER);

    assertThat(claim.channel()).isEqualTo(LOBBY);
    assertThat(cargoes(claim)).containsExactly(notice("hello"), digest("n3", "n1", "n2"));
    assertThat(outbox().waiting(LOBBY)).isEqualTo(3);
    assertThat(outbox().waiting(GARDEN)).isEqualTo(3);
    claim.deliveries().forEach(one -> outbox().delivered(one, LATER));
    outbox().release(LOBBY);
    accepted(LOBBY, LATER, "n4");

    restart();
    assertThat(
            outbox().claimDue(LATER, 9, 20, LEASE).stream()
                .filter(one -> one.channel().equals(LOBBY))
                .flatMap(one -> cargoes(one).stream()))
        .containsExactly(notice("between"), note("n4"));
  }

  @Test
  void givenAsManyAsMayComeOneByOne_whenTheyAreLate_thenTheyDo() {
    accepted(LOBBY, NOON, "n1", "n2");

    var claim = claim(LATER);

    assertThat(outbox().catchUp(claim, 2, LATER)).isSameAs(claim);
    assertThat(fate("n1").inDigest()).isFalse();
  }

  @Test
  void givenNotesThatDidNotWaitLong_whenThereAreMany_thenTheyComeOneByOne() {
    accepted(LOBBY, NOON, "n1", "n2", "n3");
    accepted(LOBBY, noonPlusSeconds(1), "n4");

    var early = claim(LATER.minusMillis(1));
    assertThat(outbox().catchUp(early, 1, LATER.minusMillis(1))).isSameAs(early);
    outbox().release(LOBBY);

    assertThat(cargoes(caughtUp(1, LATER))).containsExactly(digest("n1", "n2", "n3"));
    assertThat(fate("n4").inDigest()).as("that one waited a second less").isFalse();
  }

  @Test
  void givenNotesThatAreLateOnArrival_whenClaimed_thenTheyNeedNotWaitAnHour() {
    late(NOON, "n1", "n2");

    assertThat(claim(NOON).deliveries())
        .allSatisfy(one -> assertThat(one.isLateNote(NOON)).isTrue());
    outbox().release(LOBBY);
    assertThat(cargoes(caughtUp(1, NOON))).containsExactly(digest("n1", "n2"));
  }

  @Test
  void givenANoteOfWhichAPartWasSent_whenOthersAreLate_thenItGoesOnByItself() {
    accepted(LOBBY, NOON, "n1", "n2", "n3");
    var first = claim(NOON).deliveries().getFirst();
    outbox().shaped(first, new Shape(0, List.of("rest")));
    outbox().partSent(first, 0, new Sent(message(LOBBY, "m1")), NOON);
    outbox().release(LOBBY);

    assertThat(cargoes(caughtUp(1, LATER))).containsExactly(note("n1"), digest("n2", "n3"));
  }

  @Test
  void givenADigestThatWaits_whenMoreAreLate_thenItTakesThemInHoweverFew() {
    accepted(LOBBY, NOON, "n1", "n2");
    var first = caughtUp(1, LATER).deliveries().getFirst();
    outbox().shaped(first, new Shape(0, List.of("n2")));
    outbox().retry(first, LATER, "away");
    outbox().release(LOBBY);
    accepted(LOBBY, LATER, "n3");
    var muchLater = LATER.plus(Outbox.IN_TIME);

    var claim = caughtUp(1, muchLater);

    assertThat(cargoes(claim)).containsExactly(digest("n1", "n2", "n3"));
    var digest = claim.deliveries().getFirst();
    assertThat(digest.id()).isEqualTo(first.id());
    assertThat(digest.attempts()).isEqualTo(1);
    assertThat(digest.shape()).as("it is another one now").isEmpty();
    assertThat(digest.partKey(0, Shape.SINGLE)).isNotEqualTo(first.partKey(0, Shape.SINGLE));
    assertThat(outbox().catchUp(claim, 1, muchLater)).as("again").isSameAs(claim);
  }

  @Test
  void givenADigestOfWhichAPartWasSent_whenMoreAreLate_thenTheyComeAfterIt() {
    accepted(LOBBY, NOON, "n1", "n2");
    var first = caughtUp(1, LATER).deliveries().getFirst();
    outbox().shaped(first, new Shape(0, List.of("n2")));
    outbox().partSent(first, 0, new Sent(message(LOBBY, "m1")), LATER);
    outbox().release(LOBBY);
    late(LATER, "n3", "n4", "n5");

    var claim = caughtUp(1, LATER);

    assertThat(cargoes(claim)).containsExactly(digest("n1", "n2"));
    assertThat(claim.deliveries().getFirst().sent()).containsExactly(message(LOBBY, "m1"));
    assertThat(claim.deliveries().getFirst().shape()).contains(new Shape(0, List.of("n2")));
    outbox().delivered(claim.deliveries().getFirst(), LATER);
    outbox().release(LOBBY);
    assertThat(cargoes(claim(LATER))).containsExactly(digest("n3", "n4", "n5"));
  }

  @Test
  void givenThousandsOfLateNotes_whenCaughtUp_thenEachDigestHasAThousandAndNoneIsLost() {
    var ids = IntStream.range(0, 2_005).mapToObj(i -> "n" + i).toArray(String[]::new);
    late(NOON, ids);

    var all = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    for (int step = 0; step < 3; step++) {
      var claim = caughtUp(10, NOON);
      var first = claim.deliveries().getFirst();
      var listed =
          first.cargo() instanceof Cargo.Digest(var notes)
              ? notes.stream().map(NoteId::value).toList()
              : notesOf(claim.deliveries());
      all.addAll(listed);
      sizes.add(listed.size());
      var done = first.cargo() instanceof Cargo.Digest ? List.of(first) : claim.deliveries();
      done.forEach(one -> outbox().delivered(one, NOON));
      outbox().release(LOBBY);
    }

    assertThat(sizes).containsExactly(1_000, 1_000, 5);
    assertThat(all).containsExactly(ids);
    assertNothingIsDue(NOON);
  }

  @Test
  void givenADigest_whenAskedWhy_thenEachOfItsNotesSaysWhatBecameOfIt() {
    accepted(LOBBY, NOON, "n1", "n2");
    accepted(LOBBY, LATER, "n3");
    var digest = caughtUp(1, LATER).deliveries().getFirst();
    assertThat(fate("n2").state()).contains("waiting");
    assertThat(fate("n2").inDigest()).isTrue();

    outbox().retry(digest, LATER, "HTTP 502");
    assertThat(fate("n1").attempts()).isEqualTo(1);
    assertThat(fate("n2").reason()).contains("HTTP 502");
    outbox().delivered(digest, LATER);

    assertThat(outbox().fates(LOBBY, 9))
        .extracting(one -> one.note().value() + " " + one.state().orElse("") + one.inDigest())
        .containsExactly("n3 waitingfalse", "n2 deliveredtrue", "n1 deliveredtrue");
    outbox().accept(OTHER_FEED, List.of(routed("n1", Map.of(LOBBY, SEND))), LATER);
    assertThat(outbox().waiting(LOBBY)).as("a note comes once").isEqualTo(1);
  }

  @Test
  void givenAHolderThatComesLate_whenItsNoteIsInADigest_thenTheDigestIsNotTakenForDone() {
    accepted(LOBBY, NOON, "n1", "n2");
    var old = claim(NOON).deliveries().getFirst();
    var claim = caughtUp(1, LATER);

    outbox().partSent(old, 0, new Sent(message(LOBBY, "m1")), LATER);
    outbox().retry(old, LATER.plus(LEASE), "away");
    outbox().delivered(old, LATER);
    outbox().abandon(old, "refused", LATER);

    outbox().release(LOBBY);
    var again = claim(LATER).deliveries();
    assertThat(again)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("turn")
        .isEqualTo(claim.deliveries());
    assertThat(again.getFirst().sent()).isEmpty();
    assertThat(ports().messageMap().find(message(LOBBY, "m1")).orElseThrow().note())
        .isEqualTo(noteId("n1"));
  }

  @Test
  void givenADigestInTheChat_whenItIsAnswered_thenItIsKnownForADigestAndForNoNote() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().add(LOBBY, notice("hello"), "k1", NOON);
    var digest = caughtUp(1, LATER).deliveries().getFirst();
    outbox().partSent(digest, 0, new Sent(message(LOBBY, "m1")), LATER);
    outbox().delivered(digest, LATER);
    outbox().release(LOBBY);
    outbox().partSent(claimedFirst(LATER), 0, new Sent(message(LOBBY, "m2")), LATER);

    assertThat(ports().messageMap().find(message(LOBBY, "m1"))).isEmpty();
    assertThat(ports().messageMap().isDigest(message(LOBBY, "m1"))).isTrue();
    assertThat(ports().messageMap().isDigest(message(LOBBY, "m2"))).isFalse();
    assertThat(ports().messageMap().isDigest(message(GARDEN, "m1"))).isFalse();
  }

  @Test
  void givenADigest_whenAllThatWaitsIsGivenUp_thenSoAreItsNotes() {
    accepted(LOBBY, NOON, "n1", "n2");
    caughtUp(1, LATER);
    outbox().abandonAll(LOBBY, "turned away", LATER);
    outbox().release(LOBBY);

    assertNothingIsDue(LATER);
    assertThat(outbox().fates(LOBBY, 9))
        .hasSize(2)
        .allSatisfy(fate -> assertThat(fate.reason()).contains("turned away"));
  }

  @Test
  void givenADigest_whenItsChannelGetsAnotherId_thenItComesAlongWithoutWhatIsThereAlready() {
    accepted(GARDEN, NOON, "n1");
    outbox().delivered(claimedFirst(NOON), NOON);
    outbox().release(GARDEN);
    accepted(LOBBY, NOON, "n1", "n2", "n3");
    caughtUp(1, LATER);
    outbox().release(LOBBY);

    ports().channels().move(LOBBY, GARDEN, LATER);

    var claims = outbox().claimDue(LATER, 9, 20, LEASE);
    assertThat(claims).extracting(Outbox.Claim::channel).containsExactly(GARDEN);
    assertThat(cargoes(claims.getFirst())).containsExactly(digest("n2", "n3"));
    assertThat(outbox().fate(GARDEN, noteId("n2")).orElseThrow().inDigest()).isTrue();
    assertThat(outbox().fate(GARDEN, noteId("n1")).orElseThrow().state()).contains("delivered");
  }

  @Test
  void givenADigestOnItsWay_whenItsChannelGetsAnotherId_thenItListsWhatItLists() {
    accepted(GARDEN, NOON, "n1");
    outbox().delivered(claimedFirst(NOON), NOON);
    outbox().release(GARDEN);
    accepted(LOBBY, NOON, "n1", "n2", "n3");
    var digest = caughtUp(1, LATER).deliveries().getFirst();
    outbox().shaped(digest, new Shape(0, List.of("n3")));
    outbox().release(LOBBY);

    ports().channels().move(LOBBY, GARDEN, LATER);

    assertThat(cargoes(claim(LATER))).containsExactly(digest("n1", "n2", "n3"));
  }

  @Test
  void givenFailures_whenAskedSinceWhen_thenItIsTheFirstUntilAPartIsSentOrThePauseEnds() {
    accepted(LOBBY, NOON, "n1");
    var first = claimedFirst(NOON);
    assertThat(first.failingSince()).isEmpty();
    outbox().retry(first, noonPlusSeconds(1), "away");
    outbox().retry(first, noonPlusSeconds(9), "away");
    outbox().release(LOBBY);
    var failing = claimedFirst(noonPlusSeconds(9));
    assertThat(failing.failingSince()).contains(noonPlusSeconds(1));

    outbox().partSent(failing, 0, new Sent(message(LOBBY, "m1")), NOON);
    outbox().retry(failing, noonPlusSeconds(20), "away");
    outbox().release(LOBBY);
    assertThat(claimedFirst(noonPlusSeconds(20)).failingSince()).contains(noonPlusSeconds(20));

    ports().channels().pause(LOBBY, new Closed(Cause.FAILING, "HTTP 502"), noonPlusSeconds(21));
    ports().channels().resume(LOBBY, noonPlusSeconds(22));
    outbox().release(LOBBY);
    var anew = claimedFirst(noonPlusSeconds(22));
    assertThat(anew.failingSince()).isEmpty();
    assertThat(anew.attempts()).isZero();
  }

  @Test
  void givenFailedTries_whenTheNoteComesInADigest_thenTheDigestGoesOnWithThem() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().retry(claimedFirst(NOON), noonPlusSeconds(5), "away");
    outbox().release(LOBBY);

    var digest = caughtUp(1, LATER.plus(Duration.ofHours(1))).deliveries().getFirst();

    assertThat(digest.attempts()).isEqualTo(1);
    assertThat(digest.failingSince()).contains(noonPlusSeconds(5));
    assertThat(digest.lateAt()).isEqualTo(Optional.empty());
    assertThat(digest.acceptedAt()).isEqualTo(NOON);
  }

  @Test
  void givenAPrivateNotice_whenItIsOld_thenItIsNoLateNote() {
    outbox().add(ChannelId.person("web", "ann"), notice("hello"), "k1", NOON);
    assertThat(claim(LATER).deliveries().getFirst().isLateNote(LATER)).isFalse();
  }
}
