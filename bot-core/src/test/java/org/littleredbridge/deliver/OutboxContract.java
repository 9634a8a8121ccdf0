package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// What every [Outbox] keeps to: here what goes in and what became of it, above how it comes out.
public abstract class OutboxContract extends OutboxLanesContract {
  private static final Verdict PRIMED = new Verdict.Primed();
  private static final Verdict FILTERED = new Verdict.Filtered("no cats");

  @Test
  void givenVerdictsForManyChannels_whenAccepted_thenOnlyThoseToSendAreDeliveries() {
    var capped = ChannelId.of("web", "capped");
    var primed = ChannelId.of("web", "primed");
    var note =
        routed(
            "n1",
            Map.of(LOBBY, SEND, GARDEN, FILTERED, primed, PRIMED, capped, new Verdict.Capped("5")));

    assertThat(outbox().accept(FEED, List.of(note), NOON)).isEqualTo(1);

    assertThat(outbox().claimDue(NOON, 10, 10, LEASE))
        .extracting(Outbox.Claim::channel)
        .containsExactly(LOBBY);
    assertThat(verdict(LOBBY, "n1")).isEqualTo(SEND);
    assertThat(verdict(GARDEN, "n1")).isEqualTo(FILTERED);
    assertThat(verdict(primed, "n1")).isEqualTo(PRIMED);
    assertThat(verdict(capped, "n1")).isEqualTo(new Verdict.Capped("5"));
  }

  @Test
  void givenAcceptedNotes_whenTheOtherPortsAreAsked_thenTheyKnowNoteCreatorAndFeed() {
    var note = SampleNotes.note("n1", "title");
    outbox().accept(FEED, List.of(routed(note, Map.of())), NOON);

    assertThat(ports().notes().note(note.id())).contains(note);
    assertThat(ports().notes().creator(note.creator().id())).contains(note.creator());
    var ids = List.of(note.id(), new NoteId("n2"));
    assertThat(ports().feedStates().unseen(FEED, ids)).containsExactly(new NoteId("n2"));
    assertThat(ports().feedStates().unseen(OTHER_FEED, ids))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(outbox().waiting()).isZero();
  }

  @Test
  void givenANoteThatWasAccepted_whenAnyFeedBringsItAgain_thenTheChannelGetsItOnce() {
    accepted(LOBBY, NOON, "n1");
    var again = List.of(routed("n1", Map.of(LOBBY, SEND)));

    assertThat(outbox().accept(FEED, again, noonPlusSeconds(1))).isZero();
    assertThat(outbox().accept(OTHER_FEED, again, noonPlusSeconds(2))).isZero();
    outbox().delivered(claimedFirst(noonPlusSeconds(3)), noonPlusSeconds(3));
    outbox().release(LOBBY);
    assertThat(outbox().accept(OTHER_FEED, again, noonPlusSeconds(4))).isZero();

    assertNothingIsDue(noonPlusSeconds(5));
    assertThat(ports().feedStates().unseen(OTHER_FEED, List.of(noteId("n1")))).isEmpty();
  }

  @Test
  void givenANoteThatWasAbandoned_whenAFeedBringsItAgain_thenItIsNotTriedAgain() {
    accepted(LOBBY, NOON, "n1");
    outbox().abandon(claimedFirst(NOON), "refused", NOON);
    outbox().release(LOBBY);

    var again = List.of(routed("n1", Map.of(LOBBY, SEND)));
    assertThat(outbox().accept(OTHER_FEED, again, noonPlusSeconds(1))).isZero();
    assertNothingIsDue(noonPlusSeconds(2));
  }

  @Test
  void givenANoteSentToOneChannel_whenAnotherFollows_thenOnlyTheOtherGetsIt() {
    accepted(LOBBY, NOON, "n1");
    var both = List.of(routed("n1", Map.of(LOBBY, SEND, GARDEN, SEND)));

    assertThat(outbox().accept(FEED, both, noonPlusSeconds(1))).isEqualTo(1);
    assertThat(outbox().waiting(LOBBY)).isEqualTo(1);
    assertThat(outbox().waiting(GARDEN)).isEqualTo(1);
  }

