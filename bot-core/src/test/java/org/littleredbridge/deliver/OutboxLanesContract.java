package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Sent;

/// How the outbox hands out its lanes. Part of [OutboxContract], which is the suite to extend.
public abstract class OutboxLanesContract extends OutboxDigestsContract {
  OutboxLanesContract() {}

  @Test
  void givenNotesOfSeveralPolls_whenTheLaneIsClaimed_thenTheyComeInTheirOrder() {
    accepted(LOBBY, NOON, "n3", "n1");
    accepted(LOBBY, noonPlusSeconds(1), "n2");
    outbox().add(LOBBY, notice("hello"), "hello", noonPlusSeconds(2));

    var deliveries = claimedLane(noonPlusSeconds(3));

    assertThat(notesOf(deliveries)).containsExactly("n3", "n1", "n2", "no note");
    assertThat(deliveries).extracting(Delivery::id).isSorted().doesNotHaveDuplicates();
    assertThat(deliveries).extracting(Delivery::channel).containsOnly(LOBBY);
    assertThat(deliveries.getFirst().acceptedAt()).isEqualTo(NOON);
    assertThat(deliveries.getFirst().attempts()).isZero();
    assertThat(deliveries.getFirst().sent()).isEmpty();
  }

  @Test
  void givenAHeldLane_whenAnotherClaims_thenItGetsNothingOfIt() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().claimDue(NOON, 1, 1, LEASE);

