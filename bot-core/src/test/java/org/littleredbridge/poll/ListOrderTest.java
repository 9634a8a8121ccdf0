package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Dispatcher;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.RuleSentence;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Plenty;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.note.TrendingChannel;

/// What of a list deserves a push and a request: recommendations that grow, nothing twice, nothing
/// old as if it were new, and no detail of what rules hold back anyhow.
final class ListOrderTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed FOOD = new Feed.TrendingFeed(TrendingChannel.FOOD);
  private static final Feed SEARCH = new Feed.SearchFeed("text");
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Poller poller = poller(platform);

  private Poller poller(NotePlatform over) {
    return new Poller(
        new Poller.Ports(
            over,
            new Plenty(),
            store.feedStates(),
            store.subscriptions(),
            store.notes(),
            new Dispatcher(store.subscriptions(), store.outbox(), () -> {}, clock)),
        new PollSchedule(
            TWO_HOURS, TWO_HOURS, TWO_HOURS, 0, DayPlan.always(ZoneOffset.UTC), new Random(1)),
        new Tally(),
        clock);
  }

  private void follow(ChannelId channel, Feed feed, String... rules) {
    var filter = Filter.ofCodes(List.of(rules));
    assertThat(store.subscriptions().add(channel, feed, 0, filter, clock.instant())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    poll();
  }

  private void poll() {
    poll(poller);
  }

  private void poll(Poller with) {
    var next = with.nextDue().orElseThrow();
    if (next.isAfter(clock.instant())) {
      clock.set(next);
    }
    while (with.pollDue() > 0) {}
  }

  private Note publish(String id, long likes, Duration ago) {
    return publish(
        SampleNotes.withLikes(
            SampleNotes.note(
                id, "title " + id, "text", SampleNotes.MEI, clock.instant().minus(ago)),
            likes));
  }

  private Note publish(Note note) {
    return platform.publish(note);
  }

  private static Note liked(Note note, Count likes) {
    return note.seenAgain(
        new Note(
            note.ref(),
            note.creator(),
            note.title(),
            "",
            List.of(),
            note.content(),
            likes,
            note.publishedAt(),
            false));
  }

  private static Note tagged(Note note, String tag) {
    return new Note(
        note.ref(),
        note.creator(),
        note.title(),
        note.text(),
        List.of(tag),
        note.content(),
        note.likes(),
        note.publishedAt(),
        true);
  }

  private List<String> queued(ChannelId channel) {
    var queued =
        store.outbox().claimDue(clock.instant(), 10, 1_000, Duration.ofSeconds(1)).stream()
            .filter(claim -> claim.channel().equals(channel))
            .flatMap(claim -> claim.deliveries().stream())
            .map(delivery -> ((Cargo.NoteCargo) delivery.cargo()).note().value())
            .toList();
    store.outbox().release(LOBBY);
    store.outbox().release(GARDEN);
    return queued;
  }

  private Verdict verdict(ChannelId channel, String note) {
    return store.outbox().fate(channel, new NoteId(note)).orElseThrow().verdict();
  }

  @Test
  void givenMoreNewsThanALookBrings_whenSeenFirst_thenThoseLikedFastestCome() {
    follow(LOBBY, TRENDING);
    publish("old-and-loved", 30_000, Duration.ofDays(300));
    publish("slow", 100, Duration.ofHours(100));
    for (int i = 0; i < 4; i++) {
      publish("fast" + i, 1_000 + i, Duration.ofHours(3));
    }
    publish("young", 200, Duration.ofMinutes(1));
    poll();

    assertThat(queued(LOBBY))
        .containsExactlyInAnyOrder("fast0", "fast1", "fast2", "fast3", "young");
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(5);
    assertThat(verdict(LOBBY, "slow")).isEqualTo(new Verdict.Capped(RuleSentence.LOOK + 5));
    assertThat(verdict(LOBBY, "old-and-loved")).isInstanceOf(Verdict.Capped.class);
  }

  private void sixStandBack() {
    follow(LOBBY, TRENDING);
    for (int i = 0; i < 5; i++) {
      publish("fast" + i, 1_000, Duration.ofHours(3));
    }
    publish("back1", 100, Duration.ofHours(4));
    publish("back2", 100, Duration.ofHours(4));
    poll();
    assertThat(queued(LOBBY)).hasSize(5);
  }

  @Test
  void givenANoteThatStoodBack_whenItGrows_thenItComesAtALaterLookAndOnce() {
    sixStandBack();
    poll();
    assertThat(queued(LOBBY)).as("nothing has grown").hasSize(5);

    publish("back1", 900, Duration.ofHours(8));
    publish("fast0", 9_000, Duration.ofHours(8));
    poll();
    assertThat(queued(LOBBY)).hasSize(6).endsWith("back1");
    assertThat(verdict(LOBBY, "back1")).isEqualTo(new Verdict.Send());
    assertThat(verdict(LOBBY, "back2")).isInstanceOf(Verdict.Capped.class);
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(6);

    publish("back1", 90_000, Duration.ofHours(10));
    poll();
    assertThat(queued(LOBBY)).hasSize(6);
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(6);
  }

  @Test
  void givenANoteThatHasGrown_whenItsDetailFails_thenItKeepsItsChanceAtTheNextTry() {
    sixStandBack();
    publish("back1", 900, Duration.ofHours(6));
    platform.failNext(Call.DETAIL, 1, new Failure.Unreachable("away"));
    poll();
    assertThat(queued(LOBBY)).hasSize(5);

    poll();
    assertThat(queued(LOBBY)).hasSize(6).endsWith("back1");
  }

  @Test
  void givenANoteThatStoodBack_whenItGrowsLessThanNewOnes_thenItStillStandsBack() {
    sixStandBack();
    publish("back1", 110, Duration.ofHours(6));
    for (int i = 0; i < 5; i++) {
      publish("newer" + i, 1_000, Duration.ofHours(1));
    }
    poll();

    assertThat(queued(LOBBY)).hasSize(10).doesNotContain("back1");
    assertThat(verdict(LOBBY, "back1")).isInstanceOf(Verdict.Capped.class);
  }

  @Test
  void givenApproximateLikes_whenTheyShowTheSame_thenTheNoteHasNotGrown() {
    sixStandBack();
    var back = publish("back1", 100, Duration.ofHours(6));
    publish(liked(back, new Count("1.5万", 15_000, false)));
    poll();
    assertThat(queued(LOBBY)).as("it came").endsWith("back1");

    publish(liked(publish("back2", 1, Duration.ofHours(9)), new Count("10万+", 100_000, false)));
    poll();
    assertThat(queued(LOBBY)).as("open-ended counts tell nothing").doesNotContain("back2");
  }

  @Test
  void givenAMinimumOfLikes_whenANoteReachesItLater_thenItComesAndOnlyThenADetailIsAskedFor() {
    follow(LOBBY, TRENDING, "likes:500");
    follow(GARDEN, TRENDING, "likes:90000");
    publish("n1", 300, Duration.ofHours(1));
    poll();
    assertThat(verdict(LOBBY, "n1")).isEqualTo(new Verdict.Filtered("likes:500"));
    assertThat(platform.calls(Call.DETAIL)).isZero();
    poll();

    publish("n1", 800, Duration.ofHours(5));
    poll();
    assertThat(queued(LOBBY)).containsExactly("n1");
    assertThat(queued(GARDEN)).isEmpty();
    assertThat(verdict(GARDEN, "n1")).isEqualTo(new Verdict.Filtered("likes:90000"));
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(1);

    publish("n1", 100_000, Duration.ofHours(7));
    poll();
    assertThat(queued(LOBBY)).containsExactly("n1");
    assertThat(queued(GARDEN)).as("with the likes of now").containsExactly("n1");
    assertThat(platform.calls(Call.DETAIL)).as("known already").isEqualTo(1);
  }

  @Test
  void givenNotesFromBefore_whenTheyGrow_thenTheyStayFromBefore() {
    publish("n1", 10, Duration.ofHours(1));
    follow(LOBBY, TRENDING);
    poll();
    publish("n1", 90_000, Duration.ofHours(4));
    poll();

    assertThat(queued(LOBBY)).isEmpty();
    assertThat(verdict(LOBBY, "n1")).isEqualTo(new Verdict.Primed());
    assertThat(platform.calls(Call.DETAIL)).isZero();
  }

  @Test
  void givenAListInAnotherOrderAtEachLook_whenPolled_thenNothingComesTwice() {
    var random = new Random(5);
    var shuffled = poller(new Shuffled(platform, random));
    follow(LOBBY, TRENDING);
    follow(LOBBY, FOOD);
    follow(LOBBY, SEARCH);
    for (int i = 0; i < 4; i++) {
      publish(tagged(publish("n" + i, 10, Duration.ofHours(1)), "food"));
      poll(shuffled);
      poll(shuffled);
    }

    assertThat(queued(LOBBY)).containsExactlyInAnyOrder("n0", "n1", "n2", "n3");
    assertThat(platform.calls(Call.DETAIL)).as("one each").isEqualTo(4);
  }

  @Test
  void givenAChannel_whenPolled_thenOnlyItsNotesCome() {
    follow(LOBBY, FOOD);
    publish("n1", 10, Duration.ofHours(1));
    publish(tagged(publish("n2", 10, Duration.ofHours(1)), "food"));
    poll();

    assertThat(queued(LOBBY)).containsExactly("n2");
  }

  @Test
  void givenAnOldNoteThatIsPinnedNow_whenItWasNeverSeen_thenItIsNoNewsAndSaysSo() {
    publish("n1", 10, Duration.ofDays(1));
    follow(LOBBY, MEI);
    publish("months-old", 10, Duration.ofDays(200));
    platform.pin(new NoteId("months-old"));
    publish("n2", 10, Duration.ZERO);
    publish("delayed", 10, Duration.ofDays(14));
    poll();
    poll();

    assertThat(queued(LOBBY)).containsExactly("delayed", "n2");
    assertThat(verdict(LOBBY, "months-old"))
        .isEqualTo(new Verdict.Filtered(RuleSentence.OLD + "198"));
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(2);
  }

  @Test
  void givenAnOldNoteThatIsPinnedNow_whenSomebodyAsksForTheNewest_thenItIsOneOfThem() {
    publish("n1", 10, Duration.ofDays(1));
    follow(LOBBY, MEI);
    publish("months-old", 10, Duration.ofDays(200));
    store.subscriptions().add(GARDEN, MEI, 3, clock.instant());
    clock.advance(Duration.ofSeconds(1));
    poll();

    assertThat(queued(GARDEN)).containsExactly("months-old", "n1");
    assertThat(queued(LOBBY)).isEmpty();
    assertThat(verdict(LOBBY, "months-old")).isInstanceOf(Verdict.Filtered.class);
  }

  @Test
  void givenRulesThatSurelyHoldItBack_whenANoteComes_thenItsDetailIsSparedAndTheVerdictRight() {
    follow(LOBBY, MEI, "exclude:title n1", "type:video");
    follow(GARDEN, MEI, "likes:500");
    publish("n1", 10, Duration.ZERO);
    publish("n2", 10, Duration.ZERO);
    poll();

    assertThat(platform.calls(Call.DETAIL)).isZero();
    assertThat(verdict(LOBBY, "n1")).isEqualTo(new Verdict.Filtered("exclude:title n1"));
    assertThat(verdict(LOBBY, "n2")).isEqualTo(new Verdict.Filtered("type:video"));
    assertThat(verdict(GARDEN, "n1")).isEqualTo(new Verdict.Filtered("likes:500"));
  }

  @Test
  void givenOneChannelThatMayGetIt_whenANoteComes_thenItsDetailIsAskedForOnce() {
    follow(LOBBY, MEI, "type:video");
    follow(GARDEN, MEI, "include:text");
    publish("n1", 10, Duration.ZERO);
    poll();

    assertThat(platform.calls(Call.DETAIL)).isEqualTo(1);
    assertThat(queued(GARDEN)).containsExactly("n1");
    assertThat(verdict(LOBBY, "n1")).isEqualTo(new Verdict.Filtered("type:video"));
  }

  @Test
  void givenACeilingThatIsReached_whenMoreCome_thenTheirDetailsAreSparedUntilTomorrow() {
    follow(LOBBY, SEARCH, "perday:2", "include:text");
    publish("n1", 10, Duration.ZERO);
    publish("n2", 10, Duration.ZERO);
    poll();
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(2);

    publish("n3", 10, Duration.ZERO);
    poll();
    assertThat(platform.calls(Call.DETAIL)).isEqualTo(2);
    assertThat(verdict(LOBBY, "n3")).isEqualTo(new Verdict.Capped("perday:2"));

    clock.set(Instant.parse("2026-03-02T00:00:01Z"));
    poll();
    publish("n4", 10, Duration.ZERO);
    poll();
    assertThat(queued(LOBBY)).containsExactly("n1", "n2", "n4");
  }

  @Test
  void givenASearch_whenMoreIsNewThanALookBrings_thenTheNewestCome() {
    follow(LOBBY, SEARCH);
    for (int i = 0; i < 7; i++) {
      publish("n" + i, 1_000 - i, Duration.ofMinutes(70 - i));
    }
    poll();

    assertThat(queued(LOBBY)).containsExactly("n2", "n3", "n4", "n5", "n6");
  }

  @Test
  void givenATag_whenASearchFindsNotesWithoutIt_thenOnlyThoseThatCarryItCome() {
    follow(LOBBY, SEARCH, "tag:拉面");
    publish("n1", 10, Duration.ofMinutes(2));
    publish(tagged(publish("n2", 10, Duration.ofMinutes(1)), "拉面"));
    poll();

    assertThat(queued(LOBBY)).containsExactly("n2");
    assertThat(verdict(LOBBY, "n1")).isEqualTo(new Verdict.Filtered("tag:拉面"));
  }

  /// The platform with lists in another order at each look.
  private static final class Shuffled implements NotePlatform {
    private final FakePlatform inner;
    private final Random random;

    Shuffled(FakePlatform inner, Random random) {
      this.inner = inner;
      this.random = random;
    }

    @Override
    public PlatformCapabilities capabilities() {
      return inner.capabilities();
    }

    @Override
    public LoginState login() {
      return inner.login();
    }

    @Override
    public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
      var list = new ArrayList<>(inner.latest(feed, token));
      Collections.shuffle(list, random);
      return list;
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      return inner.detail(note, depth);
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      return inner.comment(note, text);
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      return inner.reply(note, to, text);
    }
  }
}
