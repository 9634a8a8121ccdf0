package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.note.TrendingChannel;

/// What every [FeedStates] keeps to.
public abstract class FeedStatesContract extends StoreContract {
  private static final Feed MEI = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed FOOD = new Feed.TrendingFeed(TrendingChannel.FOOD);
  private static final Feed CATS = new Feed.SearchFeed("小猫 cats");

  private FeedStates feeds() {
    return ports().feedStates();
  }

  private void followed(ChannelId channel, Feed feed, Instant now) {
    assertThat(ports().subscriptions().add(channel, feed, 0, now)).isTrue();
  }

  private List<Feed> claimed(Instant now) {
    return feeds().claimDue(now, 10, LEASE).stream().map(FeedState::feed).toList();
  }

  @Test
  void givenNobodyFollows_whenAsked_thenNothingIsDue() {
    assertThat(claimed(NOON)).isEmpty();
    assertThat(feeds().nextDue()).isEmpty();
    assertThat(feeds().state(MEI)).isEmpty();
  }

  @Test
  void givenNotesThatAFeedBrought_whenAskedForTheNewest_thenTheLastBroughtComeFirst() {
    brings(MEI, NOON, "n1", "n2");
    brings(TRENDING, noonPlusSeconds(1), "n9", "n1");
    brings(MEI, noonPlusSeconds(2), "n0");
    brings(MEI, noonPlusSeconds(3), "n1");

    assertThat(feeds().newest(MEI, 10)).extracting(NoteId::value).containsExactly("n0", "n2", "n1");
    assertThat(feeds().newest(MEI, 2)).extracting(NoteId::value).containsExactly("n0", "n2");
    assertThat(feeds().newest(CATS, 10)).isEmpty();
    assertThat(feeds().newest(MEI, 0)).isEmpty();
  }

  private void brings(Feed feed, Instant at, String... ids) {
    var notes =
        Arrays.stream(ids)
            .map(id -> new Outbox.Routed(SampleNotes.note(id, "title"), Map.of()))
            .toList();
    ports().outbox().accept(feed, notes, at);
  }