  @Test
  void givenTheSameNoteTwiceInOnePoll_whenAccepted_thenItIsOneDelivery() {
    var note = routed("n1", Map.of(LOBBY, SEND));
    assertThat(outbox().accept(FEED, List.of(note, note), NOON)).isEqualTo(1);
    assertThat(claimedLane(NOON)).hasSize(1);
  }

  @Test
  void givenAVerdictNotToSend_whenALaterOneSaysSend_thenItIsSent() {
    outbox().accept(FEED, List.of(routed("n1", Map.of(LOBBY, PRIMED, GARDEN, FILTERED))), NOON);
    var later = List.of(routed("n1", Map.of(LOBBY, SEND, GARDEN, PRIMED)));

    assertThat(outbox().accept(OTHER_FEED, later, noonPlusSeconds(1))).isEqualTo(1);

    assertThat(verdict(LOBBY, "n1")).isEqualTo(SEND);
    assertThat(verdict(GARDEN, "n1")).as("the later one counts").isEqualTo(PRIMED);
    assertThat(outbox().fate(LOBBY, noteId("n1")).orElseThrow().decidedAt())
        .isEqualTo(noonPlusSeconds(1));
    assertThat(notesOf(claimedLane(noonPlusSeconds(1)))).containsExactly("n1");
  }

  @Test
  void givenANoteThatWasDecidedAgain_whenAskedWhy_thenItIsTheNewest() {
    outbox().accept(FEED, List.of(routed("n1", Map.of(LOBBY, PRIMED))), NOON);
    outbox().accept(FEED, List.of(routed("n2", Map.of(LOBBY, PRIMED))), noonPlusSeconds(1));
    outbox().accept(OTHER_FEED, List.of(routed("n1", Map.of(LOBBY, FILTERED))), noonPlusSeconds(2));

    assertThat(outbox().fates(LOBBY, 10))
        .extracting(fate -> fate.note().value())
        .containsExactly("n1", "n2");
  }

  @Test
  void givenAVerdictToSend_whenALaterOneSaysOtherwise_thenItStands() {
    accepted(LOBBY, NOON, "n1");
    outbox().accept(OTHER_FEED, List.of(routed("n1", Map.of(LOBBY, FILTERED))), noonPlusSeconds(1));

    assertThat(verdict(LOBBY, "n1")).isEqualTo(SEND);
    assertThat(outbox().waiting()).isEqualTo(1);
  }

  @Test
  void givenACompleteNote_whenACardOfItIsAccepted_thenTheTextStaysAndTheTokenIsTheNewest() {
    var whole = SampleNotes.note("n1", "whole");
    var card = SampleNotes.withToken(SampleNotes.card("n1", "card"), "fresh");
    outbox().accept(FEED, List.of(routed(whole, Map.of(LOBBY, SEND))), NOON);
    outbox().accept(OTHER_FEED, List.of(routed(card, Map.of(GARDEN, SEND))), noonPlusSeconds(1));

    assertThat(ports().notes().note(noteId("n1"))).contains(SampleNotes.withToken(whole, "fresh"));
  }

  @Test
  void givenAKey_whenItIsAddedAgain_thenItIsNotAddedEvenAfterItsEnd() {
    assertThat(outbox().add(LOBBY, notice("hello"), "k1", NOON)).isTrue();
    assertThat(outbox().add(LOBBY, notice("hello again"), "k1", NOON)).isFalse();
    assertThat(outbox().add(LOBBY, notice("goodbye"), "k2", NOON)).isTrue();

    var both = claimedLane(NOON);
    assertThat(both)
        .extracting(Delivery::cargo)
        .containsExactly(notice("hello"), notice("goodbye"));
    outbox().delivered(both.get(0), NOON);
    outbox().abandon(both.get(1), "refused", NOON);
    outbox().release(LOBBY);
    restart();

    assertThat(outbox().add(LOBBY, notice("hello"), "k1", noonPlusSeconds(1))).isFalse();
    assertThat(outbox().add(LOBBY, notice("goodbye"), "k2", noonPlusSeconds(1))).isFalse();
    assertNothingIsDue(noonPlusSeconds(1));
  }

