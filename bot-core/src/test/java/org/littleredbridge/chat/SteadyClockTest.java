package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  @Test
  void givenASteadyClock_whenReadAgainAndAgain_thenItOnlyRunsOn() {
    var clock = SteadyClock.started();
    var before = clock.instant();
    assertThat(Duration.between(Instant.now(), before).abs()).isLessThan(Duration.ofMinutes(1));
    for (int i = 0; i < 100_000; i++) {
      var now = clock.instant();
      assertThat(now.isBefore(before)).isFalse();
      before = now;
    }
  }

  @Test
  void givenAnotherZone_whenRead_thenItIsTheSameTime() {
    var clock = SteadyClock.started();
    var there = clock.withZone(ZoneId.of("Asia/Shanghai"));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(Duration.between(clock.instant(), there.instant()))
        .isLessThan(Duration.ofMinutes(1));
  }
}
