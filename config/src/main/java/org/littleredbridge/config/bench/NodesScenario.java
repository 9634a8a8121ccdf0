package org.littleredbridge.config.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;
import org.littleredbridge.sandbox.telegram.Received;
import org.littleredbridge.store.StoreConfig;

/// P10: P1's burst on two nodes that share one PostgreSQL, one of which asks the gateway while the
/// other speaks; then a second burst, in the middle of which the one that speaks is killed.
final class NodesScenario implements Scenario {
  private static final List<String> NODES = List.of("one", "two");
  private static final String GATEWAY = "gateway:";
  private static final String TELEGRAM = "telegram:";
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SHARED = Duration.ofSeconds(30);
  private static final Duration REPEATS = Duration.ofSeconds(3);

  /// @param takeOver the longest silence after the kill, in seconds
  private record Round(double perSecond, double takeOver, Judged judged) {}

  @Override
  public Set<String> ids() {
    return Set.of("P10");
  }

  @Override
  public List<Row> run(Ground ground) {
    var rounds = new ArrayList<Round>();
    try (var server = Postgres.start(ground.folder().resolve("postgres.log"))) {
      int runs = ground.sizes().runs();
      for (int i = 1; i <= runs; i++) {
        ground.progress().step("P10: two nodes on one PostgreSQL, run %d of %d".formatted(i, runs));
        rounds.add(round(ground, server.fresh()));
      }
    }
    var judged = rounds.stream().map(Round::judged).reduce(Judged.NOTHING, Judged::with);
    return List.of(
        new Row(
            "P10",
            "burst on two nodes that share one PostgreSQL",
            rounds.stream().map(Round::perSecond).toList(),
            "deliveries/s",
            Goal.atLeast(2_000)),
        new Row(
            "P10-takeover",
            "the longest silence after the speaking node was killed",
            rounds.stream().map(Round::takeOver).toList(),
            "s",
            Goal.atMost(5)),
        Row.of("P10-lost", "lost by the kills", judged.lost(), "messages", Goal.atMost(0)),
        Row.of(
            "P10-repeated",
            "repeated by a kill, the worst chat",
            judged.repeated(),
            "messages",
            Goal.atMost(1)),
        Row.of(
            "P10-order",
            "out of order or never meant",
            judged.disordered() + judged.strange(),
            "messages",
            Goal.atMost(0)));
  }

  private static Round round(Ground ground, StoreConfig.Postgres store) {
    var burst = ground.sizes().burst();
    try (var run = new Run(ground, 2 * burst.notes(), 1, burst.chats(), "telegram", store)) {
      NODES.forEach(node -> run.start(Settings.FAST.asNode(node)));
      run.awaitLooks(1);
      awaitShared(ground, store);
      var rate = run.burst(burst.notes(), false, BurstScenario.PATIENCE).perSecond();
      run.publish(burst.notes(), false);
      run.awaitArrived(run.expected() - burst.deliveries() / 2, BurstScenario.PATIENCE);
      long killed = Orders.micros(Instant.now());
      run.kill(
          Postgres.holder(store, TELEGRAM)
              .orElseThrow(() -> new BenchException("Nobody speaks that could be killed.")));
      run.awaitArrived(run.expected(), BurstScenario.PATIENCE);
      run.judgedAtRest(BurstScenario.PATIENCE);
      ground.pause(REPEATS);
      var judged = run.judged();
      var silence = silence(ground.stage().received(), killed);
      return new Round(rate, judged.lost() > 0 ? Double.NaN : silence, judged);
    }
  }

  private static void awaitShared(Ground ground, StoreConfig.Postgres store) {
    long end = System.nanoTime() + SHARED.toNanos();
    while (Postgres.holder(store, TELEGRAM).isEmpty()
        || Postgres.holder(store, TELEGRAM).equals(Postgres.holder(store, GATEWAY))) {
      if (System.nanoTime() - end > 0) {
        throw new BenchException(
            "After %d seconds the two nodes still do not share the work."
                .formatted(SHARED.toSeconds()));
      }
      ground.pause(LOOK);
    }
  }

  /// Seconds from one message to the next, the longest after a moment.
  private static double silence(Map<String, Received> received, long since) {
    var moments =
        received.values().stream()
            .flatMap(got -> got.messages().stream())
            .mapToLong(Received.Message::micros)
            .filter(at -> at > since)
            .sorted()
            .toArray();
    long before = since;
    long longest = 0;
    for (long at : moments) {
      longest = Math.max(longest, at - before);
      before = at;
    }
    return longest / 1e6;
  }
}
