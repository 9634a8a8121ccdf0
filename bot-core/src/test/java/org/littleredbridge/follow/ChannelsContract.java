package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Channels.Pause;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// What every [Channels] keeps to, as the other ports of its store show it.
public abstract class ChannelsContract extends StoreContract {
  private static final Feed MEI = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final Feed LI = new Feed.CreatorFeed(new CreatorId("li"));
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Closed REMOVED = new Closed(Cause.REMOVED, "");
  private static final Closed FORBIDDEN = new Closed(Cause.NOT_ALLOWED, "Attach Files");
  private static final Verdict SEND = new Verdict.Send();
  private static final Verdict PRIMED = new Verdict.Primed();

  private int keys;

  private Channels channels() {
    return ports().channels();
  }

  private Outbox outbox() {
    return ports().outbox();
  }

  private void said(ChannelId channel, Instant now, String... texts) {
    for (var text : texts) {
      outbox().add(channel, new Cargo.Notice(text, Optional.empty()), "k" + ++keys, now);
    }
  }

  private void decided(ChannelId channel, String note, Verdict verdict, Instant now) {
    var routed = new Outbox.Routed(SampleNotes.note(note, "t"), Map.of(channel, verdict));
    outbox().accept(MEI, List.of(routed), now);
  }

  private List<Outbox.Claim> claimed(Instant now) {
    return outbox().claimDue(now, 10, 100, LEASE);
  }

  /// The only lane that is due is that of `channel`.
  private List<Delivery> claimed(ChannelId channel, Instant now) {
    var claims = claimed(now);
    assertThat(claims).extracting(Outbox.Claim::channel).containsExactly(channel);
    return claims.getFirst().deliveries();
  }

  private static List<String> texts(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(one ->
            switch (one.cargo()) {
              case Cargo.Notice(var text, _, _) -> text;
              case Cargo.NoteCargo(var note, _) -> note.value();
              case Cargo.Digest(var notes) -> notes.toString();
              case Cargo.CommentCargo _, Cargo.Update _, Cargo.LoginCode _, Cargo.Outcome _ -> "?";
            })
        .toList();
  }

