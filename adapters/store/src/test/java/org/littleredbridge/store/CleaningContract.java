package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.relay.ReplyLedger.NewReply;

/// What is thrown out with time, and what must stay for ever.
abstract class CleaningContract {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Feed FEED = new Feed.TrendingFeed();
  private static final Duration LEASE = Duration.ofMinutes(1);

  abstract StoreConfig config();

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

  @Test
  void givenDeliveriesThatEndedLongAgo_whenOpened_thenTheirRowsAreGoneButNotWhatTheyProve() {
    try (var store = open()) {
      store.outbox().accept(FEED, notes("n1", "n2"), now());
      store.outbox().add(LOBBY, new Cargo.Notice("hello", Optional.empty()), "k1", now());
      var lane = store.outbox().claimDue(now(), 1, 10, LEASE).getFirst().deliveries();
      store.outbox().partSent(lane.get(0), 0, new Sent(message("m0")), now());
      store.outbox().partSent(lane.get(2), 0, new Sent(message("m2")), now());
      store.outbox().delivered(lane.get(0), now());
      store.outbox().abandon(lane.get(1), "the channel is gone", now());
      store.outbox().delivered(lane.get(2), now());
      store.outbox().accept(FEED, notes("n3"), now());
    }
    clock.advance(Duration.ofDays(31));

    try (var store = open()) {
      assertThat(count(store, "select count(*) from deliveries where note in ('n1', 'n2')"))
          .isZero();
      assertThat(count(store, "select count(*) from deliveries where text is not null")).isZero();
      assertThat(count(store, "select count(*) from messages")).isEqualTo(1);
      assertThat(store.messageMap().find(message("m0"))).isPresent();
      assertThat(store.outbox().fate(LOBBY, SampleNotes.ref("n1").id()).orElseThrow().state())
          .contains("delivered");
      var abandoned = store.outbox().fate(LOBBY, SampleNotes.ref("n2").id()).orElseThrow();
      assertThat(abandoned.state()).contains("abandoned");
      assertThat(abandoned.reason()).contains("the channel is gone");
      assertThat(store.outbox().accept(FEED, notes("n1", "n2", "n3"), now())).isZero();
      assertThat(
              store.outbox().add(LOBBY, new Cargo.Notice("again", Optional.empty()), "k1", now()))
          .isFalse();
      var left = store.outbox().claimDue(now(), 1, 10, LEASE).getFirst().deliveries();
      assertThat(left).extracting(one -> one.cargo()).containsExactly(cargo("n3"));
    }
  }

  @Test
  void givenADigest_whenItWaitsAndWhenItEndedLongAgo_thenItsNotesAreKeptUntilThenAndNotForgotten() {
    try (var store = open()) {
      store.outbox().accept(FEED, notes("n1", "n2"), now());
      clock.advance(Duration.ofHours(1));
      caughtUp(store);
    }
    clock.advance(Duration.ofDays(60));
    try (var store = open()) {
      var digest = caughtUp(store);
      assertThat(digest.cargo())
          .isEqualTo(
              new Cargo.Digest(List.of(SampleNotes.ref("n1").id(), SampleNotes.ref("n2").id())));
      store.outbox().partSent(digest, 0, new Sent(message("m1")), now());
      store.outbox().delivered(digest, now());
    }
    clock.advance(Duration.ofDays(31));

    try (var store = open()) {
      assertThat(count(store, "select count(*) from deliveries")).isZero();
      assertThat(count(store, "select count(*) from messages")).isZero();
      for (var fate : store.outbox().fates(LOBBY, 9)) {
        assertThat(fate.state()).contains("delivered");
        assertThat(fate.inDigest()).isTrue();
      }
      assertThat(store.outbox().fates(LOBBY, 9)).hasSize(2);
      assertThat(store.outbox().accept(FEED, notes("n1", "n2"), now())).isZero();
    }
  }

  private Delivery caughtUp(Store store) {
    var claim = store.outbox().claimDue(now(), 1, 9, Duration.ZERO).getFirst();
    return store.outbox().catchUp(claim, 1, now()).deliveries().getFirst();
  }

  @Test
  void givenADeliveryIdThatWasCleanedUp_whenANewOneIsMade_thenItGetsAnotherId() {
    long old;
    try (var store = open()) {
      store.outbox().accept(FEED, notes("n1"), now());
      var delivery = store.outbox().claimDue(now(), 1, 1, LEASE).getFirst().deliveries().getFirst();
      store.outbox().partSent(delivery, 0, new Sent(message("m0")), now());
      store.outbox().delivered(delivery, now());
      old = delivery.id();
    }
    clock.advance(Duration.ofDays(31));

    try (var store = open()) {
      store.outbox().accept(FEED, notes("n2"), now());
      var delivery = store.outbox().claimDue(now(), 1, 1, LEASE).getFirst().deliveries().getFirst();
      assertThat(delivery.id()).isGreaterThan(old);
      assertThat(delivery.sent()).isEmpty();
    }
  }

  @Test
  void givenDoneEvents_whenAWeekHasPassed_thenOnlyTheirIdsAreForgotten() {
    try (var store = open()) {
      store.inbox().accept(command("web:1"));
      store.inbox().accept(command("web:2"));
      store.inbox().done(command("web:1"), now());
      assertThat(count(store, "select count(*) from events where text <> '' and done_at > 0"))
          .as("words of done events")
          .isZero();
    }
    clock.advance(Duration.ofDays(6));
    try (var store = open()) {
      assertThat(store.inbox().accept(command("web:1"))).isFalse();
    }
    clock.advance(Duration.ofDays(2));

    try (var store = open()) {
      assertThat(store.inbox().accept(command("web:1"))).isTrue();
      assertThat(store.inbox().accept(command("web:2"))).isFalse();
    }
  }

