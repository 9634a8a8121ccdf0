package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.SampleNotes;

final class GrowthTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Count LOTS = new Count("1.5万", 15_000, false);

  private static Count exactly(long likes) {
    return new Count(Long.toString(likes), likes, true);
  }

  private static Optional<Double> between(Count then, Count now, Duration apart) {
    return Growth.between(new FeedStates.Look(then, NOON), now, NOON.plus(apart));
  }

  @Test
  void givenTwoLooks_whenLikesGrew_thenTheDifferenceCountsByTheHour() {
    assertThat(between(exactly(100), exactly(300), Duration.ofHours(2))).contains(100.0);
    assertThat(between(exactly(300), exactly(100), Duration.ofHours(2))).contains(0.0);
    assertThat(between(exactly(9_800), new Count("1万", 10_000, false), Duration.ofHours(1)))
        .contains(200.0);
    assertThat(between(LOTS, new Count("1.6万", 16_000, false), Duration.ofHours(1)))
        .contains(1_000.0);
    assertThat(between(LOTS, LOTS, Duration.ofHours(1))).contains(0.0);
  }

  @Test
  void givenLooksThatFollowClose_whenLikesGrew_thenOneLikeIsNoFlood() {
    assertThat(between(exactly(1), exactly(2), Duration.ofSeconds(1)).orElseThrow())
        .isBetween(5.9, 6.1);
    assertThat(between(exactly(1), exactly(2), Duration.ofSeconds(-5)).orElseThrow())
        .as("a clock that was set back")
        .isBetween(5.9, 6.1);
  }

  @Test
  void givenCountsThatSayNothingOfEachOther_whenCompared_thenNobodyCanTell() {
    var open = new Count("10万+", 100_000, false);
    assertThat(between(exactly(5), open, Duration.ofHours(1))).isEmpty();
    assertThat(between(open, new Count("20万", 200_000, false), Duration.ofHours(1))).isEmpty();
    assertThat(between(Count.UNKNOWN, exactly(5), Duration.ofHours(1))).isEmpty();
    assertThat(between(exactly(5), Count.UNKNOWN, Duration.ofHours(1))).isEmpty();
    assertThat(between(LOTS, exactly(15_400), Duration.ofHours(1))).as("another way").isEmpty();
  }

  @Test
  void givenAFirstSight_whenReckoned_thenLikesAreSpreadOverItsAgeAnHourAtLeast() {
    var note = SampleNotes.withLikes(SampleNotes.note("n1", "title"), 400);
    assertThat(Growth.sincePublished(note, note.publishedAt().plus(Duration.ofHours(4))))
        .isEqualTo(100);
    assertThat(Growth.sincePublished(note, note.publishedAt())).isEqualTo(400);
    assertThat(Growth.sincePublished(note, note.publishedAt().minusSeconds(9_000)))
        .as("published in the future")
        .isEqualTo(400);
  }
}
