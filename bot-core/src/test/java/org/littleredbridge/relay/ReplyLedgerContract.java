package org.littleredbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.relay.RelayedReply.State;

/// What every [ReplyLedger] keeps to.
public abstract class ReplyLedgerContract extends StoreContract {
  private static final NoteId NOTE = new NoteId("n1");
  private static final Optional<CommentId> COMMENT = Optional.of(new CommentId("c1"));
  private static final Optional<Instant> NEVER = Optional.empty();

  private ReplyLedger replies() {
    return ports().replies();
  }

  private static MessageRef message(String id) {
    return new MessageRef(LOBBY, id);
  }

  private static ReplyLedger.NewReply reply(String message, NoteId note, String text) {
    return new ReplyLedger.NewReply(message(message), "ann", note, Optional.empty(), text);
  }

  /// A reply of this message, accepted.
  private RelayedReply accepted(String message, Instant now) {
    assertThat(replies().accept(reply(message, NOTE, "text of " + message), now)).isTrue();
    return found(message);
  }

  /// A reply of this message whose request has left.
  private RelayedReply posting(String message, Instant now) {
    var reply = accepted(message, now);
    replies().posting(reply.id(), reply.text(), now);
    return found(message);
  }

  private RelayedReply found(String message) {
    return replies().find(message(message)).orElseThrow();
  }

  private List<String> due(Instant now) {
    return replies().claimDue(now, 10, LEASE).stream().map(one -> one.message().id()).toList();
  }

  private List<String> looks(Instant now) {
    return replies().claimLooks(now, 10, LEASE).stream().map(one -> one.message().id()).toList();
  }

  private void settle(RelayedReply reply, State end, Optional<Instant> firstLook, Instant now) {
    replies().settle(reply, end, COMMENT, firstLook, tell(reply), now);
  }

  private static Cargo.Outcome tell(RelayedReply reply) {
    return new Cargo.Outcome(reply.message(), ReplyState.POSTED, "sent");
  }

  private List<Cargo> toldAt(Instant now) {
    return ports().outbox().claimDue(now, 10, 10, LEASE).stream()
        .flatMap(claim -> claim.deliveries().stream())
        .map(Delivery::cargo)
        .toList();
  }

  @Test
  void givenAReply_whenItIsAccepted_thenItWaits() {
    var to = Optional.of(new CommentId("c9"));
    var reply = new ReplyLedger.NewReply(message("m1"), "ann", NOTE, to, "so nice");
    assertThat(replies().accept(reply, NOON)).isTrue();

    var found = found("m1");
    assertThat(found)
        .isEqualTo(
            new RelayedReply(
                found.id(),
                message("m1"),
                "ann",
                NOTE,
                to,
                "so nice",
                State.WAITING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                NOON,
                Optional.empty()));
    assertThat(replies().find(message("m2"))).isEmpty();
    assertThat(replies().find(new MessageRef(GARDEN, "m1"))).isEmpty();
  }

  @Test
  void givenAMessage_whenItIsAcceptedAgain_thenTheFirstStands() {
    var first = accepted("m1", NOON);

    assertThat(replies().accept(reply("m1", new NoteId("n2"), "other"), noonPlusSeconds(1)))
        .isFalse();
    assertThat(found("m1")).isEqualTo(first);

    settle(first, State.POSTED, NEVER, noonPlusSeconds(2));
    restart();
    assertThat(replies().accept(reply("m1", NOTE, "again"), noonPlusSeconds(3)))
        .as("after its end and a restart")
        .isFalse();
    assertThat(due(noonPlusSeconds(999))).isEmpty();
  }

  @Test
  void givenTheSameMessageIdInTwoChannels_whenAccepted_thenTheyAreTwoReplies() {
    accepted("m1", NOON);
    var other =
        new ReplyLedger.NewReply(
            new MessageRef(GARDEN, "m1"), "ann", NOTE, Optional.empty(), "here too");

    assertThat(replies().accept(other, NOON)).isTrue();
    assertThat(due(NOON)).hasSize(2);
  }