  @Test
  void givenNothingPaused_whenAsked_thenThereIsNothing() {
    said(LOBBY, NOON, "a");

    assertThat(channels().paused(LOBBY)).isEmpty();
    assertThat(channels().pausedCount()).isZero();
    assertThat(channels().resume(LOBBY, NOON)).isFalse();
    assertThat(channels().resume(GARDEN, NOON)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void givenAPause_whenTheStoreOpensAgain_thenItIsKnownWithItsReason(Cause cause) {
    assertThat(channels().pause(LOBBY, new Closed(cause, "why"), NOON)).isTrue();
    restart();

    assertThat(channels().paused(LOBBY)).contains(new Pause(new Closed(cause, "why"), NOON));
    assertThat(channels().paused(ChannelId.ofKey("web:lobby:topic"))).isEmpty();
    assertThat(channels().pausedCount()).isEqualTo(1);
  }

  @Test
  void givenAPause_whenItIsPausedAgain_thenTheReasonChangesAndTheBeginningStays() {
    channels().pause(LOBBY, REMOVED, NOON);

    assertThat(channels().pause(LOBBY, FORBIDDEN, noonPlusSeconds(9))).isFalse();

    assertThat(channels().paused(LOBBY)).contains(new Pause(FORBIDDEN, NOON));
    assertThat(channels().pausedCount()).isEqualTo(1);
  }

  @Test
  void givenAPausedChannel_whenLanesAreClaimed_thenItIsLeftAloneAndOthersGoOn() {
    said(LOBBY, NOON, "a");
    said(GARDEN, noonPlusSeconds(1), "b");
    channels().pause(LOBBY, REMOVED, NOON);
    said(LOBBY, noonPlusSeconds(2), "c");
    assertThat(outbox().nextDue().orElseThrow()).isAfter(NOON);

    var garden = claimed(GARDEN, noonPlusSeconds(9));
    outbox().delivered(garden.getFirst(), noonPlusSeconds(9));
    outbox().release(GARDEN);

    assertThat(claimed(noonPlusSeconds(99_999))).isEmpty();
    assertThat(outbox().nextDue()).isEmpty();
    assertThat(outbox().waiting(LOBBY)).as("nothing is lost").isEqualTo(2);
  }

  @Test
  void givenAChannelPausedBeforeAnythingWaited_whenSomethingComes_thenItWaits() {
    channels().pause(LOBBY, REMOVED, NOON);
    said(LOBBY, NOON, "a");
    restart();

    assertThat(claimed(noonPlusSeconds(9))).isEmpty();
    assertThat(outbox().nextDue()).isEmpty();
  }

  @Test
  void givenAHeldLane_whenItIsPausedAndReleased_thenItStaysPaused() {
    said(LOBBY, NOON, "a", "b");
    var lane = claimed(LOBBY, NOON);
    outbox().delivered(lane.getFirst(), NOON);
    channels().pause(LOBBY, REMOVED, NOON);
    outbox().release(LOBBY);

    assertThat(claimed(NOON.plus(LEASE))).isEmpty();
    assertThat(outbox().nextDue()).isEmpty();
  }

  @Test
  void givenALaneToldToWait_whenItIsResumed_thenItIsDueAtOnceWithAllThatWaited() {
    said(LOBBY, NOON, "a", "b");
    outbox().retry(claimed(LOBBY, NOON).getFirst(), noonPlusSeconds(9_000), "time-out");
    channels().pause(LOBBY, REMOVED, NOON);
    outbox().release(LOBBY);

    assertThat(channels().resume(LOBBY, noonPlusSeconds(5))).isTrue();

    assertThat(channels().resume(LOBBY, noonPlusSeconds(5))).isFalse();
    assertThat(channels().paused(LOBBY)).isEmpty();
    assertThat(channels().pausedCount()).isZero();
    assertThat(outbox().nextDue().orElseThrow()).isBeforeOrEqualTo(noonPlusSeconds(5));
    assertThat(texts(claimed(LOBBY, noonPlusSeconds(5)))).containsExactly("a", "b");
  }

  @Test
  void givenNothingThatWaits_whenItIsResumed_thenNothingIsDue() {
    channels().pause(LOBBY, REMOVED, NOON);
    channels().resume(LOBBY, NOON);

    assertThat(outbox().nextDue()).isEmpty();
    assertThat(claimed(NOON)).isEmpty();
    channels().pause(LOBBY, REMOVED, noonPlusSeconds(7));
    assertThat(channels().paused(LOBBY).orElseThrow().since()).isEqualTo(noonPlusSeconds(7));
  }

  @Test
  void givenTwentyLanesAtOnce_whenTheyPauseTheSame_thenOneOfThemDid() {
    var paused = Crowd.allAtOnce(20, _ -> channels().pause(LOBBY, REMOVED, NOON));

    assertThat(paused).containsOnlyOnce(true);
    assertThat(channels().pausedCount()).isEqualTo(1);
  }

  @Test
  void givenAChannelWithEverything_whenItMoves_thenAllOfItIsAtTheNewId() {
    ports().subscriptions().add(LOBBY, MEI, 3, NOON);
    ports().subscriptions().add(LOBBY, TRENDING, 0, noonPlusSeconds(1));
    ports().subscriptions().filter(LOBBY, MEI, Filter.ofCodes(List.of("type:video")));
    var before = ports().subscriptions().of(LOBBY);
    ports().settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "web:ann", NOON);
    decided(LOBBY, "n1", PRIMED, NOON);
    decided(LOBBY, "n2", SEND, noonPlusSeconds(1));
    said(LOBBY, noonPlusSeconds(2), "a");
    var fates = outbox().fates(LOBBY, 10);

    channels().move(LOBBY, GARDEN, noonPlusSeconds(3));
    restart();

    assertThat(ports().subscriptions().of(LOBBY)).isEmpty();
    assertThat(ports().subscriptions().of(GARDEN))
        .containsExactlyElementsOf(
            before.stream()
                .map(s ->
                    new Subscription(
                        GARDEN, s.feed(), s.since(), s.backlog(), s.primed(), s.filter()))
                .toList());
    assertThat(ports().settings().get(LOBBY, Settings.LANGUAGE)).isEmpty();
    assertThat(ports().settings().get(GARDEN, Settings.LANGUAGE)).contains("zh-CN");
    assertThat(outbox().fates(LOBBY, 10)).isEmpty();
    assertThat(outbox().fates(GARDEN, 10)).isEqualTo(fates);
    assertThat(outbox().waiting(LOBBY)).isZero();
    var moved = claimed(GARDEN, noonPlusSeconds(3));
    assertThat(texts(moved)).containsExactly("n2", "a");
    assertThat(moved).extracting(Delivery::channel).containsOnly(GARDEN);
  }

  @Test
  void givenAChannelThatMoved_whenAFeedBringsWhatItHad_thenItDoesNotComeAgain() {
    decided(LOBBY, "n1", SEND, NOON);
    outbox().delivered(claimed(LOBBY, NOON).getFirst(), NOON);
    outbox().release(LOBBY);
    channels().move(LOBBY, GARDEN, noonPlusSeconds(1));

    decided(GARDEN, "n1", SEND, noonPlusSeconds(2));

    assertThat(outbox().waiting()).isZero();
    assertThat(outbox().fate(GARDEN, new NoteId("n1")).orElseThrow().state()).contains("delivered");
  }

  @Test
  void givenTwoChannelsWithTheSame_whenOneBecomesTheOther_thenItIsKeptOnceAndTheOthersStands() {
    ports().subscriptions().add(LOBBY, MEI, 3, NOON);
    ports().subscriptions().add(LOBBY, LI, 0, NOON);
    ports().subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(1));
    ports().settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "web:ann", NOON);
    ports().settings().set(LOBBY, "quiet", "yes", "web:ann", NOON);
    ports().settings().set(GARDEN, Settings.LANGUAGE, "en", "web:ann", NOON);

