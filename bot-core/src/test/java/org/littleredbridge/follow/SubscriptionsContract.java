package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.poll.FeedState;

/// What every [Subscriptions] keeps to.
public abstract class SubscriptionsContract extends StoreContract {
  private static final Feed MEI = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final Feed TRENDING = new Feed.TrendingFeed();

  private Subscriptions subscriptions() {
    return ports().subscriptions();
  }

  private void polled(Feed feed, Instant began) {
    ports().feedStates().polled(feed, began, began.plusSeconds(1800));
  }

  private boolean isDue(Feed feed, Instant now) {
    return ports().feedStates().claimDue(now, 10, LEASE).stream()
        .map(FeedState::feed)
        .anyMatch(feed::equals);
  }

  @Test
  void givenAChannel_whenItFollows_thenTheSubscriptionCountsFromNow() {
    assertThat(subscriptions().add(LOBBY, MEI, 3, NOON)).isTrue();

    var expected = new Subscription(LOBBY, MEI, NOON, 3, false);
    assertThat(subscriptions().of(LOBBY)).containsExactly(expected);
    assertThat(subscriptions().to(MEI)).containsExactly(expected);
    assertThat(subscriptions().of(GARDEN)).isEmpty();
    assertThat(subscriptions().to(TRENDING)).isEmpty();
  }

  @Test
  void givenRules_whenAChannelFollowsWithThem_thenTheyHoldFromTheFirstNoteOn() {
    var rules = Filter.ofCodes(List.of("likes:500", "tag:拉面"));
    assertThat(subscriptions().add(LOBBY, MEI, 3, rules, NOON)).isTrue();
    assertThat(subscriptions().add(LOBBY, MEI, 3, Filter.NONE, NOON)).isFalse();

    assertThat(subscriptions().to(MEI))
        .containsExactly(new Subscription(LOBBY, MEI, NOON, 3, false, rules));
  }

  @Test
  void givenRules_whenTheyAreSet_thenTheSubscriptionAloneHasThem() {
    subscriptions().add(LOBBY, MEI, 3, NOON);
    subscriptions().add(LOBBY, TRENDING, 0, NOON);
    subscriptions().add(GARDEN, MEI, 0, NOON);
    var rules =
        Filter.ofCodes(
            List.of(
                "exclude:广告, \"quoted\" \\ {0} 😀",
                "regex:\\[a\\]\\d{2}", "type:video", "likes:100", "perday:5"));

    assertThat(subscriptions().filter(LOBBY, MEI, rules)).isTrue();

    assertThat(subscriptions().of(LOBBY))
        .containsExactly(
            new Subscription(LOBBY, MEI, NOON, 3, false, rules),
            new Subscription(LOBBY, TRENDING, NOON, 0, false));
    assertThat(subscriptions().to(MEI))
        .containsExactly(
            new Subscription(LOBBY, MEI, NOON, 3, false, rules),
            new Subscription(GARDEN, MEI, NOON, 0, false));
    polled(MEI, noonPlusSeconds(1));
    restart();
    assertThat(subscriptions().to(MEI).getFirst())
        .isEqualTo(new Subscription(LOBBY, MEI, NOON, 3, true, rules));
    assertThat(subscriptions().filter(LOBBY, MEI, Filter.NONE)).isTrue();
    assertThat(subscriptions().to(MEI).getFirst().filter()).isEqualTo(Filter.NONE);
  }

  @Test
  void givenNoSubscription_whenRulesAreSet_thenNothingChanges() {
    subscriptions().add(GARDEN, MEI, 0, NOON);
    var rules = Filter.ofCodes(List.of("type:video"));

    assertThat(subscriptions().filter(LOBBY, MEI, rules)).isFalse();
    assertThat(subscriptions().filter(GARDEN, TRENDING, rules)).isFalse();

    assertThat(subscriptions().to(MEI).getFirst().filter()).isEqualTo(Filter.NONE);
    assertThat(subscriptions().of(LOBBY)).isEmpty();
  }

