package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// How figures are reckoned.
final class FiguresTest {
  @Test
  void givenAProcessWithAHostileName_whenItsAccountingIsRead_thenTheFieldsAreFound() {
    var stat =
        "71 (a) S 1 (b ) R 3 4 5 6 7 8 9 10 11 12 250 50 20 5 20 0 9 0 100 0 0 0 0 0 0 0 0 0 0 0";
    var status = List.of("Name:\ta", "VmHWM:\t  100000 kB", "Threads:\t23");
    assertThat(Accounting.read(stat, status)).isEqualTo(new Accounting(3.25, 102.4, 23));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void givenThisProcess_whenAskedAfter_thenItHasMemoryAndThreads() {
    var own = Accounting.of(ProcessHandle.current().pid());
    assertThat(own.peakMegabytes()).isGreaterThan(10);
    assertThat(own.threads()).isGreaterThan(1);
    assertThat(own.cpuSeconds()).isPositive();
  }

  @Test
  void givenAProcessThatIsGone_whenAskedAfter_thenASentenceSaysSo() {
    assertThatThrownBy(() -> Accounting.of(Long.MAX_VALUE))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void givenALimit_whenTheIdealIsReckoned_thenWhatGoesAtOnceIsFree() {
    assertThat(LimitScenario.ideal(20, 2, Duration.ofSeconds(1))).isEqualTo(9);
    assertThat(LimitScenario.ideal(20, 1, Duration.ofSeconds(10))).isEqualTo(190);
    assertThat(LimitScenario.ideal(2, 5, Duration.ofSeconds(1))).isZero();
  }

  @Test
  void givenSortedTimes_whenAShareIsAsked_thenSoManyAreNotAboveIt() {
    var times = IntStream.rangeClosed(1, 600).asDoubleStream().boxed().toList();
    assertThat(TrickleScenario.share(times, 0.50)).isEqualTo(300);
    assertThat(TrickleScenario.share(times, 0.99)).isEqualTo(594);
    assertThat(TrickleScenario.share(DoubleStream.of(7).boxed().toList(), 0.99)).isEqualTo(7);
  }

  @Test
  void givenTheOptionsOfThisProcess_whenHandedOn_thenWithoutItsAgents() {
    assertThat(Launch.own())
        .noneMatch(option -> option.startsWith("-javaagent") || option.startsWith("-agentlib"));
  }
}
