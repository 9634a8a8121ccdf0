package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.health.Plenty;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// What a poll costs, and whom what it finds reaches.
final class PollerTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Poller poller =
      new Poller(
          new Poller.Ports(
              platform,
              new Plenty(),
              store.feedStates(),
              store.subscriptions(),
              store.notes(),
              new Dispatcher(store.subscriptions(), store.outbox(), () -> {}, clock)),
          new PollSchedule(
              INTERVAL, INTERVAL, INTERVAL, 0, DayPlan.always(ZoneOffset.UTC), new Random(1)),
          new Tally(),
          clock);

  private void publish(int first, int last) {
    for (var i = first; i <= last; i++) {
      platform.publish(SampleNotes.note("n" + i, "title", "text", SampleNotes.MEI, publishedAt(i)));
    }
  }

  private static Instant publishedAt(int note) {
    return SampleNotes.PUBLISHED.plusSeconds(note);
  }

  private void follow(ChannelId channel, int backlog) {
    assertThat(store.subscriptions().add(channel, MEI, backlog, clock.instant())).isTrue();
    clock.advance(Duration.ofSeconds(1));
  }

  private void unfollow(ChannelId channel) {
    assertThat(store.subscriptions().remove(channel, MEI)).isTrue();
  }

  /// Polls what is due now.
  ///
  /// @return how many details that cost
  private int details() {
    var before = platform.calls(FakePlatform.Call.DETAIL);
    assertThat(poller.pollDue()).as("feeds polled").isEqualTo(1);
    return platform.calls(FakePlatform.Call.DETAIL) - before;
  }

  /// The notes that wait for a channel, in order.
  private List<String> waiting(ChannelId channel) {
    return store.outbox().claimDue(clock.instant(), 10, 100, Duration.ofMinutes(1)).stream()
        .flatMap(claim -> claim.deliveries().stream())
        .filter(delivery -> delivery.channel().equals(channel))
        .map(Delivery::cargo)
        .map(cargo -> ((Cargo.NoteCargo) cargo).note().value())
        .toList();
  }

  @Test
  void givenAFeedNeverPolled_whenItIsPolled_thenOnlyTheBacklogCostsDetailsAndIsDelivered() {
    publish(1, 10);
    follow(LOBBY, 2);

    assertThat(details()).isEqualTo(2);

    assertThat(waiting(LOBBY)).containsExactly("n9", "n10");
    assertThat(store.feedStates().unseen(MEI, List.of(new NoteId("n1")))).isEmpty();
  }

  @Test
  void givenAFeedNobodyFollowedForAWhile_whenItIsFollowedWithABacklog_thenOnlyThatIsDelivered() {
    publish(1, 3);
    follow(LOBBY, 0);
    details();
    unfollow(LOBBY);
    publish(4, 12);
    clock.advance(Duration.ofDays(30));

    follow(LOBBY, 2);
    assertThat(details()).isEqualTo(2);

    assertThat(waiting(LOBBY)).containsExactly("n11", "n12");
  }

  @Test
  void givenAFeedNobodyFollowedForAWhile_whenTwoFollowWithoutBacklog_thenNothingIsDelivered() {
    publish(1, 3);
    follow(LOBBY, 0);
    details();
    unfollow(LOBBY);
    publish(4, 12);
    clock.advance(Duration.ofDays(30));

    follow(LOBBY, 0);
    follow(GARDEN, 0);
    assertThat(details()).isZero();

    assertThat(store.outbox().waiting()).isZero();
    assertThat(store.subscriptions().to(MEI)).extracting(Subscription::primed).containsOnly(true);

    publish(13, 13);
    clock.advance(INTERVAL);
    assertThat(details()).as("what came after that").isEqualTo(1);
    assertThat(waiting(LOBBY)).containsExactly("n13");
  }

  @Test
  void givenAPrimedFollower_whenAnotherAsksForABacklog_thenThePrimedOneGetsWhatIsNew() {
    publish(1, 5);
    follow(LOBBY, 0);
    details();
    publish(6, 8);

    follow(GARDEN, 1);
    assertThat(details()).isEqualTo(3);

    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(3);
    assertThat(store.outbox().waiting(GARDEN)).isEqualTo(1);
    assertThat(waiting(LOBBY)).containsExactly("n6", "n7", "n8");
    assertThat(store.notes().note(new NoteId("n6")).map(Note::complete)).contains(true);
  }

  @Test
  void givenNotesOfOneSecond_whenPolled_thenTheyComeInTheOrderOfTheirPublishing() {
    publish(1, 1);
    follow(LOBBY, 0);
    details();
    for (var id : List.of("n7", "n3", "n9", "n5")) {
      platform.publish(SampleNotes.note(id, "title", "text", SampleNotes.MEI, publishedAt(2)));
    }
    clock.advance(INTERVAL);
    details();

    assertThat(waiting(LOBBY)).containsExactly("n7", "n3", "n9", "n5");
  }
}
