package org.littleredbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OnwardClockTest {
  private static final Instant NOON = Instant.parse("2026-10-25T12:00:00Z");

  private final SettableClock system = new SettableClock(NOON);
  private final AtomicLong nanos = new AtomicLong();
  private final OnwardClock clock = OnwardClock.of(system, nanos::get);

  private void pass(Duration time) {
    system.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void givenAClockInTime_whenTimePasses_thenItIsTheSystems() {
    pass(Duration.ofMinutes(5));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void givenTheSystemIsSetBackADay_whenTimePasses_thenItRunsOn() {
    clock.instant();
    system.advance(Duration.ofDays(-1));

    assertThat(clock.instant()).isEqualTo(NOON);
    pass(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void givenTheSystemWasSetBack_whenItIsRightAgain_thenItIsFollowed() {
    system.advance(Duration.ofHours(-1));
    clock.instant();
    system.advance(Duration.ofHours(2));

    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void givenTheSystemIsSetForwardOrSlept_whenAsked_thenItIsFollowedAtOnce() {
    system.advance(Duration.ofHours(1));

    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void givenTheSystemIsCorrectedByALittle_whenAsked_thenItStandsUntilThat() {
    clock.instant();
    system.advance(Duration.ofMillis(-400));

    assertThat(clock.instant()).isEqualTo(NOON);
    pass(Duration.ofMillis(300));
    assertThat(clock.instant()).isEqualTo(NOON);
    pass(Duration.ofMillis(300));
    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(200));
  }

  @Test
  void givenAnotherZone_whenTheSystemIsSetBack_thenBothShowTheSameMoment() {
    var berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.instant();
    system.advance(Duration.ofHours(-3));

    assertThat(berlin.instant()).isEqualTo(NOON);
    assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }
}