  @Test
  void givenCargoesOfEveryKind_whenTheyAreClaimed_thenTheyAreWhatWasAdded() {
    var reply = message(LOBBY, "m1");
    var comment = SampleNotes.comment("c1", SampleNotes.note("n1", "t"), SampleNotes.MEI, "thanks");
    var notice = new Cargo.Notice("paused", Optional.of(reply));
    outbox().add(LOBBY, notice("hello"), "k1", NOON);
    outbox().add(LOBBY, notice, "k2", NOON);
    var outcomes = List.of(ReplyState.values());
    for (var state : outcomes) {
      outbox().add(LOBBY, new Cargo.Outcome(reply, state, "said"), "o" + state, NOON);
    }
    ports().notes().keep(SampleNotes.note("n2", "asked for"));
    var asked = new Cargo.NoteCargo(noteId("n2"), Optional.of(reply));
    outbox().add(LOBBY, asked, "k4", NOON);
    outbox().add(LOBBY, new Cargo.NoteCargo(noteId("n2")), "k5", NOON);
    var code = new Cargo.LoginCode("gate");
    outbox().add(LOBBY, code, "l1", NOON);
    outbox().addAnswer(comment, reply, "k3", NOON);

    var cargoes = claimedLane(NOON).stream().map(Delivery::cargo).toList();

    assertThat(cargoes).hasSize(6 + outcomes.size()).contains(code);
    assertThat(cargoes).contains(asked, new Cargo.NoteCargo(noteId("n2")));
    assertThat(cargoes).startsWith(notice("hello"), notice);
    assertThat(cargoes.subList(2, 2 + outcomes.size()))
        .isEqualTo(outcomes.stream().map(s -> new Cargo.Outcome(reply, s, "said")).toList());
    assertThat(cargoes.getLast())
        .isEqualTo(new Cargo.CommentCargo(comment.id(), comment.note(), reply));
  }

  @Test
  void givenAnAnswerToAMember_whenItIsAddedTwice_thenItsCommentIsKnownAndItIsDeliveredOnce() {
    var note = SampleNotes.note("n1", "t");
    var comment = SampleNotes.comment("c1", note, SampleNotes.MEI, "thanks");
    var answer =
        SampleNotes.answer("c2", comment, SampleNotes.creator("li", "李"), "谢谢 \uD83D\uDE0A");

    assertThat(outbox().addAnswer(answer, message(GARDEN, "m1"), "a1", NOON)).isTrue();
    assertThat(outbox().addAnswer(answer, message(GARDEN, "m1"), "a1", NOON)).isFalse();

    assertThat(ports().notes().comment(answer.id())).contains(answer);
    assertThat(outbox().waiting(GARDEN)).isEqualTo(1);
    assertThat(outbox().waiting()).isEqualTo(1);
  }

  @Test
  void givenDeliveriesInTwoChannels_whenTheyEnd_thenTheyNoLongerCountAsWaiting() {
    accepted(LOBBY, NOON, "n1", "n2");
    accepted(GARDEN, noonPlusSeconds(1), "n3");
    outbox().accept(FEED, List.of(routed("n4", Map.of(LOBBY, FILTERED))), NOON);
    assertThat(outbox().waiting()).isEqualTo(3);
    assertThat(outbox().waiting(LOBBY)).isEqualTo(2);
    assertThat(outbox().waiting(ChannelId.of("web", "empty"))).isZero();

    var claims = outbox().claimDue(noonPlusSeconds(1), 2, 10, LEASE);
    assertThat(outbox().waiting()).as("claimed is not delivered").isEqualTo(3);
    outbox().delivered(claims.get(0).deliveries().get(0), NOON);
    outbox().abandon(claims.get(0).deliveries().get(1), "refused", NOON);
    outbox().retry(claims.get(1).deliveries().get(0), noonPlusSeconds(60), "time-out");

    assertThat(outbox().waiting(LOBBY)).isZero();
    assertThat(outbox().waiting()).isEqualTo(1);
  }

