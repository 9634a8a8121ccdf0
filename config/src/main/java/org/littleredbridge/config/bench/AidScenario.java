package org.littleredbridge.config.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.Run.Burst;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P11: P1 with the reading aid, over what the fictional platform's people write: each text
/// another.
final class AidScenario implements Scenario {
  private static final Settings AIDED = new Settings(1, 0, List.of("{ type: reading-aid }"));

  @Override
  public Set<String> ids() {
    return Set.of("P11");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes();
    var bursts = new ArrayList<Burst>();
    for (int i = 1; i <= sizes.runs(); i++) {
      ground.progress().step("P11: run %d of %d".formatted(i, sizes.runs()));
      try (var run = new Run(ground, sizes.burst().notes(), 1, sizes.burst().chats())) {
        run.start(AIDED);
        run.awaitLooks(1);
        bursts.add(run.burst(sizes.burst().notes(), true, BurstScenario.PATIENCE));
      }
    }
    return List.of(
        new Row(
            "P11",
            "P1 with the reading aid",
            BurstScenario.each(bursts, Burst::perSecond),
            "deliveries/s",
            Goal.atLeast(4_000)));
  }
}