    channels().move(LOBBY, GARDEN, noonPlusSeconds(2));

    assertThat(ports().subscriptions().of(LOBBY)).isEmpty();
    assertThat(ports().subscriptions().of(GARDEN))
        .containsExactlyInAnyOrder(
            new Subscription(GARDEN, LI, NOON, 0, false),
            new Subscription(GARDEN, MEI, noonPlusSeconds(1), 0, false));
    assertThat(ports().settings().get(GARDEN, Settings.LANGUAGE)).contains("en");
    assertThat(ports().settings().get(GARDEN, "quiet")).contains("yes");
    assertThat(ports().settings().get(LOBBY, "quiet")).isEmpty();
  }

  @Test
  void givenANoteOnItsWayToBoth_whenOneBecomesTheOther_thenItArrivesOnce() {
    decided(LOBBY, "n1", SEND, NOON);
    decided(LOBBY, "n2", SEND, NOON);
    decided(LOBBY, "n3", PRIMED, NOON);
    decided(GARDEN, "n2", SEND, noonPlusSeconds(1));
    decided(GARDEN, "n1", PRIMED, noonPlusSeconds(1));
    decided(GARDEN, "n3", SEND, noonPlusSeconds(1));
    said(GARDEN, noonPlusSeconds(2), "b");

    channels().move(LOBBY, GARDEN, noonPlusSeconds(3));

    assertThat(texts(claimed(GARDEN, noonPlusSeconds(3)))).containsExactly("n1", "n2", "n3", "b");
    assertThat(outbox().waiting()).isEqualTo(4);
    for (var note : List.of("n1", "n2", "n3")) {
      assertThat(outbox().fate(GARDEN, new NoteId(note)).orElseThrow().verdict()).isEqualTo(SEND);
      assertThat(outbox().fate(LOBBY, new NoteId(note))).isEmpty();
    }
  }

  @Test
  void givenOnlyANoteThatTheOtherHasHad_whenItMoves_thenNothingIsDueAnyMore() {
    decided(GARDEN, "n1", SEND, NOON);
    outbox().delivered(claimed(GARDEN, NOON).getFirst(), NOON);
    outbox().release(GARDEN);
    decided(LOBBY, "n1", SEND, noonPlusSeconds(1));

    channels().move(LOBBY, GARDEN, noonPlusSeconds(2));

    assertThat(outbox().waiting()).isZero();
    assertThat(outbox().nextDue()).isEmpty();
    assertThat(claimed(noonPlusSeconds(9))).isEmpty();
  }

  @Test
  void givenALaneToldToWait_whenItMoves_thenTheNewOneIsDueAtOnce() {
    said(LOBBY, NOON, "a");
    outbox().retry(claimed(LOBBY, NOON).getFirst(), noonPlusSeconds(9_000), "time-out");
    outbox().release(LOBBY);

    channels().move(LOBBY, GARDEN, noonPlusSeconds(1));

    var moved = claimed(GARDEN, noonPlusSeconds(1));
    assertThat(moved.getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void givenANewIdThatWasToldToWait_whenTheOldOneMovesThere_thenItGoesOnWaiting() {
    said(GARDEN, NOON, "b");
    outbox().postpone(claimed(GARDEN, NOON).getFirst(), noonPlusSeconds(300));
    outbox().release(GARDEN);
    said(LOBBY, NOON, "a");

    channels().move(LOBBY, GARDEN, noonPlusSeconds(1));

    assertThat(claimed(noonPlusSeconds(299))).isEmpty();
    assertThat(texts(claimed(GARDEN, noonPlusSeconds(300)))).containsExactly("b", "a");
  }

  @Test
  void givenAHeldLane_whenItMoves_thenTheNewOneIsHeldAsWell() {
    said(LOBBY, NOON, "a", "b");
    var inFlight = claimed(LOBBY, NOON).getFirst();
    channels().move(LOBBY, GARDEN, NOON);

    assertThat(claimed(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    outbox().partSent(inFlight, 0, new Sent(new MessageRef(LOBBY, "m1")), NOON);
    outbox().delivered(inFlight, NOON);
    outbox().release(LOBBY);
    outbox().release(GARDEN);

    assertThat(texts(claimed(GARDEN, NOON))).containsExactly("b");
  }

  @Test
  void givenTheLastOfALane_whenItEndsAfterTheMove_thenTheNewLaneIsDueNoMore() {
    said(LOBBY, NOON, "a");
    var inFlight = claimed(LOBBY, NOON).getFirst();
    channels().move(LOBBY, GARDEN, NOON);
    outbox().delivered(inFlight, NOON);
    outbox().release(LOBBY);
    outbox().release(GARDEN);

    assertThat(outbox().nextDue()).isEmpty();
    assertThat(claimed(noonPlusSeconds(999))).isEmpty();
  }

  @Test
  void givenAFailureThatIsToldAfterTheMove_whenTheNewLaneIsAsked_thenItWaitsAsToldThen() {
    said(LOBBY, NOON, "a");
    var inFlight = claimed(LOBBY, NOON).getFirst();
    channels().move(LOBBY, GARDEN, NOON);
    outbox().retry(inFlight, noonPlusSeconds(500), "time-out");
    outbox().release(GARDEN);

    assertThat(outbox().nextDue()).contains(noonPlusSeconds(500));
    assertThat(claimed(GARDEN, noonPlusSeconds(500)).getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void givenPartsAlreadySent_whenItMoves_thenTheyStandWhereTheyStoodAndAreNotSentAgain() {
    decided(LOBBY, "n1", SEND, NOON);
    var first = claimed(LOBBY, NOON).getFirst();
    var message = new MessageRef(LOBBY, "m1");
    outbox().partSent(first, 0, new Sent(message), NOON);
    outbox().release(LOBBY);

    channels().move(LOBBY, GARDEN, NOON);

    var again = claimed(GARDEN, NOON).getFirst();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.sent()).containsExactly(message);
    assertThat(ports().messageMap().find(message)).isPresent();
    assertThat(ports().messageMap().find(new MessageRef(GARDEN, "m1"))).isEmpty();
  }

  @Test
  void givenAPausedChannel_whenItMoves_thenTheNewOneIsPausedUnlessItWasAlready() {
    var square = ChannelId.of("web", "square");
    channels().pause(LOBBY, REMOVED, NOON);
    channels().move(LOBBY, GARDEN, noonPlusSeconds(1));
    assertThat(channels().paused(LOBBY)).isEmpty();
    assertThat(channels().paused(GARDEN)).contains(new Pause(REMOVED, NOON));

    channels().pause(square, FORBIDDEN, noonPlusSeconds(5));
    channels().move(GARDEN, square, noonPlusSeconds(6));
    assertThat(channels().paused(square)).contains(new Pause(FORBIDDEN, noonPlusSeconds(5)));
    assertThat(channels().pausedCount()).isEqualTo(1);
  }

  @Test
  void givenAChannel_whenItMovesToItselfOrTwiceOrHasNothing_thenNothingIsLost() {
    ports().subscriptions().add(LOBBY, MEI, 3, NOON);
    ports().settings().set(LOBBY, "quiet", "yes", "web:ann", NOON);
    decided(LOBBY, "n1", SEND, NOON);
    channels().pause(LOBBY, REMOVED, NOON);

    channels().move(LOBBY, LOBBY, NOON);
    channels().move(ChannelId.of("web", "nowhere"), LOBBY, NOON);
    channels().move(LOBBY, GARDEN, NOON);
    channels().move(LOBBY, GARDEN, NOON);

    assertThat(ports().subscriptions().of(GARDEN)).hasSize(1);
    assertThat(ports().settings().get(GARDEN, "quiet")).contains("yes");
    assertThat(channels().paused(GARDEN)).isPresent();
    channels().resume(GARDEN, NOON);
    assertThat(texts(claimed(GARDEN, NOON))).containsExactly("n1");
  }

  @Test
  void givenATopic_whenItsChatMoves_thenItStaysUntilItMovesItself() {
    var topic = ChannelId.ofKey("web:lobby:cats");
    said(topic, NOON, "a");
    channels().move(LOBBY, GARDEN, NOON);

    assertThat(texts(claimed(topic, NOON))).containsExactly("a");
  }

  @Test
  void givenChannelsWithHostileNames_whenTheyMove_thenTheyAreOnlyNames() {
    var from = ChannelId.of("web", "' OR '1'='1");
    var to = ChannelId.of("web", "'; DROP TABLE lanes; -- %_");
    said(LOBBY, NOON, "mine");
    said(from, noonPlusSeconds(1), "a");
    channels().pause(LOBBY, REMOVED, NOON);

    channels().move(from, to, noonPlusSeconds(2));

    assertThat(texts(claimed(to, noonPlusSeconds(2)))).containsExactly("a");
    assertThat(channels().paused(LOBBY)).isPresent();
    assertThat(outbox().waiting(LOBBY)).isEqualTo(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileDetail_whenItIsKept_thenItComesOutAsItWentIn(String text) {
    channels().pause(LOBBY, new Closed(Cause.NOT_ALLOWED, text), NOON);

    var kept = channels().paused(LOBBY).orElseThrow().why().detail();
    assertThat(HostileTexts.readable(kept)).isEqualTo(HostileTexts.readable(text));
  }

  @Test
  void givenPrivateAnswers_whenTheyHaveEnded_thenFurtherOnesComeAsBefore() {
    var place = ChannelId.ofKey("discord:!9:secret");
    for (var text : Arrays.asList("a", "b")) {
      said(place, NOON, text);
      outbox().delivered(claimed(place, NOON).getFirst(), NOON);
      outbox().release(place);
      assertThat(outbox().nextDue()).isEmpty();
    }
  }
}
