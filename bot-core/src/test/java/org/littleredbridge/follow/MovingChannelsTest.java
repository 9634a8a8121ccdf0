package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.chat.Community;
import org.littleredbridge.follow.Communities.State;
import org.littleredbridge.note.Feed;

/// A group that gets another id, which sometimes only a send finds out.
final class MovingChannelsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ChannelId OLD = ChannelId.of("telegram", "-100");
  private static final ChannelId NEW = ChannelId.of("telegram", "-200");
  private static final Community CLUB = new Community("telegram", "-100", "Club");
  private static final Community MOVED = new Community("telegram", "-200", "Club");

  private final MemoryStore store = new MemoryStore();
  private final Communities communities = store.communities();
  private final CommunityPlaces places = new CommunityPlaces(store.settings());
  private final Channels channels =
      new MovingChannels(store.channels(), communities, store.settings());

  private void decided(Community community, State state) {
    communities.seen(community, NOON);
    communities.decide(community.key(), state, "telegram:7", NOON);
  }

  private State stateOfTheNew() {
    return communities.find(MOVED.key()).orElseThrow().state();
  }

  @Test
  void givenAGroupThatWasDecidedAbout_whenItMovesTwice_thenTheDecisionAndItsPlacesHold() {
    for (var state : new State[] {State.APPROVED, State.DECLINED}) {
      decided(CLUB, state);
      places.keepChannel(CLUB, OLD, NOON);
      store.subscriptions().add(OLD, new Feed.TrendingFeed(), 0, NOON);
      communities.decide(MOVED.key(), State.ASKED, "", NOON);
      channels.move(OLD, NEW, NOON);
      channels.move(OLD, NEW, NOON);

      assertThat(stateOfTheNew()).isEqualTo(state);
      assertThat(communities.find(MOVED.key()).orElseThrow().community()).isEqualTo(MOVED);
      assertThat(places.channels(MOVED)).containsExactly(NEW);
      assertThat(store.subscriptions().of(NEW)).hasSize(1);
    }
  }

  @Test
  void givenTheNewOneDecidedAboutAlready_whenTheOldOneMoves_thenThatStands() {
    decided(CLUB, State.APPROVED);
    decided(MOVED, State.DECLINED);
    channels.move(OLD, NEW, NOON);

    assertThat(stateOfTheNew()).isEqualTo(State.DECLINED);
  }

  @Test
  void givenATopicThatMoves_whenItsGroupStays_thenNothingIsDecided() {
    decided(CLUB, State.APPROVED);
    channels.move(
        new ChannelId("telegram", "-100", Optional.of("1")),
        new ChannelId("telegram", "-200", Optional.of("2")),
        NOON);

    assertThat(communities.find(MOVED.key())).isEmpty();
  }

  @Test
  void givenAPause_whenAskedThroughIt_thenItIsThatOfTheStore() {
    var why = new Closed(Cause.GONE, "");
    assertThat(channels.pause(OLD, why, NOON)).isTrue();
    assertThat(channels.paused(OLD)).isEqualTo(store.channels().paused(OLD)).isPresent();
    assertThat(channels.pausedCount()).isEqualTo(1);
    assertThat(channels.resume(OLD, NOON)).isTrue();
    assertThat(store.channels().paused(OLD)).isEmpty();
  }
}
