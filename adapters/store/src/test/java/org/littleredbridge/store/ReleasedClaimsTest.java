package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.poll.FeedState;
import org.littleredbridge.relay.RelayedReply;
import org.littleredbridge.relay.RelayedReply.State;
import org.littleredbridge.relay.ReplyLedger;

/// What a start makes of claims whose holder died with the process before.
final class ReleasedClaimsTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));
  private static final Duration LEASE = Duration.ofHours(1);

  @TempDir Path folder = Path.of("");

  private Store open() {
    return Store.open(
        new StoreConfig.Sqlite(folder.resolve("bridge.db")), new SettableClock(LATER));
  }

  @Test
  void givenClaimsOfADeadProcess_whenTheyAreReleased_thenAllIsDueWhenItWas() {
    try (var store = open()) {
      store.subscriptions().add(LOBBY, TRENDING, 0, NOON);
      send(store);
      store.replies().postpone(accepted(store, "m1").id(), NOON.plusSeconds(10));
      posted(store, "m2", NOON.plusSeconds(20));
      assertThat(claimed(store, LATER)).containsExactly("trending", "web:lobby", "m1", "m2");
    }

    try (var store = open()) {
      assertThat(claimed(store, LATER)).as("before the release").isEmpty();

      store.releaseClaims();

      assertThat(store.feedStates().nextDue()).contains(NOON);
      assertThat(store.outbox().nextDue().orElseThrow()).isBeforeOrEqualTo(LATER);
      assertThat(store.replies().nextDue()).contains(NOON.plusSeconds(10));
      assertThat(looks(store, NOON.plusSeconds(19))).isEmpty();
      assertThat(claimed(store, LATER)).containsExactly("trending", "web:lobby", "m1", "m2");
    }
  }

  @Test
  void givenWhatWasToldToWait_whenClaimsAreReleased_thenItGoesOnWaiting() {
    try (var store = open()) {
      store.subscriptions().add(LOBBY, TRENDING, 0, NOON);
      store.feedStates().failed(TRENDING, NEXT_DAY, "time-out");
      send(store);
      var claim = store.outbox().claimDue(NOON, 1, 10, LEASE).getFirst();
      store.outbox().postpone(claim.deliveries().getFirst(), NEXT_DAY);
      store.replies().postpone(accepted(store, "m1").id(), NEXT_DAY);
      posted(store, "m2", NEXT_DAY);
    }

    try (var store = open()) {
      store.releaseClaims();

      assertThat(claimed(store, NEXT_DAY.minusMillis(1))).isEmpty();
      assertThat(claimed(store, NEXT_DAY)).containsExactly("trending", "web:lobby", "m1", "m2");
    }
  }

  /// Claims everything that is due: feeds, lanes, replies, looks.
  private static List<String> claimed(Store store, Instant now) {
    var all = new ArrayList<String>();
    store.feedStates().claimDue(now, 10, LEASE).stream()
        .map(FeedState::feed)
        .map(Feed::key)
        .forEach(all::add);
    store.outbox().claimDue(now, 10, 10, LEASE).forEach(lane -> all.add(lane.channel().key()));
    all.addAll(messages(store.replies().claimDue(now, 10, LEASE)));
    all.addAll(looks(store, now));
    return all;
  }

  private static List<String> looks(Store store, Instant now) {
    return messages(store.replies().claimLooks(now, 10, LEASE));
  }

  private static List<String> messages(List<RelayedReply> replies) {
    return replies.stream().map(reply -> reply.message().id()).toList();
  }

  private static void send(Store store) {
    var note = SampleNotes.note("n1", "title");
    var routed = List.of(new Routed(note, Map.of(LOBBY, new Verdict.Send())));
    assertThat(store.outbox().accept(TRENDING, routed, NOON)).isEqualTo(1);
  }

  private static RelayedReply accepted(Store store, String id) {
    var message = new MessageRef(LOBBY, id);
    store
        .replies()
        .accept(
            new ReplyLedger.NewReply(message, "ann", new NoteId("n1"), Optional.empty(), "hi"),
            NOON);
    return store.replies().find(message).orElseThrow();
  }

  private static void posted(Store store, String id, Instant look) {
    var reply = accepted(store, id);
    // Told in a lane that is under way already.
    var tell = new Cargo.Outcome(reply.message(), ReplyState.POSTED, "sent");
    store.replies().settle(reply, State.POSTED, Optional.empty(), Optional.of(look), tell, NOON);
  }
}
