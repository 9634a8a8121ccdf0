package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
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

/// Thirty days of two hundred creators and three lists of recommendations: what an account is
/// asked, and when.
final class MonthTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final int DAYS = 30;
  private static final int CREATORS = 200;
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(23, 30), LocalTime.of(7, 0));
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");

  private final SettableClock clock = SettableClock.at(BEGIN.toString());
  private final MemoryStore store = new MemoryStore();
  private final Town town = new Town(new Random(20_260_301));
  private final Map<NoteId, Instant> found = new HashMap<>();

  @Test
  void givenAScarceBudget_whenAMonthPasses_thenItIsKeptAndSpreadAndNobodyIsForgotten() {
    live(400);

    assertThat(town.asked(Instant::toString)).isNotEmpty();
    assertThat(perDay().values()).allSatisfy(asked -> assertThat(asked).isLessThanOrEqualTo(400));
    assertNoneAtNight();
    // The budget lasts: the last third of each waking day is not empty.
    var evenings =
        town.calls.stream()
            .filter(at -> !time(at).isBefore(LocalTime.of(18, 0)))
            .collect(Collectors.groupingBy(MonthTest::day, Collectors.counting()));
    assertThat(evenings.values().stream().filter(asked -> asked >= 40).count())
        .isGreaterThanOrEqualTo(DAYS - 2);
    assertThat(late(Duration.ofDays(2))).as("notes that came two days late").isEmpty();
  }

  @Test
  void givenAnAmpleBudget_whenAMonthPasses_thenEachNoteIsFoundWithinItsIntervalOfWakingTime() {
    live(100_000);

    assertNoneAtNight();
    assertThat(found).hasSizeGreaterThan(3_000);
    assertThat(late(Duration.ofNanos((long) (HALF_HOUR.toNanos() * 1.2)))).isEmpty();
  }

  @Test
  void givenAScarceBudget_whenAMonthPasses_thenWhoPostsOftenIsLookedAtMoreOften() {
    live(400);

    var looks = town.looks;
    var busy = IntStream.range(0, 20).mapToLong(i -> looks.getOrDefault(i, 0)).sum();
    var idle =
        IntStream.range(CREATORS - 20, CREATORS).mapToLong(i -> looks.getOrDefault(i, 0)).sum();
    assertThat(busy).isGreaterThan(idle * 3 / 2);
  }

  private void live(int daily) {
    var guard =
        new GuardedPlatform(
            town,
            "account",
            new GuardedPlatform.Limits(daily, Optional.of(NIGHT)),
            store.accounts(),
            new Tally(),
            clock,
            _ -> {});
    var sources = Sources.of(guard);
    NoteListener listener =
        (feed, arrivals) -> {
          if (feed instanceof Feed.CreatorFeed) {
            arrivals.forEach(one -> found.putIfAbsent(one.note().id(), clock.instant()));
          }
        };
    var poller =
        new Poller(
            new Poller.Ports(
                sources,
                sources,
                store.feedStates(),
                store.subscriptions(),
                store.notes(),
                new Remembering(listener)),
            new PollSchedule(
                HALF_HOUR,
                TWO_HOURS,
                TWO_HOURS,
                0.2,
                new DayPlan(ZoneOffset.UTC, Optional.of(NIGHT)),
                new Random(7)),
            new Tally(),
            clock);
    for (var creator : town.creators) {
      store.subscriptions().add(LOBBY, new Feed.CreatorFeed(creator.id()), 0, clock.instant());
    }
    store.subscriptions().add(LOBBY, new Feed.TrendingFeed(), 0, clock.instant());
    for (var channel : List.of(TrendingChannel.FOOD, TrendingChannel.TRAVEL)) {
      var feed = new Feed.TrendingFeed(Optional.of(channel));
      store.subscriptions().add(LOBBY, feed, 0, clock.instant());
    }

    var end = BEGIN.plus(Duration.ofDays(DAYS));
    while (clock.instant().isBefore(end)) {
      if (poller.pollDue() == 0) {
        var due = poller.nextDue().orElseThrow();
        clock.set(due.isAfter(clock.instant()) ? due : clock.instant().plusSeconds(1));
      }
    }
  }

  /// As the outbox does: what came once is seen.
  private final class Remembering implements NoteListener {
    private final NoteListener inner;

    Remembering(NoteListener inner) {
      this.inner = inner;
    }

    @Override
    public void onNotes(Feed feed, List<Arrival> arrivals) {
      inner.onNotes(feed, arrivals);
      store
          .outbox()
          .accept(
              feed,
              arrivals.stream()
                  .map(one -> new Outbox.Routed(one.note(), Map.of(), Set.of()))
                  .toList(),
              clock.instant());
    }
  }

  private void assertNoneAtNight() {
    assertThat(town.calls)
        .allSatisfy(at -> assertThat(NIGHT.end(at, ZoneOffset.UTC)).as("at %s", at).isEmpty());
  }

  private Map<LocalDate, Long> perDay() {
    return town.calls.stream()
        .collect(Collectors.groupingBy(MonthTest::day, Collectors.counting()));
  }

  /// Notes published while somebody watched that were found later than this, in waking time.
  private List<String> late(Duration most) {
    var late = new ArrayList<String>();
    town.published.forEach((id, at) -> {
      var from = NIGHT.end(at, ZoneOffset.UTC).orElse(at);
      var soonEnough = new DayPlan(ZoneOffset.UTC, Optional.of(NIGHT)).after(from, most);
      var watched = at.isAfter(BEGIN.plus(Duration.ofDays(1)));
      var over = BEGIN.plus(Duration.ofDays(DAYS)).minus(most).minus(Duration.ofDays(1));
      if (watched && at.isBefore(over)) {
        var seen = found.get(id);
        if (seen == null || seen.isAfter(soonEnough)) {
          late.add(id + " published " + at + " found " + seen);
        }
      }
    });
    return late;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static LocalTime time(Instant at) {
    return LocalTime.ofInstant(at, ZoneOffset.UTC);
  }

  /// RedNote with a plan for the month: the first creators post several times a day, the last once
  /// in some weeks. A call takes two seconds.
  private final class Town implements NotePlatform {
    final List<Creator> creators =
        IntStream.range(0, CREATORS)
            .mapToObj(i -> SampleNotes.creator("creator-" + i, "小作者" + i))
            .toList();
    final Map<NoteId, Instant> published = new HashMap<>();
    final List<Instant> calls = new ArrayList<>();
    final Map<Integer, Integer> looks = new HashMap<>();
    private final List<List<Note>> notes = new ArrayList<>();

    Town(Random random) {
      for (int i = 0; i < CREATORS; i++) {
        var apart = Duration.ofHours(i < 20 ? 8 : i < 120 ? 36 : 240);
        var own = new ArrayList<Note>();
        var at = BEGIN.minus(Duration.ofDays(20));
        while (at.isBefore(BEGIN.plus(Duration.ofDays(DAYS)))) {
          at = at.plus(Duration.ofNanos((long) (apart.toNanos() * 2 * random.nextDouble())));
          var note = SampleNotes.note("n" + i + "-" + own.size(), "题", "文", creators.get(i), at);
          own.add(note);
          published.put(note.id(), at);
        }
        notes.add(own);
      }
    }

    List<String> asked(Function<Instant, String> how) {
      return calls.stream().map(how).toList();
    }

    private void called() {
      calls.add(clock.instant());
      clock.advance(CALL);
    }

    @Override
    public PlatformCapabilities capabilities() {
      return PlatformCapabilities.all();
    }

    @Override
    public LoginState login() {
      return new LoginState(true, Optional.empty(), Optional.empty());
    }

    @Override
    public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
      called();
      if (!(feed instanceof Feed.CreatorFeed(var creator))) {
        return List.of();
      }
      var place = Integer.parseInt(creator.value().substring("creator-".length()));
      looks.merge(place, 1, Integer::sum);
      return notes.get(place).stream()
          .filter(note -> !note.publishedAt().isAfter(clock.instant()))
          .toList()
          .reversed()
          .stream()
          .limit(30)
          .map(SampleNotes::card)
          .toList();
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      called();
      var place = note.id().value().substring(1).split("-");
      var whole = notes.get(Integer.parseInt(place[0])).get(Integer.parseInt(place[1]));
      return new NoteDetail(whole, List.of(), true);
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      throw new IllegalStateException("nobody comments here");
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      throw new IllegalStateException("nobody comments here");
    }
  }
}