  @Test
  void givenWhatALookSaw_whenAskedLater_thenItIsToldOfThatFeedAloneInItsNewestState() {
    var first = new FeedStates.Look(new Count("1.5万", 15_000, false), NOON);
    var other = new FeedStates.Look(new Count("7", 7, true), NOON);
    feeds().looked(TRENDING, Map.of(new NoteId("n1"), first, new NoteId("n2"), other));
    var later = new FeedStates.Look(new Count("1.6万", 16_000, false), noonPlusSeconds(9));
    feeds().looked(TRENDING, Map.of(new NoteId("n1"), later));
    feeds().looked(TRENDING, Map.of());

    restart();
    var ids = List.of(new NoteId("n1"), new NoteId("n2"), new NoteId("n3"), new NoteId("n3"));
    assertThat(feeds().looks(TRENDING, ids))
        .containsOnly(Map.entry(new NoteId("n1"), later), Map.entry(new NoteId("n2"), other));
    assertThat(feeds().looks(TRENDING, List.of(new NoteId("n2")))).hasSize(1);
    assertThat(feeds().looks(TRENDING, List.of())).isEmpty();
    assertThat(feeds().looks(CATS, ids)).isEmpty();
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileCount_whenALookIsKept_thenItComesBack(String raw) {
    var look = new FeedStates.Look(new Count(raw, Long.MAX_VALUE, false), NOON);
    feeds().looked(CATS, Map.of(new NoteId("n1"), look));

    var kept = feeds().looks(CATS, List.of(new NoteId("n1"))).values().iterator().next();
    assertThat(kept.likes().atLeast()).isEqualTo(Long.MAX_VALUE);
    assertThat(HostileTexts.readable(kept.likes().raw())).isEqualTo(HostileTexts.readable(raw));
  }

  @Test
  void givenANewlyFollowedFeed_whenClaimed_thenItIsDueAtOnceAndNeverPolled() {
    followed(LOBBY, MEI, NOON);

    assertThat(feeds().nextDue().orElseThrow()).isBeforeOrEqualTo(NOON);
    var claimed = feeds().claimDue(NOON, 10, LEASE);

    assertThat(claimed).hasSize(1);
    assertThat(claimed.getFirst().feed()).isEqualTo(MEI);
    assertThat(claimed.getFirst().polledAt()).isEmpty();
    assertThat(claimed.getFirst().failures()).isZero();
    assertThat(claimed.getFirst().lastFailure()).isEmpty();
  }

  @Test
  void givenAFeedOfEveryKind_whenClaimed_thenTheFeedsComeBackAsTheyWere() {
    followed(LOBBY, MEI, NOON);
    followed(LOBBY, TRENDING, NOON);
    followed(LOBBY, CATS, NOON);
    followed(LOBBY, FOOD, NOON);

    assertThat(claimed(NOON)).containsExactlyInAnyOrder(MEI, TRENDING, CATS, FOOD);
    assertThat(feeds().followed()).isEqualTo(new FeedStates.Followed(1, 2, 1));
  }

  @Test
  void givenAFeedWithManyFollowers_whenClaimed_thenItIsPolledOnce() {
    followed(LOBBY, MEI, NOON);
    followed(GARDEN, MEI, NOON);

    assertThat(claimed(NOON)).containsExactly(MEI);
  }

  @Test
  void givenAClaimedFeed_whenTheClaimerDies_thenItIsDueAgainAfterTheLease() {
    followed(LOBBY, MEI, NOON);
    claimed(NOON);

    assertThat(claimed(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(feeds().nextDue()).contains(NOON.plus(LEASE));
    assertThat(claimed(NOON.plus(LEASE))).containsExactly(MEI);
  }

  @Test
  void givenFeedsThatAreDue_whenSomeAreClaimed_thenTheMostOverdueComeFirst() {
    followed(LOBBY, MEI, NOON);
    followed(LOBBY, TRENDING, NOON);
    followed(LOBBY, CATS, NOON);
    feeds().polled(MEI, noonPlusSeconds(1), noonPlusSeconds(300));
    feeds().polled(TRENDING, noonPlusSeconds(1), noonPlusSeconds(100));
    feeds().failed(CATS, noonPlusSeconds(200), "time-out");

    var first = feeds().claimDue(noonPlusSeconds(400), 2, LEASE);

    assertThat(first).extracting(FeedState::feed).containsExactly(TRENDING, CATS);
    assertThat(claimed(noonPlusSeconds(400))).containsExactly(MEI);
  }

  @Test
  void givenAPoll_whenItWentWell_thenTheFeedRestsUntilTheNext() {
    followed(LOBBY, MEI, NOON);
    claimed(NOON);
    feeds().polled(MEI, noonPlusSeconds(1), noonPlusSeconds(1800));

    var state = feeds().state(MEI).orElseThrow();
    assertThat(state.polledAt()).contains(noonPlusSeconds(1));
    assertThat(state.dueAt()).isEqualTo(noonPlusSeconds(1800));
    assertThat(feeds().nextDue()).contains(noonPlusSeconds(1800));
    assertThat(claimed(noonPlusSeconds(1799))).isEmpty();
    assertThat(claimed(noonPlusSeconds(1800))).containsExactly(MEI);
  }

  @Test
  void givenPollsThatFail_whenOneGoesWell_thenTheyAreCountedUntilThen() {
    followed(LOBBY, MEI, NOON);
    feeds().polled(MEI, noonPlusSeconds(1), noonPlusSeconds(10));
    feeds().failed(MEI, noonPlusSeconds(20), "time-out");
    feeds().failed(MEI, noonPlusSeconds(40), "captcha");

    assertThat(feeds().state(MEI))
        .contains(
            new FeedState(
                MEI,
                noonPlusSeconds(40),
                Optional.of(noonPlusSeconds(1)),
                2,
                Optional.of("captcha")));
    assertThat(claimed(noonPlusSeconds(39))).isEmpty();

    feeds().polled(MEI, noonPlusSeconds(50), noonPlusSeconds(60));
    assertThat(feeds().state(MEI).orElseThrow().failures()).isZero();
    assertThat(feeds().state(MEI).orElseThrow().polledAt()).contains(noonPlusSeconds(50));
  }

  @Test
  void givenAFirstPollThatFails_whenAsked_thenTheFeedCountsAsNeverPolled() {
    followed(LOBBY, MEI, NOON);
    feeds().failed(MEI, noonPlusSeconds(20), "time-out");

    assertThat(feeds().state(MEI).orElseThrow().polledAt()).isEmpty();
    assertThat(primed(MEI)).containsExactly(false);
  }

  @Test
  void givenSubscriptionsFromBeforeAndAfterAPollBegan_whenItWentWell_thenOnlyTheOlderArePrimed() {
    followed(LOBBY, MEI, NOON);
    followed(GARDEN, TRENDING, NOON);
    ports().subscriptions().add(GARDEN, MEI, 3, noonPlusSeconds(20));
    feeds().polled(MEI, noonPlusSeconds(10), noonPlusSeconds(1800));

    assertThat(primed(MEI)).containsExactly(true, false);
    assertThat(primed(TRENDING)).as("another feed").containsExactly(false);

    feeds().polled(MEI, noonPlusSeconds(1800), noonPlusSeconds(3600));
    assertThat(primed(MEI)).containsExactly(true, true);
  }

  @Test
  void givenAFeedThatNobodyFollowsAnyMore_whenItWouldBeDue_thenItIsNotPolled() {
    followed(LOBBY, MEI, NOON);
    followed(LOBBY, TRENDING, NOON);
    feeds().polled(TRENDING, noonPlusSeconds(1), noonPlusSeconds(50));
    ports().subscriptions().remove(LOBBY, MEI);

    assertThat(claimed(noonPlusSeconds(10))).isEmpty();
    assertThat(feeds().nextDue()).contains(noonPlusSeconds(50));
  }

  @Test
  void givenAFeedThatIsUnfollowedDuringItsPoll_whenThePollEnds_thenNothingBreaksAndItIsNotDue() {
    followed(LOBBY, MEI, NOON);
    followed(LOBBY, TRENDING, NOON);
    claimed(NOON);
    ports().subscriptions().remove(LOBBY, MEI);
    ports().subscriptions().remove(LOBBY, TRENDING);

    feeds().polled(MEI, NOON, noonPlusSeconds(1));
    feeds().failed(TRENDING, noonPlusSeconds(1), "time-out");

    assertThat(claimed(noonPlusSeconds(9999))).isEmpty();
    assertThat(feeds().nextDue()).isEmpty();
  }

  @Test
  void givenNotesThatAFeedBrought_whenItBringsThemAgain_thenOnlyTheOthersAreUnseen() {
    var brought = List.of(routed("n1"), routed("n2"));
    ports().outbox().accept(MEI, brought, NOON);
    var ids = List.of(new NoteId("n1"), new NoteId("n2"), new NoteId("n3"), new NoteId("n3"));

    assertThat(feeds().unseen(MEI, ids)).containsExactly(new NoteId("n3"));
    assertThat(feeds().unseen(TRENDING, ids)).hasSize(3);
    assertThat(feeds().unseen(MEI, List.of())).isEmpty();
    assertThat(feeds().unseen(MEI, ids)).as("asking changes nothing").hasSize(1);
  }

  @Test
  void givenALongList_whenAskedWhatIsUnseen_thenItIsAnswered() {
    var ids = IntStream.range(0, 2_000).mapToObj(i -> new NoteId("n" + i)).toList();
    ports().outbox().accept(MEI, List.of(routed("n7")), NOON);

    assertThat(feeds().unseen(MEI, ids)).hasSize(1_999).doesNotContain(new NoteId("n7"));
  }

  @Test
  void givenARestart_whenTheStoreOpensAgain_thenFeedsAndWhatTheyBroughtAreKnown() {
    followed(LOBBY, MEI, NOON);
    ports().outbox().accept(MEI, List.of(routed("n1")), NOON);
    feeds().polled(MEI, noonPlusSeconds(1), noonPlusSeconds(1800));
    feeds().failed(MEI, noonPlusSeconds(1900), "time-out");
    var before = feeds().state(MEI);

    restart();

    assertThat(feeds().state(MEI)).isEqualTo(before);
    assertThat(feeds().unseen(MEI, List.of(new NoteId("n1")))).isEmpty();
    assertThat(claimed(noonPlusSeconds(1900))).containsExactly(MEI);
  }

  @Test
  void givenTwentyPollersAtOnce_whenTenFeedsAreDue_thenEachIsClaimedOnce() {
    IntStream.range(0, 10).forEach(i -> followed(LOBBY, new Feed.SearchFeed("words " + i), NOON));

    var claimed =
        Crowd.allAtOnce(20, _ -> feeds().claimDue(NOON, 1, LEASE)).stream()
            .flatMap(List::stream)
            .map(FeedState::feed)
            .toList();

    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claimed.size() + claimed(NOON).size()).isEqualTo(10);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileReason_whenAPollFails_thenItIsKept(String reason) {
    followed(LOBBY, MEI, NOON);
    feeds().failed(MEI, noonPlusSeconds(1), reason);

    var kept = feeds().state(MEI).orElseThrow().lastFailure().orElseThrow();
    assertThat(HostileTexts.readable(kept)).isEqualTo(HostileTexts.readable(reason));
  }

  private List<Boolean> primed(Feed feed) {
    return ports().subscriptions().to(feed).stream().map(Subscription::primed).toList();
  }

  private static Outbox.Routed routed(String id) {
    return new Outbox.Routed(SampleNotes.note(id, "title of " + id), Map.of());
  }
}