    assertNothingIsDue(NOON);
    assertNothingIsDue(NOON.plus(LEASE).minusMillis(1));
  }

  @Test
  void givenAHeldLane_whenSomethingNewIsAccepted_thenItIsStillHeld() {
    accepted(LOBBY, NOON, "n1");
    claimedFirst(NOON);
    accepted(LOBBY, noonPlusSeconds(1), "n2");
    outbox().add(LOBBY, notice("hello"), "hello", noonPlusSeconds(1));

    assertNothingIsDue(noonPlusSeconds(2));
  }

  @Test
  void givenAHeldLane_whenItsDeliveryIsDone_thenItIsHeldUntilReleased() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().delivered(claimedFirst(NOON), NOON);

    assertNothingIsDue(noonPlusSeconds(1));
    outbox().release(LOBBY);
    assertThat(notesOf(claimedLane(noonPlusSeconds(1)))).containsExactly("n2");
  }

  @Test
  void givenAClaimerThatDied_whenTheLeaseEnds_thenTheSameIsDueAgainWithThePartsAlreadySent() {
    accepted(LOBBY, NOON, "n1", "n2");
    var lost = claimedFirst(NOON);
    outbox().partSent(lost, 0, new Sent(message(LOBBY, "m0")), NOON);
    outbox().partSent(lost, 1, new Sent(message(LOBBY, "m1")), NOON);

    var again = claimedLane(NOON.plus(LEASE));

    assertThat(notesOf(again)).containsExactly("n1", "n2");
    assertThat(again.getFirst().id()).isEqualTo(lost.id());
    assertThat(again.getFirst().partKey(0, Shape.SINGLE)).isEqualTo(lost.partKey(0, Shape.SINGLE));
    assertThat(again.getFirst().sent()).containsExactly(message(LOBBY, "m0"), message(LOBBY, "m1"));
    assertThat(again.getFirst().attempts()).isZero();
  }

  @Test
  void givenAShape_whenTheStoreOpensAgain_thenTheNextTryKnowsItAndTheNewestCounts() {
    accepted(LOBBY, NOON, "n1", "n2");
    var first = claimedFirst(NOON);
    assertThat(first.shape()).isEmpty();
    outbox().shaped(first, new Shape(2, List.of("a \"rest\"\n小红书", "")));
    outbox().shaped(first, new Shape(1, List.of("more")));
    restart();

    var again = claimedLane(NOON.plus(LEASE));
    assertThat(again.get(0).shape()).contains(new Shape(1, List.of("more")));
    assertThat(again.get(1).shape()).isEmpty();
    outbox().partSent(first, 0, new Sent(message(LOBBY, "m0")), NOON);
    assertThat(outbox().shaped(first, new Shape(0, List.of("late")))).isFalse();
    assertThat(outbox().shaped(again.get(0), new Shape(0, List.of()))).isTrue();
    outbox().release(LOBBY);
    assertThat(claimedFirst(NOON.plus(LEASE)).shape()).contains(new Shape(0, List.of()));
  }

  @Test
  void givenADeliveryThatEnded_whenALateHolderShapesIt_thenNothingChanges() {
    accepted(LOBBY, NOON, "n1");
    var late = claimedFirst(NOON);
    outbox().delivered(late, NOON);
    outbox().shaped(late, new Shape(1, List.of("more")));
    outbox().release(LOBBY);

    assertNothingIsDue(NOON.plus(LEASE));
  }

  @Test
  void givenALastPart_whenItIsSent_thenItsMessageIsKeptAndTheDeliveryHasEnded() {
    accepted(LOBBY, NOON, "n1", "n2");
    var lane = claimedLane(NOON);
    outbox().lastPartSent(lane.getFirst(), 0, new Sent(message(LOBBY, "m0")), NOON);
    outbox().release(LOBBY);
    restart();

    assertThat(notesOf(claimedLane(NOON))).containsExactly("n2");
    assertThat(ports().messageMap().find(message(LOBBY, "m0"))).isPresent();
    assertThat(outbox().fate(LOBBY, noteId("n1")).orElseThrow().state()).contains("delivered");
  }

  @Test
  void givenAStopInTheMiddle_whenTheStoreOpensAgain_thenNothingIsLost() {
    accepted(LOBBY, NOON, "n1", "n2");
    var first = claimedFirst(NOON);
    outbox().partSent(first, 0, new Sent(message(LOBBY, "m0")), NOON);
    outbox().delivered(first, NOON);
    var second =
        outbox().claimDue(NOON.plus(LEASE), 1, 1, LEASE).getFirst().deliveries().getFirst();
    outbox().partSent(second, 0, new Sent(message(LOBBY, "m1")), NOON);

    restart();

    var left = claimedLane(NOON.plus(LEASE).plus(LEASE));
    assertThat(notesOf(left)).containsExactly("n2");
    assertThat(left.getFirst().sent()).containsExactly(message(LOBBY, "m1"));
    assertThat(left.getFirst().id()).isEqualTo(second.id());
    assertThat(ports().messageMap().find(message(LOBBY, "m0"))).isPresent();
    assertThat(outbox().fate(LOBBY, noteId("n1")).orElseThrow().state()).contains("delivered");
  }

  @Test
  void givenAFailure_whenItIsRetried_thenItCountsAndTheWholeLaneWaits() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().retry(claimedFirst(NOON), noonPlusSeconds(300), "server error");
    outbox().release(LOBBY);
    accepted(LOBBY, noonPlusSeconds(1), "n3");

    assertNothingIsDue(noonPlusSeconds(299));
    var again = claimedLane(noonPlusSeconds(300));
    assertThat(notesOf(again)).containsExactly("n1", "n2", "n3");
    assertThat(again).extracting(Delivery::attempts).containsExactly(1, 0, 0);
  }

  @Test
  void givenARateLimit_whenItIsPostponed_thenTheLaneWaitsAndNoTryIsCounted() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().postpone(claimedFirst(NOON), noonPlusSeconds(300));
    outbox().release(LOBBY);
    outbox().add(LOBBY, notice("hello"), "hello", noonPlusSeconds(1));

    assertNothingIsDue(noonPlusSeconds(299));
    var again = claimedLane(noonPlusSeconds(300));
    assertThat(notesOf(again)).containsExactly("n1", "n2", "no note");
    assertThat(again).extracting(Delivery::attempts).containsOnly(0);
  }

  @Test
  void givenAWaitShorterThanTheLease_whenTheLaneIsReleased_thenTheWaitDecides() {
    accepted(LOBBY, NOON, "n1");
    outbox().postpone(claimedFirst(NOON), noonPlusSeconds(5));

    assertNothingIsDue(noonPlusSeconds(6));
    outbox().release(LOBBY);
    assertNothingIsDue(noonPlusSeconds(4));
    assertThat(notesOf(claimedLane(noonPlusSeconds(5)))).containsExactly("n1");
  }

  @Test
  void givenAWaitLongerThanTheLease_whenTheLeaseEnds_thenTheWaitDecides() {
    accepted(LOBBY, NOON, "n1");
    outbox().retry(claimedFirst(NOON), NOON.plus(LEASE).plusSeconds(60), "server error");

    assertNothingIsDue(NOON.plus(LEASE));
    assertThat(claimedLane(NOON.plus(LEASE).plusSeconds(60))).hasSize(1);
  }

  @Test
  void givenAMessageThatIsRefused_whenItIsAbandoned_thenTheNextGoesOnAtOnce() {
    accepted(LOBBY, NOON, "n1", "n2");
    outbox().abandon(claimedFirst(NOON), "the service refused it", NOON);
    outbox().release(LOBBY);

    assertThat(notesOf(claimedLane(NOON))).containsExactly("n2");
  }

  @Test
  void givenNotesThatWait_whenAllAreGivenUp_thenOnlyWhatTheBridgeSaysIsLeft() {
    accepted(LOBBY, NOON, "n1", "n2");
    accepted(GARDEN, NOON, "n3");
    var held = claimed(LOBBY, NOON);
    outbox().abandonAll(LOBBY, "turned away", NOON);
    outbox().delivered(held.getFirst(), NOON);
    outbox().release(LOBBY);

    assertThat(outbox().waiting(LOBBY)).isZero();
    assertThat(outbox().waiting(GARDEN)).isEqualTo(1);
    assertThat(outbox().fates(LOBBY, 9))
        .hasSize(2)
        .allSatisfy(fate -> {
          assertThat(fate.state()).contains("abandoned");
          assertThat(fate.reason()).contains("turned away");
        });
    outbox().add(LOBBY, notice("hello"), "hello", NOON);
    accepted(LOBBY, NOON, "n4");
    outbox().abandonAll(LOBBY, "turned away", NOON);
    assertThat(notesOf(claimed(LOBBY, noonPlusSeconds(1)))).containsExactly("no note");
    assertThat(notesOf(claimed(GARDEN, NOON.plus(LEASE).plus(LEASE)))).containsExactly("n3");
  }

  private List<Delivery> claimed(ChannelId channel, Instant now) {
    return outbox().claimDue(now, 10, 100, LEASE).stream()
        .filter(claim -> claim.channel().equals(channel))
        .findFirst()
        .orElseThrow()
        .deliveries();
  }

  @Test
  void givenADeliveryThatEnded_whenALateClaimerReports_thenTheEndStands() {
    accepted(LOBBY, NOON, "n1", "n2");
    var late = claimedLane(NOON);
    var now = NOON.plus(LEASE);
    var again = claimedLane(now);
    outbox().delivered(again.get(0), now);
    outbox().abandon(again.get(1), "refused", now);

    outbox().retry(late.get(0), now, "time-out");
    outbox().postpone(late.get(1), now);
    outbox().delivered(late.get(1), now);
    outbox().abandon(late.get(0), "refused", now);

    assertThat(outbox().waiting()).isZero();
    assertThat(outbox().fate(LOBBY, noteId("n1")).orElseThrow().state()).contains("delivered");
    assertThat(outbox().fate(LOBBY, noteId("n2")).orElseThrow().state()).contains("abandoned");
  }

  @Test
  void givenSeveralChannels_whenLanesAreClaimed_thenTheLongestWaitingComesFirst() {
    accepted(GARDEN, NOON, "n1");
    accepted(LOBBY, noonPlusSeconds(1), "n2");
    accepted(ChannelId.of("telegram", "7"), noonPlusSeconds(2), "n3");
    accepted(GARDEN, noonPlusSeconds(3), "n4");

    var claims = outbox().claimDue(noonPlusSeconds(9), 2, 100, LEASE);

    assertThat(claims).extracting(Outbox.Claim::channel).containsExactly(GARDEN, LOBBY);
    assertThat(notesOf(claims.getFirst().deliveries())).containsExactly("n1", "n4");
    assertThat(notesOf(claimedLane(noonPlusSeconds(9)))).containsExactly("n3");
  }

  @Test
  void givenALaneWithMuchInIt_whenItIsGivenBack_thenItQueuesUpBehindThoseThatWaitMeanwhile() {
    accepted(LOBBY, NOON, "n1", "n2", "n3");
    accepted(GARDEN, noonPlusSeconds(5), "n4");

    assertThat(served(noonPlusSeconds(6))).isEqualTo(LOBBY);
    assertThat(served(noonPlusSeconds(7))).isEqualTo(GARDEN);
    assertThat(served(noonPlusSeconds(8))).isEqualTo(LOBBY);
  }

  @Test
  void givenLanesDueAtTheSameMoment_whenTheyAreServedOneByOne_thenTheyTakeTurns() {
    var rooms = IntStream.range(0, 5).mapToObj(i -> ChannelId.of("web", "room-" + i)).toList();
    for (var room : rooms) {
      accepted(room, NOON, "a", "b", "c");
    }
    for (int round = 0; round < 3; round++) {
      var turn = IntStream.range(0, 5).mapToObj(_ -> served(NOON)).toList();
      assertThat(turn).as("round %s", round).containsExactlyInAnyOrderElementsOf(rooms);
    }
  }

  /// Delivers one thing of the lane whose turn it is.
  private ChannelId served(Instant now) {
    var claim = outbox().claimDue(now, 1, 1, LEASE).getFirst();
    outbox().delivered(claim.deliveries().getFirst(), now);
    outbox().release(claim.channel());
    return claim.channel();
  }

  @Test
  void givenOneChannelThatWaits_whenOthersAreDue_thenItHoldsNobodyUp() {
    var note = routed("n1", Map.of(LOBBY, SEND, GARDEN, SEND));
    assertThat(outbox().accept(FEED, List.of(note), NOON)).isEqualTo(2);
    var lobby = outbox().claimDue(NOON, 2, 1, LEASE).getFirst();
    outbox().postpone(lobby.deliveries().getFirst(), noonPlusSeconds(900));
    outbox().release(LOBBY);
    outbox().release(GARDEN);

    var other = outbox().claimDue(noonPlusSeconds(1), 10, 10, LEASE);

    assertThat(other).hasSize(1);
    assertThat(other.getFirst().channel()).isNotEqualTo(lobby.channel());
  }

  @Test
  void givenThreadsOfOneChat_whenTheyAreClaimed_thenEachIsALaneOfItsOwn() {
    var cats = ChannelId.ofKey("telegram:7:cats");
    var dogs = ChannelId.ofKey("telegram:7:dogs");
    accepted(cats, NOON, "n1");
    accepted(dogs, NOON, "n2");
    accepted(ChannelId.of("telegram", "7"), NOON, "n3");

    assertThat(outbox().claimDue(NOON, 10, 10, LEASE)).hasSize(3);
  }

  @Test
  void givenMoreThanOneMayTake_whenALaneIsClaimed_thenThereAreOnlySoManyAndTheOldest() {
    accepted(LOBBY, NOON, "n1", "n2", "n3");

    var claims = outbox().claimDue(NOON, 1, 2, LEASE);

    assertThat(notesOf(claims.getFirst().deliveries())).containsExactly("n1", "n2");
  }

  @Test
  void givenNothingWaits_whenAsked_thenNothingIsDueEver() {
    assertThat(outbox().nextDue()).isEmpty();
    assertNothingIsDue(NOON);
    outbox().release(LOBBY);
    assertNothingIsDue(NOON);
  }

  @Test
  void givenWaitingLanes_whenAskedWhenNext_thenItIsTheEarliestThatNobodyHolds() {
    accepted(LOBBY, NOON, "n1");
    assertThat(outbox().nextDue().orElseThrow()).isBeforeOrEqualTo(NOON);

    outbox().retry(claimedFirst(NOON), noonPlusSeconds(300), "server error");
    outbox().release(LOBBY);
    assertThat(outbox().nextDue()).contains(noonPlusSeconds(300));

    accepted(GARDEN, noonPlusSeconds(10), "n2");
    assertThat(outbox().nextDue().orElseThrow()).isBeforeOrEqualTo(noonPlusSeconds(10));

    outbox().delivered(claimedFirst(noonPlusSeconds(10)), noonPlusSeconds(11));
    assertThat(outbox().nextDue())
        .as("nothing waits in the held lane")
        .contains(noonPlusSeconds(300));
  }

  @Test
  void givenOnlyAHeldLane_whenAskedWhenNext_thenItIsTheEndOfTheLease() {
    accepted(LOBBY, NOON, "n1");
    var held = claimedFirst(NOON);
    assertThat(outbox().nextDue()).as("the holder may have died").contains(NOON.plus(LEASE));

    outbox().delivered(held, NOON);
    assertThat(outbox().nextDue()).isEmpty();
  }

  @Test
  void givenTwentyClaimersAtOnce_whenTenLanesAreDue_thenEachLaneHasOneHolder() {
    IntStream.range(0, 10)
        .forEach(i -> accepted(ChannelId.of("web", "room-" + i), noonPlusSeconds(i), "n" + i));

    var claims =
        Crowd.allAtOnce(20, _ -> outbox().claimDue(noonPlusSeconds(60), 1, 10, LEASE)).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(claims)
        .extracting(Outbox.Claim::channel)
        .doesNotHaveDuplicates()
        .hasSizeLessThanOrEqualTo(10);
    var left = outbox().claimDue(noonPlusSeconds(60), 10, 10, LEASE);
    assertThat(claims.size() + left.size()).as("every lane was handed out once").isEqualTo(10);
  }
}
