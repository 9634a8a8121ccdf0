package org.littleredbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  @Test
  void givenAClock_whenNobodyMovesIt_thenItStandsStill() {
    var clock = SettableClock.at("2026-03-01T12:00:00Z");
    assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void givenAClockInAnotherZone_whenTheFirstMoves_thenBothShowTheSameMoment() {
    var clock = SettableClock.at("2026-03-01T12:00:00Z");
    var abroad = clock.withZone(ZoneId.of("Asia/Shanghai"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(abroad.instant()).isEqualTo("2026-03-01T12:05:00Z");
    clock.set(Instant.EPOCH);
    assertThat(abroad.instant()).isEqualTo(Instant.EPOCH);
    assertThat(abroad.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }
}
