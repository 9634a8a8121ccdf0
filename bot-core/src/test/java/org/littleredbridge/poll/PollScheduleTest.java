package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;

class PollScheduleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Feed CREATOR = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed SEARCH = new Feed.SearchFeed("面馆");

  private static PollSchedule schedule(Duration creator, double jitter, long seed) {
    return new PollSchedule(
        creator, Duration.ofHours(2), Duration.ofHours(3), jitter, new Random(seed));
  }

  private static Duration pause(Instant next) {
    return Duration.between(NOON, next);
  }

  @Test
  void givenALook_whenItComesAnHourAfterItShouldHave_thenThereWasAGap() {
    var schedule = schedule(Duration.ofMinutes(30), 0.2, 7);
    var last = Optional.of(NOON);

    assertThat(schedule.afterGap(CREATOR, last, NOON.plus(Duration.ofMinutes(95)))).isFalse();
    assertThat(schedule.afterGap(CREATOR, last, NOON.plus(Duration.ofMinutes(96)))).isTrue();
    assertThat(schedule.afterGap(TRENDING, last, NOON.plus(Duration.ofMinutes(96)))).isFalse();
    assertThat(schedule.afterGap(CREATOR, Optional.empty(), NOON)).isFalse();
  }

  @Test
  void givenJitter_whenManyPollsArePlanned_thenAllStayWithinItAndTheyDiffer() {
    var schedule = schedule(Duration.ofMinutes(30), 0.2, 7);
    var pauses =
        IntStream.range(0, 2_000).mapToObj(_ -> pause(schedule.next(CREATOR, NOON))).toList();

    assertThat(pauses)
        .allSatisfy(p -> assertThat(p).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(36)));
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMinutes(25)) < 0);
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMinutes(35)) > 0);
    assertThat(pauses.stream().distinct().count()).isGreaterThan(1_900);
  }

  @Test
  void givenNoJitter_whenPlanned_thenEachKindOfFeedHasItsOwnInterval() {
    var schedule = schedule(Duration.ofMinutes(30), 0, 1);

    assertThat(pause(schedule.next(CREATOR, NOON))).isEqualTo(Duration.ofMinutes(30));
    assertThat(pause(schedule.next(TRENDING, NOON))).isEqualTo(Duration.ofHours(2));
    assertThat(pause(schedule.next(SEARCH, NOON))).isEqualTo(Duration.ofHours(3));
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
  void givenTooQuickOrTooMuchJitter_whenMade_thenItIsRefused() {
    assertThatThrownBy(() -> schedule(Duration.ofMillis(999), 0, 1)).hasMessageContaining("second");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), 0.51, 1)).hasMessageContaining("jit");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), -0.1, 1)).hasMessageContaining("jit");
    assertThatThrownBy(() -> schedule(Duration.ofMinutes(1), Double.NaN, 1))
        .hasMessageContaining("jit");
  }
}
