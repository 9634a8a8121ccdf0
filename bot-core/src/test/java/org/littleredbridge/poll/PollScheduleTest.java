package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;

class PollScheduleTest {
  private static final PollSchedule.Load LIGHT =
      new PollSchedule.Load(new FeedStates.Followed(1, 0, 0), 100_000, 100_000);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Feed CREATOR = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed SEARCH = new Feed.SearchFeed("面馆");

  private static PollSchedule schedule(Duration creator, double jitter, long seed) {
    return new PollSchedule(
        creator,
        Duration.ofHours(2),
        Duration.ofHours(3),
        jitter,
        DayPlan.always(ZoneOffset.UTC),
        new Random(seed));
  }

  private static Instant next(PollSchedule schedule, Feed feed) {
    return schedule.next(feed, List.of(), LIGHT, NOON);
  }

  private static FeedState looked(Feed feed, Instant due, int failures) {
    return new FeedState(feed, due, Optional.of(NOON), failures, Optional.empty());
  }

  private static Duration pause(Instant next) {
    return Duration.between(NOON, next);
  }

  @Test
  void givenALook_whenItComesAnHourAfterItShouldHave_thenThereWasAGap() {
    var schedule = schedule(Duration.ofMinutes(30), 0.2, 7);
    var due = NOON.plus(Duration.ofMinutes(36));

    assertThat(schedule.afterGap(looked(CREATOR, due, 0), due.plus(Duration.ofMinutes(59))))
        .isFalse();
    assertThat(schedule.afterGap(looked(CREATOR, due, 0), due.plus(Duration.ofMinutes(60))))
        .isTrue();
    // After failures the time when it was due is that of the last try.
    assertThat(schedule.afterGap(looked(CREATOR, due, 3), NOON.plus(Duration.ofMinutes(95))))
        .isFalse();
    assertThat(schedule.afterGap(looked(CREATOR, due, 3), NOON.plus(Duration.ofMinutes(96))))
        .isTrue();
    var never = new FeedState(CREATOR, NOON, Optional.empty(), 0, Optional.empty());
    assertThat(schedule.afterGap(never, NOON.plus(Duration.ofDays(3)))).isFalse();
  }

