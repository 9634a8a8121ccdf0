package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.littleredbridge.config.bench.Sizes.Crowd;
import org.littleredbridge.config.bench.Sizes.Limited;
import org.littleredbridge.config.bench.Sizes.Trickle;

/// Every scenario once, very small: that it can be run and judged, not how fast.
@EnabledOnOs(OS.LINUX)
final class SmokeTest {
  private static final Sizes TINY =
      new Sizes(
          1,
          new Crowd(4, 3),
          8,
          new Trickle(2, 2, Duration.ofMillis(10)),
          new Crowd(4, 3),
          List.of(0.5),
          new Limited(3, 2, 2, Duration.ofSeconds(1)),
          new Crowd(2, 5),
          1,
          Duration.ofSeconds(2),
          12);
  private static final List<String> OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  @Test
  void givenTinySizes_whenAllIsRun_thenEveryFigureIsThereAndNothingIsLost() {
    var told = new StringWriter();
    var bench = new Bench(TINY, OPTIONS, 50, new Progress(new PrintWriter(told, true), false));

    var results = bench.run(new LinkedHashSet<>(Bench.usual()));

    assertThat(results.failures()).isEmpty();
    var figures = results.rows().stream().collect(Collectors.toMap(Row::id, Row::value));
    assertThat(figures)
        .containsOnlyKeys(
            "P1",
            "P2",
            "P3-cold",
            "P3-warm",
            "P4",
            "P5-p50",
            "P5-p99",
            "P6-lost",
            "P6-repeated",
            "P6-repeated-discord",
            "P6-order",
            "P7-drain",
            "P7-429",
            "P7-lost",
            "P7-delay",
            "P8-memory",
            "P8-threads",
            "P8-cpu",
            "P9-empty",
            "P9-stored",
            "P11");
    assertThat(figures.values()).noneMatch(value -> Double.isNaN(value));
    assertThat(figures).containsEntry("P6-lost", 0.0).containsEntry("P7-lost", 0.0);
    assertThat(figures).containsEntry("P6-order", 0.0);
    assertThat(figures.get("P6-repeated")).isLessThanOrEqualTo(1);
    assertThat(told.toString())
        .contains("P6: telegram, kill -9 at 50 %", "P6-lost: 0 messages (goal ≤ 0)");
  }
}