  @Test
  void givenWaitingReplies_whenClaimed_thenTheOldestComeFirstAndOnce() {
    accepted("m1", NOON);
    accepted("m2", noonPlusSeconds(1));
    accepted("m3", noonPlusSeconds(2));

    assertThat(replies().claimDue(noonPlusSeconds(3), 2, LEASE))
        .extracting(one -> one.message().id())
        .containsExactly("m1", "m2");
    assertThat(due(noonPlusSeconds(3))).containsExactly("m3");
    assertThat(due(noonPlusSeconds(3))).isEmpty();
  }

  @Test
  void givenAClaimerThatDied_whenTheLeaseEnds_thenTheReplyIsDueAgain() {
    accepted("m1", NOON);
    due(NOON);

    assertThat(due(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(replies().nextDue()).contains(NOON.plus(LEASE));
    restart();
    assertThat(due(NOON.plus(LEASE))).containsExactly("m1");
  }

  @Test
  void givenAClaimedReply_whenItIsPostponed_thenItIsDueThenWhateverTheLease() {
    var early = accepted("m1", NOON);
    var late = accepted("m2", NOON);
    due(NOON);
    replies().postpone(early.id(), noonPlusSeconds(5));
    replies().postpone(late.id(), noonPlusSeconds(600));

    assertThat(replies().nextDue()).contains(noonPlusSeconds(5));
    assertThat(due(noonPlusSeconds(4))).isEmpty();
    assertThat(due(noonPlusSeconds(5))).containsExactly("m1");
    assertThat(due(noonPlusSeconds(599))).containsExactly("m1");
    assertThat(due(noonPlusSeconds(600))).containsExactly("m2");
    assertThat(found("m2").state()).isEqualTo(State.WAITING);
    assertThat(found("m2").attempts()).isZero();
  }

  @Test
  void givenARequestAboutToLeave_whenTheProcessDies_thenItIsDueAgainAsPosting() {
    var reply = accepted("m1", NOON);
    due(NOON);
    replies().posting(reply.id(), "太好了", noonPlusSeconds(10));
    restart();

    assertThat(due(noonPlusSeconds(59))).isEmpty();
    var again = replies().claimDue(NOON.plus(LEASE), 10, LEASE);

    assertThat(again).hasSize(1);
    assertThat(again.getFirst().state()).isEqualTo(State.POSTING);
    assertThat(again.getFirst().posted()).contains("太好了");
    assertThat(again.getFirst().attempts()).isEqualTo(1);
    assertThat(again.getFirst().postingAt()).contains(noonPlusSeconds(10));
    assertThat(again.getFirst().text()).as("the member's own words stay").isEqualTo("text of m1");
  }

  @Test
  void givenAPostingReply_whenItIsPostponed_thenItStaysPosting() {
    var reply = posting("m1", NOON);
    replies().postpone(reply.id(), noonPlusSeconds(30));

    assertThat(found("m1").state()).isEqualTo(State.POSTING);
    assertThat(due(noonPlusSeconds(29))).isEmpty();
    assertThat(due(noonPlusSeconds(30))).containsExactly("m1");
  }

  @Test
  void givenALookThatFoundNothing_whenItIsTriedAgain_thenEveryTryCounts() {
    var reply = posting("m1", NOON);
    replies().notPosted(reply.id(), noonPlusSeconds(30));

    assertThat(found("m1").state()).isEqualTo(State.WAITING);
    assertThat(due(noonPlusSeconds(29))).isEmpty();
    assertThat(due(noonPlusSeconds(30))).containsExactly("m1");
    replies().posting(reply.id(), "again", noonPlusSeconds(31));
    assertThat(found("m1").attempts()).isEqualTo(2);
    assertThat(found("m1").postingAt()).contains(noonPlusSeconds(31));
    assertThat(found("m1").posted()).contains("again");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTED", "UNKNOWN", "REFUSED"})
  void givenAnEnd_whenItIsSettled_thenTheMemberIsToldAndNothingIsDue(State end) {
    var reply = posting("m1", NOON);
    settle(reply, end, NEVER, noonPlusSeconds(1));

    assertThat(found("m1").state()).isEqualTo(end);
    assertThat(found("m1").comment()).isEqualTo(COMMENT);
    assertThat(ports().outbox().waiting(LOBBY)).isEqualTo(1);
    assertThat(toldAt(noonPlusSeconds(1))).containsExactly(tell(reply));
    assertThat(due(noonPlusSeconds(9999))).isEmpty();
    assertThat(looks(noonPlusSeconds(9999))).isEmpty();
    assertThat(replies().nextDue()).isEmpty();
  }

  @Test
  void givenAWaitingReply_whenAGuardRefusesIt_thenItIsSettledWithoutAPosting() {
    var reply = accepted("m1", NOON);
    replies()
        .settle(
            reply,
            State.REFUSED,
            Optional.empty(),
            NEVER,
            new Cargo.Outcome(reply.message(), ReplyState.REFUSED, "no"),
            noonPlusSeconds(1));

    assertThat(found("m1").state()).isEqualTo(State.REFUSED);
    assertThat(found("m1").comment()).isEmpty();
    assertThat(replies().postingsSince(NOON)).isZero();
    assertThat(toldAt(noonPlusSeconds(1))).hasSize(1);
  }

  @Test
  void givenASettledReply_whenItIsSettledAgain_thenTheMemberIsToldOnce() {
    var reply = posting("m1", NOON);
    settle(reply, State.POSTED, NEVER, noonPlusSeconds(1));
    restart();
    settle(reply, State.POSTED, NEVER, noonPlusSeconds(2));

    assertThat(ports().outbox().waiting()).isEqualTo(1);
    assertThat(found("m1").state()).isEqualTo(State.POSTED);
  }

  @Test
  void givenTwentyThreadsAtOnce_whenTheySettleTheSameReply_thenTheMemberIsToldOnce() {
    var reply = posting("m1", NOON);
    Crowd.allAtOnce(
        20,
        i -> {
          settle(reply, State.POSTED, NEVER, noonPlusSeconds(1));
          return i;
        });

    assertThat(ports().outbox().waiting()).isEqualTo(1);
  }

  @Test
  void givenTwoReplies_whenBothAreSettled_thenBothMembersAreTold() {
    settle(posting("m1", NOON), State.POSTED, NEVER, noonPlusSeconds(1));
    settle(posting("m2", NOON), State.POSTED, NEVER, noonPlusSeconds(1));

    assertThat(toldAt(noonPlusSeconds(2))).hasSize(2);
  }

  @Test
  void givenASettledReply_whenALateClaimerReports_thenTheEndStands() {
    var reply = posting("m1", NOON);
    settle(reply, State.POSTED, NEVER, noonPlusSeconds(1));

    replies().notPosted(reply.id(), noonPlusSeconds(2));
    replies().postpone(reply.id(), noonPlusSeconds(2));
    settle(reply, State.UNKNOWN, NEVER, noonPlusSeconds(2));

    assertThat(found("m1").state()).isEqualTo(State.POSTED);
    assertThat(due(noonPlusSeconds(99))).as("never posted twice").isEmpty();
    assertThat(toldAt(noonPlusSeconds(99))).as("what the member was told").hasSize(1);
  }

  @Test
  void givenPostings_whenCounted_thenEveryRequestThatLeftCountsWhateverBecameOfIt() {
    assertThat(replies().lastPosting()).isEmpty();
    accepted("waiting", NOON);
    settle(posting("old", noonPlusSeconds(10)), State.POSTED, NEVER, noonPlusSeconds(11));
    settle(posting("refused", noonPlusSeconds(100)), State.REFUSED, NEVER, noonPlusSeconds(101));
    settle(posting("unknown", noonPlusSeconds(110)), State.UNKNOWN, NEVER, noonPlusSeconds(111));
    replies().notPosted(posting("nothing", noonPlusSeconds(120)).id(), noonPlusSeconds(999));
    posting("under way", noonPlusSeconds(130));

    assertThat(replies().postingsSince(noonPlusSeconds(50))).isEqualTo(4);
    assertThat(replies().postingsSince(NOON)).isEqualTo(5);
    assertThat(replies().postingsSince(noonPlusSeconds(200))).isZero();
    assertThat(replies().lastPosting()).contains(noonPlusSeconds(130));
  }

  @Test
  void givenTheSameTextUnderANote_whenItWasPosted_thenItIsKnown() {
    var posted = posting("m1", NOON);
    settle(posted, State.POSTED, NEVER, NOON);
    var refused = accepted("m2", NOON);
    replies().posting(refused.id(), "refused words", NOON);
    settle(refused, State.REFUSED, NEVER, NOON);
    var nothing = accepted("m3", NOON);
    replies().posting(nothing.id(), "lost words", NOON);
    replies().notPosted(nothing.id(), noonPlusSeconds(1));
    var fresh = accepted("m4", noonPlusSeconds(2));

    assertThat(replies().postedBefore(NOTE, "text of m1", fresh.id())).isTrue();
    assertThat(replies().postedBefore(NOTE, "text of m1", posted.id())).as("itself").isFalse();
    assertThat(replies().postedBefore(new NoteId("n2"), "text of m1", fresh.id()))
        .as("another note")
        .isFalse();
    assertThat(replies().postedBefore(NOTE, "text of m4", posted.id())).as("waits").isFalse();
    assertThat(replies().postedBefore(NOTE, "refused words", fresh.id())).as("refused").isFalse();
    assertThat(replies().postedBefore(NOTE, "lost words", fresh.id())).as("not posted").isFalse();
  }

  @Test
  void givenPostedReplies_whenTheirFirstLookIsDue_thenTheMostOverdueComesFirst() {
    settle(posting("m1", NOON), State.POSTED, Optional.of(noonPlusSeconds(300)), NOON);
    settle(posting("m2", NOON), State.POSTED, Optional.of(noonPlusSeconds(100)), NOON);
    settle(posting("m3", NOON), State.POSTED, Optional.of(noonPlusSeconds(200)), NOON);

    assertThat(replies().nextDue()).contains(noonPlusSeconds(100));
    assertThat(looks(noonPlusSeconds(99))).isEmpty();
    assertThat(due(noonPlusSeconds(400))).as("looks are no postings").isEmpty();
    assertThat(replies().claimLooks(noonPlusSeconds(400), 2, LEASE))
        .extracting(one -> one.message().id())
        .containsExactly("m2", "m3");
    assertThat(looks(noonPlusSeconds(400))).containsExactly("m1");
    assertThat(looks(noonPlusSeconds(400))).as("claimed").isEmpty();
    assertThat(looks(noonPlusSeconds(400).plus(LEASE))).containsExactlyInAnyOrder("m1", "m2", "m3");
  }

  @Test
  void givenALook_whenItIsOver_thenItIsCountedAndTheNextIsDueThen() {
    var reply = posting("m1", NOON);
    var first = Optional.of(noonPlusSeconds(10));
    replies().settle(reply, State.POSTED, Optional.empty(), first, tell(reply), NOON);
    looks(noonPlusSeconds(10));
    replies().looked(reply.id(), COMMENT, Optional.of(noonPlusSeconds(30)));
    restart();

    assertThat(found("m1").looks()).isEqualTo(1);
    assertThat(found("m1").comment()).isEqualTo(COMMENT);
    assertThat(replies().nextDue()).contains(noonPlusSeconds(30));
    assertThat(looks(noonPlusSeconds(29))).isEmpty();
    assertThat(looks(noonPlusSeconds(30))).containsExactly("m1");

    replies().looked(reply.id(), Optional.empty(), NEVER);
    assertThat(found("m1").looks()).isEqualTo(2);
    assertThat(found("m1").comment()).as("once known, always known").isEqualTo(COMMENT);
    assertThat(looks(noonPlusSeconds(9999))).isEmpty();
    assertThat(replies().nextDue()).isEmpty();
  }

  @Test
  void givenAClaimedReply_whenItsClaimerTellsWhatBecameOfIt_thenTheLeaseHoldsItNoLonger() {
    var absent = posting("m1", NOON);
    var posted = posting("m2", NOON);
    assertThat(due(noonPlusSeconds(1))).containsExactly("m1", "m2");

    replies().notPosted(absent.id(), noonPlusSeconds(5));
    settle(posted, State.POSTED, Optional.of(noonPlusSeconds(6)), noonPlusSeconds(2));

    assertThat(replies().nextDue()).contains(noonPlusSeconds(5));
    assertThat(due(noonPlusSeconds(5))).containsExactly("m1");
    assertThat(replies().nextDue()).contains(noonPlusSeconds(6));
    assertThat(looks(noonPlusSeconds(6))).containsExactly("m2");
  }

  @Test
  void givenAClaimedLook_whenTheClaimerDies_thenItIsDueAgainAfterTheLease() {
    settle(posting("m1", NOON), State.POSTED, Optional.of(noonPlusSeconds(10)), NOON);
    looks(noonPlusSeconds(10));

    assertThat(replies().nextDue()).contains(noonPlusSeconds(10).plus(LEASE));
    restart();
    assertThat(looks(noonPlusSeconds(9).plus(LEASE))).isEmpty();
    assertThat(looks(noonPlusSeconds(10).plus(LEASE))).containsExactly("m1");
  }

  @Test
  void givenAClaimedLook_whenALateClaimerOfThePostingReports_thenTheLookStaysClaimed() {
    var reply = posting("m1", NOON);
    settle(reply, State.POSTED, Optional.of(noonPlusSeconds(10)), NOON);
    looks(noonPlusSeconds(10));

    replies().postpone(reply.id(), noonPlusSeconds(11));
    replies().notPosted(reply.id(), noonPlusSeconds(11));
    settle(reply, State.UNKNOWN, NEVER, noonPlusSeconds(11));

    assertThat(looks(noonPlusSeconds(12))).isEmpty();
    assertThat(replies().nextDue()).contains(noonPlusSeconds(10).plus(LEASE));
  }

  @Test
  void givenRepliesAndLooks_whenAskedWhenNext_thenItIsTheEarlierOfBoth() {
    assertThat(replies().nextDue()).isEmpty();
    settle(posting("m1", NOON), State.POSTED, Optional.of(noonPlusSeconds(50)), NOON);
    var waiting = accepted("m2", NOON);
    replies().postpone(waiting.id(), noonPlusSeconds(80));
    assertThat(replies().nextDue()).contains(noonPlusSeconds(50));

    replies().postpone(waiting.id(), noonPlusSeconds(20));
    assertThat(replies().nextDue()).contains(noonPlusSeconds(20));
  }

  @Test
  void givenTwentyThreadsAtOnce_whenTheyAcceptOneMessage_thenOneOfThemDid() {
    var accepted = Crowd.allAtOnce(20, _ -> replies().accept(reply("m1", NOTE, "hi"), NOON));

    assertThat(accepted).containsOnlyOnce(true);
    assertThat(due(NOON)).containsExactly("m1");
  }

  @Test
  void givenTwentyClaimersAtOnce_whenTenRepliesAreDue_thenEachIsClaimedOnce() {
    IntStream.range(0, 10).forEach(i -> accepted("m" + i, noonPlusSeconds(i)));

    var claimed =
        Crowd.allAtOnce(20, _ -> replies().claimDue(noonPlusSeconds(20), 1, LEASE)).stream()
            .flatMap(List::stream)
            .map(one -> one.message().id())
            .toList();

    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claimed.size() + due(noonPlusSeconds(20)).size()).isEqualTo(10);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItIsRelayed_thenItComesOutAsItWentIn(String text) {
    var message = message("m' OR '1'='1");
    var hostile = new ReplyLedger.NewReply(message, "ann'; --", NOTE, Optional.empty(), text);
    replies().accept(hostile, NOON);
    var reply = replies().find(message).orElseThrow();
    replies().posting(reply.id(), text, NOON);
    settle(reply, State.POSTED, NEVER, NOON);

    var kept = replies().find(message).orElseThrow();
    assertThat(HostileTexts.readable(kept.text())).isEqualTo(HostileTexts.readable(text));
    assertThat(HostileTexts.readable(kept.posted().orElseThrow()))
        .isEqualTo(HostileTexts.readable(text));
    assertThat(kept.memberId()).isEqualTo("ann'; --");
    assertThat(toldAt(NOON)).containsExactly(tell(reply));
  }
}
