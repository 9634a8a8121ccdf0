package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.poll.Arrival;

/// What becomes of notes by the rules of those who follow.
final class DispatcherTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Verdict SEND = new Verdict.Send();

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final AtomicInteger woken = new AtomicInteger();
  private final Dispatcher dispatcher =
      new Dispatcher(store.subscriptions(), store.outbox(), woken::incrementAndGet, clock);

  private void follows(ChannelId channel, Feed feed, String... rules) {
    store.subscriptions().add(channel, feed, 0, clock.instant());
    store.subscriptions().filter(channel, feed, Filter.ofCodes(List.of(rules)));
    clock.advance(Duration.ofSeconds(1));
    store.feedStates().polled(feed, clock.instant(), clock.instant());
  }

  private void comes(Feed feed, String... ids) {
    dispatcher.onNotes(feed, Arrays.stream(ids).map(id -> new Arrival(note(id), true, 0)).toList());
  }

  private static Note note(String id) {
    return SampleNotes.note(id, "广告 " + id);
  }

  private Optional<Verdict> verdict(ChannelId channel, String id) {
    return store.outbox().fate(channel, new NoteId(id)).map(Outbox.Fate::verdict);
  }

  @Test
  void givenARuleOfOneChannel_whenANoteBreaksIt_thenOnlyThatChannelGoesWithout() {
    follows(LOBBY, MEI, "exclude:广告");
    follows(GARDEN, MEI);
    comes(MEI, "n1");

    assertThat(verdict(LOBBY, "n1")).contains(new Verdict.Filtered("exclude:广告"));
    assertThat(verdict(GARDEN, "n1")).contains(SEND);
    assertThat(store.outbox().waiting(LOBBY)).isZero();
    assertThat(woken).hasValue(1);
  }

  @Test
  void givenANoteHeldBack_whenAnotherFeedWithoutThatRuleBringsIt_thenItIsSent() {
    follows(LOBBY, TRENDING, "exclude:广告");
    follows(LOBBY, MEI);
    comes(TRENDING, "n1");
    assertThat(woken).hasValue(0);
    comes(MEI, "n1");

    assertThat(verdict(LOBBY, "n1")).contains(SEND);
    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(1);
  }

  @Test
  void givenANoteThatWasSent_whenAnotherFeedWouldHoldItBack_thenItStaysSent() {
    follows(LOBBY, TRENDING, "exclude:广告");
    follows(LOBBY, MEI);
    comes(MEI, "n1");
    comes(TRENDING, "n1");

    assertThat(verdict(LOBBY, "n1")).contains(SEND);
    assertThat(store.outbox().waiting(LOBBY)).isEqualTo(1);
  }

  @Test
  void givenANoteThatIsGone_whenRulesWouldHoldItBackToo_thenItIsGone() {
    follows(LOBBY, MEI, "exclude:广告");
    var gone = Optional.<Verdict>of(new Verdict.Filtered("deleted"));
    dispatcher.onNotes(MEI, List.of(new Arrival(note("n1"), true, 0, gone)));

    assertThat(verdict(LOBBY, "n1")).contains(new Verdict.Filtered("deleted"));
  }

  @Test
  void givenACeiling_whenMoreComeInADay_thenTheRestIsCappedUntilMidnight() {
    follows(LOBBY, TRENDING, "perday:2", "exclude:n3");
    comes(TRENDING, "n1");
    comes(TRENDING, "n3", "n4", "n5");

    assertThat(verdict(LOBBY, "n1")).contains(SEND);
    assertThat(verdict(LOBBY, "n3")).contains(new Verdict.Filtered("exclude:n3"));
    assertThat(verdict(LOBBY, "n4")).contains(SEND);
    assertThat(verdict(LOBBY, "n5")).contains(new Verdict.Capped("perday:2"));

    clock.set(Instant.parse("2026-03-01T23:59:59Z"));
    comes(TRENDING, "n6");
    assertThat(verdict(LOBBY, "n6")).contains(new Verdict.Capped("perday:2"));
    clock.set(Instant.parse("2026-03-02T00:00:00Z"));
    comes(TRENDING, "n7", "n8", "n9");
    assertThat(verdict(LOBBY, "n8")).contains(SEND);
    assertThat(verdict(LOBBY, "n9")).contains(new Verdict.Capped("perday:2"));
  }

  @Test
  void givenACeiling_whenTheBridgeLivesElsewhere_thenItsOwnMidnightCounts() {
    var shanghai =
        new Dispatcher(
            store.subscriptions(),
            store.outbox(),
            () -> {},
            clock.withZone(ZoneId.of("Asia/Shanghai")));
    follows(LOBBY, TRENDING, "perday:1");
    clock.set(Instant.parse("2026-03-01T15:59:59Z"));
    shanghai.onNotes(TRENDING, List.of(new Arrival(note("n1"), true, 0)));
    shanghai.onNotes(TRENDING, List.of(new Arrival(note("n2"), true, 0)));
    clock.set(Instant.parse("2026-03-01T16:00:00Z"));
    shanghai.onNotes(TRENDING, List.of(new Arrival(note("n3"), true, 0)));

    assertThat(verdict(LOBBY, "n2")).contains(new Verdict.Capped("perday:1"));
    assertThat(verdict(LOBBY, "n3")).contains(SEND);
  }

  @Test
  void givenACeilingOfOneFeed_whenOthersBringNotes_thenTheyDoNotCount() {
    follows(LOBBY, TRENDING, "perday:1");
    follows(LOBBY, MEI);
    follows(GARDEN, TRENDING);
    comes(MEI, "n1", "n2", "n3");
    // It has come already, and brings nothing more.
    comes(TRENDING, "n1");
    comes(TRENDING, "n4", "n5");

    assertThat(verdict(LOBBY, "n1")).contains(SEND);
    assertThat(verdict(LOBBY, "n4")).contains(SEND);
    assertThat(verdict(LOBBY, "n5")).contains(new Verdict.Capped("perday:1"));
    assertThat(verdict(GARDEN, "n5")).contains(SEND);
  }

  @Test
  void givenANewFollowerWithRules_whenTheBacklogComes_thenRulesHoldForItToo() {
    store.subscriptions().add(LOBBY, MEI, 3, clock.instant());
    store.subscriptions().filter(LOBBY, MEI, Filter.ofCodes(List.of("exclude:n1")));
    dispatcher.onNotes(
        MEI,
        List.of(
            new Arrival(note("n0"), true, 3),
            new Arrival(note("n1"), true, 2),
            new Arrival(note("n2"), true, 1)));

    assertThat(verdict(LOBBY, "n0")).contains(new Verdict.Primed());
    assertThat(verdict(LOBBY, "n1")).contains(new Verdict.Filtered("exclude:n1"));
    assertThat(verdict(LOBBY, "n2")).contains(SEND);
  }
}