  @Test
  void givenRules_whenAChannelUnfollowsAndFollowsAgain_thenTheyAreGone() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    subscriptions().filter(LOBBY, MEI, Filter.ofCodes(List.of("type:video")));
    subscriptions().add(LOBBY, MEI, 0, NOON);
    assertThat(subscriptions().of(LOBBY).getFirst().filter().codes()).containsExactly("type:video");

    subscriptions().remove(LOBBY, MEI);
    subscriptions().add(LOBBY, MEI, 0, NOON);

    assertThat(subscriptions().of(LOBBY).getFirst().filter()).isEqualTo(Filter.NONE);
  }

  @Test
  void givenAFilterOfTheGreatestSize_whenItIsSet_thenAllOfItIsKept() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    var codes =
        IntStream.range(0, Filter.MOST)
            .mapToObj(i -> "exclude:" + i + " " + "😀".repeat(190))
            .toList();

    subscriptions().filter(LOBBY, MEI, Filter.ofCodes(codes));

    assertThat(subscriptions().to(MEI).getFirst().filter().codes()).isEqualTo(codes);
  }

  @Test
  void givenAChannelThatFollows_whenItFollowsAgain_thenNothingChanges() {
    subscriptions().add(LOBBY, MEI, 3, NOON);
    polled(MEI, noonPlusSeconds(1));
    var before = subscriptions().of(LOBBY);

    assertThat(subscriptions().add(LOBBY, MEI, 20, noonPlusSeconds(2))).isFalse();

    assertThat(subscriptions().of(LOBBY)).isEqualTo(before);
    assertThat(isDue(MEI, noonPlusSeconds(3))).isFalse();
  }

  @Test
  void
      givenAFeedThatWasPolled_whenAnotherChannelFollowsWithoutBacklog_thenItIsPrimedWithoutAPoll() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    polled(MEI, noonPlusSeconds(1));

    subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(60));

    assertThat(subscriptions().of(GARDEN).getFirst().primed()).isTrue();
    assertThat(isDue(MEI, noonPlusSeconds(61))).isFalse();
  }

  @Test
  void givenAFeedThatNobodyFollowsAnyMore_whenAChannelFollows_thenItIsNotPrimedAndDueAtOnce() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    polled(MEI, noonPlusSeconds(1));
    subscriptions().remove(LOBBY, MEI);

    subscriptions().add(LOBBY, MEI, 0, noonPlusSeconds(60));

    assertThat(subscriptions().of(LOBBY).getFirst().primed()).isFalse();
    assertThat(isDue(MEI, noonPlusSeconds(60))).isTrue();
  }

  @Test
  void givenAFeedFollowedAnew_whenAnotherChannelFollowsBeforeThePoll_thenNeitherIsPrimed() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    polled(MEI, noonPlusSeconds(1));
    subscriptions().remove(LOBBY, MEI);

    subscriptions().add(LOBBY, MEI, 0, noonPlusSeconds(60));
    subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(61));

    assertThat(subscriptions().to(MEI)).extracting(Subscription::primed).containsOnly(false);
    polled(MEI, noonPlusSeconds(62));
    assertThat(subscriptions().to(MEI)).extracting(Subscription::primed).containsOnly(true);
  }

  @Test
  void givenAPrimedFollowerOfAnotherFeed_whenAChannelFollows_thenThatDoesNotPrimeIt() {
    subscriptions().add(LOBBY, TRENDING, 0, NOON);
    polled(TRENDING, noonPlusSeconds(1));

    subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(60));

    assertThat(subscriptions().of(GARDEN).getFirst().primed()).isFalse();
  }

  @Test
  void givenAFeedThatWasPolled_whenAnotherChannelAsksForABacklog_thenItIsDueAtOnce() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    polled(MEI, noonPlusSeconds(1));

    subscriptions().add(GARDEN, MEI, 5, noonPlusSeconds(60));

    assertThat(subscriptions().of(GARDEN).getFirst().primed()).isFalse();
    assertThat(subscriptions().of(LOBBY).getFirst().primed()).isTrue();
    assertThat(isDue(MEI, noonPlusSeconds(60))).isTrue();
  }

  @Test
  void givenAFeedWhoseFirstPollFailed_whenAnotherChannelFollows_thenItIsNotPrimed() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    ports().feedStates().failed(MEI, noonPlusSeconds(1800), "time-out");

    subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(60));

    assertThat(subscriptions().of(GARDEN).getFirst().primed()).isFalse();
    assertThat(isDue(MEI, noonPlusSeconds(60))).isTrue();
  }

  @Test
  void givenManySubscriptions_whenListed_thenTheOldestComesFirst() {
    var cats = new Feed.SearchFeed("cats");
    subscriptions().add(LOBBY, TRENDING, 0, NOON);
    subscriptions().add(LOBBY, MEI, 0, noonPlusSeconds(1));
    subscriptions().add(GARDEN, MEI, 0, noonPlusSeconds(2));
    subscriptions().add(LOBBY, cats, 0, noonPlusSeconds(3));

    assertThat(subscriptions().of(LOBBY))
        .extracting(Subscription::feed)
        .containsExactly(TRENDING, MEI, cats);
    assertThat(subscriptions().to(MEI))
        .extracting(Subscription::channel)
        .containsExactly(LOBBY, GARDEN);
  }

  @Test
  void givenAChannelThatFollows_whenItUnfollows_thenOnlyThatSubscriptionIsGone() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    subscriptions().add(LOBBY, TRENDING, 0, NOON);
    subscriptions().add(GARDEN, MEI, 0, NOON);

    assertThat(subscriptions().remove(LOBBY, MEI)).isTrue();
    assertThat(subscriptions().remove(LOBBY, MEI)).isFalse();
    assertThat(subscriptions().remove(GARDEN, TRENDING)).isFalse();

    assertThat(subscriptions().of(LOBBY)).extracting(Subscription::feed).containsExactly(TRENDING);
    assertThat(subscriptions().of(GARDEN)).hasSize(1);
  }

  @Test
  void givenAChannelThatUnfollowed_whenItFollowsAgain_thenItCountsFromThen() {
    subscriptions().add(LOBBY, MEI, 0, NOON);
    subscriptions().remove(LOBBY, MEI);

    assertThat(subscriptions().add(LOBBY, MEI, 2, noonPlusSeconds(100))).isTrue();

    assertThat(subscriptions().of(LOBBY))
        .containsExactly(new Subscription(LOBBY, MEI, noonPlusSeconds(100), 2, false));
    assertThat(isDue(MEI, noonPlusSeconds(100))).isTrue();
  }

  @Test
  void givenSubscriptions_whenTheStoreOpensAgain_thenTheyAreThere() {
    subscriptions().add(LOBBY, MEI, 3, NOON);
    subscriptions().add(ChannelId.ofKey("telegram:7:cats"), MEI, 0, noonPlusSeconds(1));
    polled(MEI, noonPlusSeconds(2));
    var before = subscriptions().to(MEI);

    restart();

    assertThat(before).hasSize(2);
    assertThat(subscriptions().to(MEI)).isEqualTo(before);
  }

  @Test
  void givenTwentyAdminsAtOnce_whenTheyFollowTheSame_thenOneOfThemDid() {
    var added = Crowd.allAtOnce(20, _ -> subscriptions().add(LOBBY, MEI, 0, NOON));

    assertThat(added).containsOnlyOnce(true);
    assertThat(subscriptions().of(LOBBY)).hasSize(1);
  }

  @Test
  void givenHostileNames_whenTheyAreFollowed_thenTheyAreOnlyNames() {
    var channel = ChannelId.of("web", "'; DROP TABLE subscription; -- %_\uD83D\uDE00");
    var search = new Feed.SearchFeed("x' OR '1'='1 \"%_\" \uD83D\uDE00 小红书:a:b");

    subscriptions().add(channel, search, 0, NOON);

    assertThat(subscriptions().of(channel)).extracting(Subscription::feed).containsExactly(search);
    assertThat(subscriptions().to(search))
        .extracting(Subscription::channel)
        .containsExactly(channel);
    assertThat(subscriptions().to(new Feed.SearchFeed("x"))).isEmpty();
    assertThat(isDue(search, NOON)).isTrue();
  }
}
