package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;

/// P8: many creators are followed and nothing happens: what does watching cost? Measured after the
/// first look at each of them, which stores what they had before.
final class IdleScenario implements Scenario {
  private static final int JITTER = 20;
  private static final int PAGE = 30;
  private static final Duration STEP = Duration.ofSeconds(1);

  @Override
  public Set<String> ids() {
    return Set.of("P8");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes();
    var crowd = sizes.creators();
    ground.progress().step("P8: %,d creators, one look a minute each".formatted(crowd.chats()));
    try (var run = new Run(ground, PAGE, crowd.chats(), 1)) {
      for (var creator : run.creators()) {
        ground.stage().publish(creator.id(), 1, crowd.notes(), false);
      }
      var bridge = run.start(new Settings(sizes.pollSeconds(), JITTER, List.of()));
      run.awaitLooks(crowd.chats());
      ground.pause(Duration.ofSeconds(2));
      var before = bridge.accounting();
      long looks = ground.stage().count().looks();
      int threads = before.threads();
      long seconds = sizes.idle().toSeconds();
      for (long i = 1; i <= seconds; i++) {
        ground.pause(STEP);
        ground.progress().at(i, seconds);
        threads = Math.max(threads, bridge.accounting().threads());
      }
      var after = bridge.accounting();
      long polls = ground.stage().count().looks() - looks;
      return List.of(
          Row.of(
              "P8-memory",
              "peak resident memory with %,d creators".formatted(crowd.chats()),
              after.peakMegabytes(),
              "MB",
              Goal.atMost(100)),
          Row.of("P8-threads", "threads of the system", threads, "threads", Goal.atMost(30)),
          Row.of(
              "P8-cpu",
              "processor time a look",
              polls == 0 ? Double.NaN : (after.cpuSeconds() - before.cpuSeconds()) * 1_000 / polls,
              "CPU ms",
              Goal.atMost(1)));
    }
  }
}