  @Test
  void givenJitter_whenManyPollsArePlanned_thenAllStayWithinItAndTheyDiffer() {
    var schedule = schedule(Duration.ofMinutes(30), 0.2, 7);
    var pauses = IntStream.range(0, 2_000).mapToObj(_ -> pause(next(schedule, CREATOR))).toList();

    assertThat(pauses)
        .allSatisfy(
            p -> assertThat(p).isBetween(Duration.ofMinutes(24), Duration.ofSeconds(2_070)));
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMinutes(25)) < 0);
    // Looks wait for each other, so that the latest plan leaves room below 36 minutes.
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMinutes(34)) > 0);
    assertThat(pauses.stream().distinct().count()).isGreaterThan(1_900);
  }

  @Test
  void givenNoJitter_whenPlanned_thenEachKindOfFeedHasItsOwnInterval() {
    var schedule = schedule(Duration.ofMinutes(30), 0, 1);

    assertThat(pause(next(schedule, CREATOR))).isEqualTo(Duration.ofMinutes(30));
    assertThat(pause(next(schedule, TRENDING))).isEqualTo(Duration.ofHours(2));
    assertThat(pause(next(schedule, SEARCH))).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void givenFailuresInARow_whenPlanned_thenThePauseDoublesUpToTheInterval() {
    var schedule = schedule(Duration.ofMinutes(30), 0, 1);

    assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 6, 100, Integer.MAX_VALUE))
        .extracting(failures -> pause(schedule.afterFailure(CREATOR, failures, NOON)).toMinutes())
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L, 30L);
  }

  @Test
  void givenAQuickFeed_whenItFails_thenItIsPolledNoMoreOftenAndAtLeastTwiceAMinute() {
    var schedule = schedule(Duration.ofSeconds(1), 0, 1);

    assertThat(IntStream.of(0, 1, 4, 5, 50))
        .extracting(failures -> pause(schedule.afterFailure(CREATOR, failures, NOON)).toSeconds())
        .containsExactly(1L, 2L, 16L, 30L, 30L);
  }

  @Test
  void givenQuietHours_whenALookWouldFallIntoThem_thenItComesAfterThemAndNotAllAtOnce() {
    var night = new QuietHours(LocalTime.of(11, 0), LocalTime.of(13, 0));
    var schedule =
        new PollSchedule(
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(2),
            0.2,
            new DayPlan(ZoneOffset.UTC, Optional.of(night)),
            new Random(3));
    var over = NOON.plus(Duration.ofHours(1));

    var looks = IntStream.range(0, 200).mapToObj(_ -> next(schedule, CREATOR)).toList();
    assertThat(looks)
        .allSatisfy(
            at -> assertThat(at).isBetween(over.plusSeconds(1_440), over.plusSeconds(2_160)));
    assertThat(looks.stream().distinct().count()).isGreaterThan(190);
  }

  @Test
  void givenMoreFeedsThanTheDayAllows_whenPlanned_thenTheRestOfTheDayIsShared() {
    var schedule = schedule(Duration.ofMinutes(30), 0, 1);
    // Twelve hours are left: 24 looks at each of 100 would be 2,400, and 240 are affordable.
    var load = new PollSchedule.Load(new FeedStates.Followed(100, 0, 0), 343, 400);

    var pause = pause(schedule.next(CREATOR, List.of(), load, NOON));
    assertThat(pause).isBetween(Duration.ofMinutes(298), Duration.ofMinutes(302));
  }

  @Test
  void givenAScarceDay_whenPlanned_thenWhoPostsOftenIsLookedAtMoreOftenThanWhoDoesNot() {
    var schedule = schedule(Duration.ofMinutes(30), 0, 1);
    var load = new PollSchedule.Load(new FeedStates.Followed(100, 0, 0), 343, 400);
    var daily = IntStream.range(0, 10).mapToObj(i -> NOON.minus(Duration.ofHours(6L * i))).toList();
    var rarely = IntStream.range(0, 10).mapToObj(i -> NOON.minus(Duration.ofDays(9L * i))).toList();

    var often = schedule.next(CREATOR, daily, load, NOON);
    assertThat(often).isBefore(schedule.next(CREATOR, List.of(), load, NOON));
    assertThat(schedule.next(CREATOR, rarely, load, NOON)).isAfter(often);
  }

  @Test
  void givenADayThatIsUsedUp_whenPlanned_thenItGoesOnInTheFirstRoundOfTheNext() {
    var schedule = schedule(Duration.ofMinutes(30), 0.2, 5);
    var load = new PollSchedule.Load(new FeedStates.Followed(100, 0, 0), 0, 400);
    var midnight = NOON.plus(Duration.ofHours(12));

    var looks =
        IntStream.range(0, 300)
            .mapToObj(_ -> schedule.next(CREATOR, List.of(), load, NOON))
            .toList();
    // 48 looks at each of 100 creators would be 4,800, and 280 are affordable: each 17 times less.
    assertThat(looks)
        .allSatisfy(
            at -> assertThat(at).isBetween(midnight, midnight.plus(Duration.ofMinutes(30 * 18))));
    assertThat(looks.stream().filter(at -> at.isAfter(midnight.plus(Duration.ofHours(4)))).count())
        .isGreaterThan(100);
  }

  @Test
  void givenTooQuickOrTooMuchJitter_whenMade_thenItIsRefused() {
    assertThatThrownBy(() -> schedule(Duration.ofMillis(999), 0, 1)).hasMessageContaining("second");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), 0.51, 1)).hasMessageContaining("jit");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), -0.1, 1)).hasMessageContaining("jit");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), Double.NaN, 1))
        .hasMessageContaining("jit");
  }
}