  @Test
  void givenNotesOfEveryFate_whenAskedWhy_thenTheNewestDecisionComesFirstWithWhatBecameOfIt() {
    accepted(LOBBY, noonPlusSeconds(1), "n1");
    accepted(LOBBY, noonPlusSeconds(2), "n2");
    accepted(LOBBY, noonPlusSeconds(3), "n3");
    outbox().accept(FEED, List.of(routed("n4", Map.of(LOBBY, FILTERED))), noonPlusSeconds(4));
    accepted(GARDEN, noonPlusSeconds(5), "n5");
    var lane = outbox().claimDue(noonPlusSeconds(4), 1, 10, LEASE).getFirst().deliveries();
    outbox().delivered(lane.get(0), noonPlusSeconds(6));
    outbox().abandon(lane.get(1), "the channel is gone", noonPlusSeconds(6));
    outbox().retry(lane.get(2), noonPlusSeconds(9), "server error");

    var fates = outbox().fates(LOBBY, 10);

    assertThat(fates)
        .extracting(fate -> fate.note().value())
        .containsExactly("n4", "n3", "n2", "n1");
    assertThat(fates.get(0))
        .isEqualTo(
            new Outbox.Fate(
                noteId("n4"), FILTERED, Optional.empty(), 0, Optional.empty(), noonPlusSeconds(4)));
    assertThat(fates.get(1))
        .isEqualTo(
            new Outbox.Fate(
                noteId("n3"),
                SEND,
                Optional.of("waiting"),
                1,
                Optional.of("server error"),
                noonPlusSeconds(3)));
    assertThat(fates.get(2).state()).contains("abandoned");
    assertThat(fates.get(2).reason()).contains("the channel is gone");
    assertThat(fates.get(3).state()).contains("delivered");
    assertThat(outbox().fate(LOBBY, noteId("n3"))).contains(fates.get(1));
    assertThat(outbox().fates(LOBBY, 2)).isEqualTo(fates.subList(0, 2));
  }

  @Test
  void givenANoteOrChannelThatNobodyKnows_whenAskedForItsFate_thenThereIsNone() {
    accepted(LOBBY, NOON, "n1");
    assertThat(outbox().fate(LOBBY, noteId("n2"))).isEmpty();
    assertThat(outbox().fate(GARDEN, noteId("n1"))).isEmpty();
    assertThat(outbox().fates(GARDEN, 10)).isEmpty();
  }

  @Test
  void givenTwentyPollersAtOnce_whenTheyBringTheSameNotes_thenEachIsDeliveredOnceAndInOrder() {
    var ids = IntStream.range(0, 5).mapToObj(i -> "n" + i).toList();
    var notes = ids.stream().map(id -> routed(id, Map.of(LOBBY, SEND, GARDEN, SEND))).toList();

    var added = Crowd.allAtOnce(20, _ -> outbox().accept(FEED, notes, NOON));

    assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
    for (var claim : outbox().claimDue(NOON, 2, 100, LEASE)) {
      assertThat(notesOf(claim.deliveries())).isEqualTo(ids);
    }
  }

