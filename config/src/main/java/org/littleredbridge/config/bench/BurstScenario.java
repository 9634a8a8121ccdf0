package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.littleredbridge.config.bench.Run.Burst;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P1, P3 and P4: many notes become visible at once and go to many chats, first in a cold process,
/// then again in the same one. Time counts from the answer that shows the notes to the last
/// message; processor time from just before they are published to just after, so without the start
/// of the process; the peak of memory is that of the whole process up to the end of the cold burst.
final class BurstScenario implements Scenario {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public Set<String> ids() {
    return Set.of("P1", "P3", "P4");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes();
    var cold = new ArrayList<Burst>();
    var warm = new ArrayList<Burst>();
    for (int i = 1; i <= sizes.runs(); i++) {
      ground.progress().step("P1, P3, P4: run %d of %d".formatted(i, sizes.runs()));
      try (var run = new Run(ground, 2 * sizes.burst().notes(), 1, sizes.burst().chats())) {
        run.start(Settings.FAST);
        run.awaitLooks(1);
        cold.add(run.burst(sizes.burst().notes(), false, PATIENCE));
        warm.add(run.burst(sizes.burst().notes(), false, PATIENCE));
      }
    }
    return List.of(
        new Row(
            "P1",
            "burst of %d notes to %d chats, cold"
                .formatted(sizes.burst().notes(), sizes.burst().chats()),
            each(cold, Burst::perSecond),
            "deliveries/s",
            Goal.atLeast(4_000)),
        new Row(
            "P3-cold",
            "processor time for 10,000, cold",
            each(cold, Burst::cpuPerTenThousand),
            "CPU s",
            Goal.atMost(2.5)),
        new Row(
            "P3-warm",
            "processor time for 10,000, warm",
            each(warm, Burst::cpuPerTenThousand),
            "CPU s",
            Goal.atMost(1.3)),
        new Row(
            "P4",
            "peak resident memory in P1",
            each(cold, Burst::peakMegabytes),
            "MB",
            Goal.atMost(120)));
  }

  static List<Double> each(List<Burst> bursts, ToDoubleFunction<Burst> figure) {
    return bursts.stream().mapToDouble(figure).boxed().toList();
  }
}
