package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.wording.Wording;

/// What operators hear of a source.
final class SourceNoticesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> told = new ArrayList<>();
  private final SourceNotices notices =
      new SourceNotices("gate", (key, english) -> told.add(key + "|" + english), new Wording());

  private static SourceHealth health(State state, Optional<Instant> until) {
    return new SourceHealth(state, "", Optional.of(NOON), until);
  }

  @Test
  void givenAStopBeforeACrash_whenTheBridgeStartsAgain_thenItIsTheSameMatter() {
    var stop = health(State.CAPTCHA, Optional.empty());
    notices.accept(stop);
    notices.atStart(stop);

    assertThat(told).hasSize(2);
    assertThat(told.getLast()).isEqualTo(told.getFirst()).contains("CAPTCHA:", "solve the captcha");
  }

  @Test
  void givenWhatNeedsNobody_whenTheBridgeStarts_thenNobodyIsTold() {
    notices.atStart(health(State.WELL, Optional.empty()));
    notices.atStart(health(State.RATE_LIMITED, Optional.of(NOON.plusSeconds(60))));
    notices.atStart(health(State.CEILING_REACHED, Optional.of(NOON.plusSeconds(60))));

    assertThat(told).isEmpty();
  }
}
