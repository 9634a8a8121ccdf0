package org.littleredbridge.config.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P9: from the start of the process to its first question to the gateway, with nothing to send and
/// with a store full of what waits to be sent.
final class StartScenario implements Scenario {
  @Override
  public Set<String> ids() {
    return Set.of("P9");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes();
    return List.of(
        new Row("P9-empty", "start to first poll", runs(ground, 0), "s", Goal.atMost(0.9)),
        new Row(
            "P9-stored",
            "start to first poll, %,d deliveries waiting".formatted(sizes.stored()),
            runs(ground, sizes.stored() / sizes.burst().chats()),
            "s",
            Goal.atMost(1.2)));
  }

  private static List<Double> runs(Ground ground, int notes) {
    var seconds = new ArrayList<Double>();
    int runs = ground.sizes().runs();
    for (int i = 1; i <= runs; i++) {
      ground.progress().step("P9: run %d of %d with %,d notes waiting".formatted(i, runs, notes));
      seconds.add(once(ground, notes));
    }
    return seconds;
  }

  private static double once(Ground ground, int notes) {
    try (var run = new Run(ground, 1, 1, ground.sizes().burst().chats())) {
      try (var seed = run.seed()) {
        seed.waiting(run.addresses().rednote(), run.creators().getFirst(), run.chats(), notes);
      }
      var bridge = run.start(Settings.FAST);
      run.awaitLooks(1);
      long first = ground.stage().looks().first().orElseThrow();
      return (first - Orders.micros(bridge.started())) / 1e6;
    }
  }
}
