package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.AccountLedger.Stop;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.relay.ReplyLedger;

/// A start under a clock that shows an earlier time than the run before did.
final class TurnedBackTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration A_DAY = Duration.ofDays(1);

  @TempDir Path folder = Path.of("");

  private Store open() {
    return Store.open(new StoreConfig.Sqlite(folder.resolve("bridge.db")), new SettableClock(NOON));
  }

  /// A run until noon, after which all waits for some seconds.
  private void runUntilNoon() {
    try (var store = open()) {
      store.subscriptions().add(LOBBY, TRENDING, 0, NOON.minusSeconds(5));
      store.feedStates().polled(TRENDING, NOON.minusSeconds(1), NOON.plusSeconds(30));
      var routed =
          List.of(new Routed(SampleNotes.note("n1", "title"), Map.of(LOBBY, new Verdict.Send())));
      store.outbox().accept(TRENDING, routed, NOON);
      var claim = store.outbox().claimDue(NOON, 1, 10, LEASE).getFirst();
      store.outbox().retry(claim.deliveries().getFirst(), NOON.plusSeconds(20), "away");
      var message = new MessageRef(LOBBY, "m1");
      store
          .replies()
          .accept(
              new ReplyLedger.NewReply(message, "ann", new NoteId("n1"), Optional.empty(), "hi"),
              NOON);
      var reply = store.replies().find(message).orElseThrow();
      store.replies().posting(reply.id(), "hi", NOON);
      store.replies().postpone(reply.id(), NOON.plusSeconds(10));
      store
          .accounts()
          .stop("main", new Stop("rate_limited", "", NOON, Optional.of(NOON.plusSeconds(60))));
    }
  }

  @Test
  void givenAClockThatWentBackADay_whenStarted_thenNothingWaitsADayLonger() {
    runUntilNoon();
    var now = NOON.minus(A_DAY);
    try (var store = open()) {
      store.releaseClaims();

      store.settleClock(now);

      assertThat(store.feedStates().nextDue()).contains(now.plusSeconds(30));
      assertThat(store.outbox().nextDue()).contains(now.plusSeconds(20));
      assertThat(store.replies().nextDue()).contains(now.plusSeconds(10));
      assertThat(store.replies().lastPosting()).contains(now);
      assertThat(store.accounts().stop("main").orElseThrow().until()).contains(now.plusSeconds(60));
    }
  }

  @Test
  void givenAFollowerFromBefore_whenTheClockWentBackADay_thenTheNextLookCounts() {
    try (var store = open()) {
      store.subscriptions().add(LOBBY, TRENDING, 0, NOON);
    }
    var now = NOON.minus(A_DAY);
    try (var store = open()) {
      store.settleClock(now);

      assertThat(store.feedStates().claimDue(now, 1, LEASE)).hasSize(1);
      store.feedStates().polled(TRENDING, now, now.plusSeconds(30));
      assertThat(store.subscriptions().to(TRENDING)).allMatch(follower -> follower.primed());
    }
  }

  @Test
  void givenAClockThatWentOn_whenStarted_thenAllWaitsAsItDid() {
    runUntilNoon();
    try (var store = open()) {
      store.releaseClaims();

      store.settleClock(NOON.minusSeconds(5));
      store.settleClock(NOON.plusSeconds(5));

      assertThat(store.feedStates().nextDue()).contains(NOON.plusSeconds(30));
      assertThat(store.outbox().nextDue()).contains(NOON.plusSeconds(20));
      assertThat(store.replies().nextDue()).contains(NOON.plusSeconds(10));
    }
  }

  @Test
  void givenAnEmptyStore_whenStarted_thenNothingIsMoved() {
    try (var store = open()) {
      store.settleClock(Instant.EPOCH);
      store.settleClock(NOON);

      assertThat(store.feedStates().nextDue()).isEmpty();
    }
  }
}
