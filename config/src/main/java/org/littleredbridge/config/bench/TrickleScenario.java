package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P5: notes come one after the other; how much time does the bridge add after the answer of the
/// gateway that shows a note, until its message arrives?
final class TrickleScenario implements Scenario {
  @Override
  public Set<String> ids() {
    return Set.of("P5");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes().trickle();
    ground.progress().step("P5: %d notes, one by one".formatted(sizes.notes()));
    // A page that holds all, so that none is missed by a slow poll.
    try (var run = new Run(ground, sizes.notes(), 1, sizes.chats())) {
      run.start(Settings.FAST);
      run.awaitLooks(1);
      var ids = new ArrayList<String>();
      var next = System.nanoTime();
      for (int i = 0; i < sizes.notes(); i++) {
        ids.addAll(run.publish(1, false));
        ground.progress().at(i, sizes.notes());
        next += sizes.gap().toNanos();
        ground.pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
      run.awaitArrived(run.expected(), BurstScenario.PATIENCE);
      var added = added(ground.stage(), ids);
      boolean all = added.size() == run.expected();
      return List.of(
          Row.of(
              "P5-p50",
              "time added to a note that comes alone, median",
              all ? share(added, 0.50) : Double.NaN,
              "ms",
              Goal.atMost(10)),
          Row.of(
              "P5-p99",
              "time added to a note that comes alone, 99 of 100",
              all ? share(added, 0.99) : Double.NaN,
              "ms",
              Goal.atMost(40)));
    }
  }

  /// Milliseconds from a note's first showing to each of its messages, in ascending order.
  private static List<Double> added(Stage stage, List<String> ids) {
    var shown = stage.looks().shown();
    var added = new ArrayList<Double>();
    for (var got : stage.received().values()) {
      for (var message : got.messages()) {
        if (!message.mark().isEmpty()) {
          var id = ids.get(Integer.parseInt(message.mark().substring(1)) - 1);
          added.add((message.micros() - shown.getOrDefault(id, 0L)) / 1e3);
        }
      }
    }
    return added.stream().sorted().toList();
  }

  /// The smallest value that at least that share of all does not exceed.
  static double share(List<Double> ascending, double share) {
    return ascending.get((int) Math.ceil(share * ascending.size()) - 1);
  }
}
