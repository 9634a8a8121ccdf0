package org.littleredbridge.config.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.Run.Burst;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P2: ten times as many notes, in a process that has had its first burst.
final class FloodScenario implements Scenario {
  @Override
  public Set<String> ids() {
    return Set.of("P2");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes();
    var floods = new ArrayList<Burst>();
    for (int i = 1; i <= sizes.runs(); i++) {
      ground.progress().step("P2: run %d of %d".formatted(i, sizes.runs()));
      var page = sizes.burst().notes() + sizes.flood();
      try (var run = new Run(ground, page, 1, sizes.burst().chats())) {
        run.start(Settings.FAST);
        run.awaitLooks(1);
        run.burst(sizes.burst().notes(), false, BurstScenario.PATIENCE);
        floods.add(run.burst(sizes.flood(), false, BurstScenario.PATIENCE));
      }
    }
    return List.of(
        new Row(
            "P2",
            "burst of %,d notes to %d chats, warm".formatted(sizes.flood(), sizes.burst().chats()),
            BurstScenario.each(floods, Burst::perSecond),
            "deliveries/s",
            Goal.atLeast(8_000)));
  }
}