  @Test
  void givenTwentyThreadsAtOnce_whenTheyAddTheSameKey_thenOneOfThemDid() {
    var added = Crowd.allAtOnce(20, _ -> outbox().add(LOBBY, notice("hello"), "k1", NOON));

    assertThat(added).containsOnlyOnce(true);
    assertThat(outbox().waiting()).isEqualTo(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItIsCarried_thenItComesOutAsItWentIn(String text) {
    var note = SampleNotes.note("n1", text, text, SampleNotes.MEI, SampleNotes.PUBLISHED);
    var filtered = new Verdict.Filtered(text);
    var routed = routed(note, Map.of(LOBBY, SEND, GARDEN, filtered));
    assertThat(outbox().accept(FEED, List.of(routed), NOON)).isEqualTo(1);
    outbox().add(LOBBY, notice(text), "k1", NOON);

    var lane = claimedLane(NOON);
    outbox().retry(lane.getFirst(), noonPlusSeconds(60), text);

    assertThat(lane.getLast().cargo()).isInstanceOf(Cargo.Notice.class);
    var said =
        lane.getLast().cargo() instanceof Cargo.Notice(var words, _, _) ? words : "not a notice";
    assertSame(said, text);
    var stored = ports().notes().note(note.id()).orElseThrow();
    assertSame(stored.title(), text);
    assertSame(stored.text(), text);
    assertSame(outbox().fate(LOBBY, note.id()).orElseThrow().reason().orElseThrow(), text);
    assertThat(verdict(GARDEN, "n1"))
        .isInstanceOfSatisfying(Verdict.Filtered.class, kept -> assertSame(kept.rule(), text));
  }

  @Test
  void givenHalfAnEmoji_whenItIsCarried_thenNothingBreaks() {
    var note = SampleNotes.note("n1", "cut \uD83D", "\uDE0A cut", SampleNotes.MEI, NOON);
    outbox().accept(FEED, List.of(routed(note, Map.of(LOBBY, SEND))), NOON);
    outbox().add(LOBBY, notice("\uD83D"), "k1", NOON);

    assertThat(claimedLane(NOON)).hasSize(2);
    assertThat(ports().notes().note(note.id()).orElseThrow().title()).startsWith("cut ");
  }

  @Test
  void givenAHostileChannelAndKey_whenTheyAreUsed_thenTheyAreOnlyNames() {
    var channel = ChannelId.of("web", "'; DROP TABLE delivery; -- %_\uD83D\uDE00");
    var key = "k' OR '1'='1";
    accepted(channel, NOON, "n1");

    assertThat(outbox().add(channel, notice("hello"), key, NOON)).isTrue();
    assertThat(outbox().add(channel, notice("hello"), key, NOON)).isFalse();
    assertThat(outbox().add(LOBBY, notice("hello"), "k", NOON)).isTrue();
    assertThat(outbox().waiting(channel)).isEqualTo(2);
    assertThat(outbox().claimDue(NOON, 10, 10, LEASE))
        .extracting(Outbox.Claim::channel)
        .containsExactlyInAnyOrder(channel, LOBBY);
  }

  @Test
  void givenNotesOfSeveralFeeds_whenTheSentAreCounted_thenEachFeedHasItsOwn() {
    outbox().accept(FEED, List.of(routed("n1", Map.of(LOBBY, SEND, GARDEN, SEND))), NOON);
    var later = noonPlusSeconds(10);
    outbox()
        .accept(
            FEED,
            List.of(
                routed("n2", Map.of(LOBBY, SEND)),
                routed("n3", Map.of(LOBBY, FILTERED)),
                routed("n4", Map.of(LOBBY, new Verdict.Capped("perday:1")))),
            later);
    // One stays with who sent it first, the other goes to who sends it at last.
    outbox()
        .accept(
            OTHER_FEED,
            List.of(routed("n2", Map.of(LOBBY, SEND)), routed("n3", Map.of(LOBBY, SEND))),
            later);

    assertThat(outbox().sentSince(LOBBY, FEED, NOON)).isEqualTo(2);
    assertThat(outbox().sentSince(LOBBY, FEED, later)).isEqualTo(1);
    assertThat(outbox().sentSince(LOBBY, FEED, noonPlusSeconds(11))).isZero();
    assertThat(outbox().sentSince(LOBBY, OTHER_FEED, NOON)).isEqualTo(1);
    assertThat(outbox().sentSince(GARDEN, FEED, NOON)).isEqualTo(1);
    assertThat(outbox().sentSince(GARDEN, OTHER_FEED, NOON)).isZero();
  }

  @Test
  void givenANoteHeldBackByAFeed_whenAnotherFeedSendsIt_thenItIsDeliveredAndStaysSo() {
    outbox().accept(FEED, List.of(routed("n1", Map.of(LOBBY, FILTERED))), NOON);
    assertNothingIsDue(NOON);

    assertThat(
            outbox()
                .accept(OTHER_FEED, List.of(routed("n1", Map.of(LOBBY, SEND))), noonPlusSeconds(1)))
        .isEqualTo(1);
    outbox().accept(FEED, List.of(routed("n1", Map.of(LOBBY, FILTERED))), noonPlusSeconds(2));

    assertThat(verdict(LOBBY, "n1")).isEqualTo(SEND);
    assertThat(notesOf(claimedLane(noonPlusSeconds(3)))).containsExactly("n1");
  }

  private static void assertSame(String actual, String expected) {
    assertThat(HostileTexts.readable(actual)).isEqualTo(HostileTexts.readable(expected));
  }

  private Verdict verdict(ChannelId channel, String note) {
    return outbox().fate(channel, noteId(note)).orElseThrow().verdict();
  }
}
