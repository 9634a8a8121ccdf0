package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CappedBackOffTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Reachability reachability = new Reachability();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final ArrayList<Duration> told = new ArrayList<>();
  private final CappedBackOff backOff =
      new CappedBackOff(Pace.USUAL, reachability, closing, told::add);

  @Test
  void givenAnOutageOfHours_whenPollsFail_thenThePausesGrowToAMinuteAndNoFurther() {
    for (int i = 0; i < 500; i++) {
      assertThat(backOff.nextBackOffMillis()).isLessThanOrEqualTo(LONGEST.toMillis());
    }

    assertThat(told.stream().limit(8).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    backOff.reset();
    assertThat(backOff.nextPause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void givenATokenThatIsRefused_whenPollsFail_thenItIsTriedEveryMinute() {
    reachability.refused();

    assertThat(backOff.nextPause()).isEqualTo(LONGEST);
  }

  @Test
  void givenAPauseThatTelegramAsksFor_whenPollsFail_thenItIsKeptOnce() {
    backOff.asked(Duration.ofSeconds(300));

    assertThat(backOff.nextPause()).isEqualTo(Duration.ofSeconds(300));
    assertThat(backOff.nextPause()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void givenTheEnd_whenAPollBreaksOff_thenNothingWaits() {
    closing.set(true);

    assertThat(backOff.nextPause()).isEqualTo(Duration.ZERO);
  }
}