  @Test
  void givenPrivateAnswers_whenTheyEndOrACrashLeavesThem_thenTheirLanesDoNotPileUp() {
    var lobbyLane = "select count(*) from lanes where channel = 'web:lobby'";
    try (var store = open()) {
      said(store, LOBBY, true);
      for (var i = 0; i < 20; i++) {
        said(store, ChannelId.ofKey("discord:!" + i + ":token"), true);
      }
      assertThat(count(store, "select count(*) from lanes")).as("the lobby's").isEqualTo(1);
      said(store, ChannelId.ofKey("discord:!99:token"), false);
      store.outbox().add(ChannelId.ofKey("telegram:!7:8"), notice(), "waits", now());
      assertThat(count(store, "select count(*) from lanes")).isEqualTo(3);
    }

    try (var store = open()) {
      assertThat(count(store, lobbyLane)).isEqualTo(1);
      assertThat(count(store, "select count(*) from lanes")).isEqualTo(2);
      assertThat(store.outbox().claimDue(now(), 9, 9, LEASE)).hasSize(1);
    }
  }

  @Test
  void givenThousandsThatEnded_whenCleaned_thenAllAreGoneAndWhatWaitsStays() {
    try (var store = open()) {
      for (var i = 0; i < 700; i++) {
        store.outbox().add(LOBBY, notice(), "k" + i, now());
      }
      store.outbox().accept(FEED, notes("n1", "n2"), now());
      var lane = store.outbox().claimDue(now(), 1, 1_000, LEASE).getFirst().deliveries();
      for (var delivery : lane.subList(0, 701)) {
        store.outbox().partSent(delivery, 0, new Sent(message("m" + delivery.id())), now());
        store.outbox().delivered(delivery, now());
      }
      store.outbox().partSent(lane.getLast(), 0, new Sent(message("half")), now());
    }
    clock.advance(Duration.ofDays(31));

    try (var store = open()) {
      assertThat(count(store, "select count(*) from deliveries where ended_at is not null"))
          .isZero();
      assertThat(count(store, "select count(*) from messages where note is null")).isZero();
      assertThat(count(store, "select count(*) from messages")).isEqualTo(2);
      assertThat(store.outbox().waiting()).isEqualTo(1);
      var rest = store.outbox().claimDue(now(), 1, 10, LEASE).getFirst().deliveries();
      assertThat(rest.getFirst().sent()).containsExactly(message("half"));
    }
  }

  @Test
  void givenPostingsAndSpentDays_whenTheyAreOld_thenOnlyTheirCountsAreForgotten() {
    try (var store = open()) {
      var first = new MessageRef(LOBBY, "r1");
      store
          .replies()
          .accept(
              new NewReply(first, "ann", SampleNotes.ref("n1").id(), Optional.empty(), "hi"),
              now());
      var reply = store.replies().find(first).orElseThrow();
      store.replies().posting(reply.id(), "hi", now());
      store.accounts().spend("a", LocalDate.parse("2026-03-01"), 10);
      clock.advance(Duration.ofDays(33));
      store.accounts().spend("a", LocalDate.parse("2026-04-01"), 10);
      store.replies().posting(reply.id(), "hi again", now());
      store.clean();

      assertThat(store.replies().postingsSince(Instant.EPOCH)).isEqualTo(1);
      assertThat(store.replies().postedBefore(SampleNotes.ref("n1").id(), "hi again", 0)).isTrue();
      assertThat(store.accounts().spent("a", LocalDate.parse("2026-03-01"))).isZero();
      assertThat(store.accounts().spent("a", LocalDate.parse("2026-04-01"))).isEqualTo(1);
    }
  }

  @Test
  void givenLooksOfLongAgo_whenCleaned_thenOnlyTheLaterOnesStay() {
    var old = new NoteId("n1");
    var newer = new NoteId("n2");
    try (var store = open()) {
      store.feedStates().looked(FEED, Map.of(old, look()));
      clock.advance(Duration.ofDays(31));
      store.feedStates().looked(FEED, Map.of(newer, look()));
      store.clean();

      assertThat(store.feedStates().looks(FEED, List.of(old, newer))).containsOnlyKeys(newer);
    }
  }

  private FeedStates.Look look() {
    return new FeedStates.Look(new Count("7", 7, true), now());
  }

  private void said(Store store, ChannelId channel, boolean released) {
    store.outbox().add(channel, notice(), channel.key(), now());
    var claim = store.outbox().claimDue(now(), 1, 1, LEASE).getFirst();
    assertThat(claim.channel()).isEqualTo(channel);
    store.outbox().delivered(claim.deliveries().getFirst(), now());
    if (released) {
      store.outbox().release(channel);
    }
  }

  private static Cargo notice() {
    return new Cargo.Notice("hello", Optional.empty());
  }

  private Store open() {
    var store = Store.open(config(), clock);
    store.clean();
    return store;
  }

  private Instant now() {
    return clock.instant();
  }

  private static List<Routed> notes(String... ids) {
    return Arrays.stream(ids)
        .map(id -> new Routed(SampleNotes.note(id, "title"), Map.of(LOBBY, new Verdict.Send())))
        .toList();
  }

  private static Cargo cargo(String id) {
    return new Cargo.NoteCargo(SampleNotes.ref(id).id());
  }

  private static MessageRef message(String id) {
    return new MessageRef(LOBBY, id);
  }

  private Event command(String id) {
    var member = new Member("7", "Ann", Member.Standing.TAKES_PART);
    return new Event.Command(
        id, LOBBY, new Community("web", "town", "Town"), Optional.empty(), member, "list", now());
  }

  private static long count(Store store, String sql) {
    return store.database().read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
