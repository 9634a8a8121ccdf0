package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;
import org.littleredbridge.config.bench.Sizes.Crowd;

/// P6: `kill -9` in the middle of P1's burst, then a new start; each kill on a fresh store.
final class KillScenario implements Scenario {
  // Long enough for a repeat to come after all that was due: a claim of the dead, a further poll.
  private static final Duration REPEATS = Duration.ofSeconds(3);

  @Override
  public Set<String> ids() {
    return Set.of("P6");
  }

  @Override
  public List<Row> run(Ground ground) {
    var telegram = killed(ground, "telegram", ground.sizes().burst());
    var discord = killed(ground, "discord", ground.sizes().discord());
    var both = telegram.with(discord);
    return List.of(
        Row.of("P6-lost", "lost over all kills", both.lost(), "messages", Goal.atMost(0)),
        Row.of(
            "P6-repeated",
            "repeated by a kill, the worst chat on Telegram",
            telegram.repeated(),
            "messages",
            Goal.atMost(1)),
        Row.of(
            "P6-repeated-discord",
            "repeated by a kill, the worst channel on Discord",
            discord.repeated(),
            "messages",
            Goal.atMost(0)),
        Row.of(
            "P6-order",
            "out of order or never meant, over all kills",
            both.disordered() + both.strange(),
            "messages",
            Goal.atMost(0)));
  }

  private static Judged killed(Ground ground, String messenger, Crowd burst) {
    var judged = Judged.NOTHING;
    for (double share : ground.sizes().kills()) {
      ground.progress().step("P6: %s, kill -9 at %.0f %%".formatted(messenger, share * 100));
      judged = judged.with(killed(ground, messenger, burst, share));
    }
    return judged;
  }

  private static Judged killed(Ground ground, String messenger, Crowd burst, double share) {
    try (var run = new Run(ground, burst.notes(), 1, burst.chats(), messenger)) {
      run.start(Settings.FAST);
      run.awaitLooks(1);
      run.publish(burst.notes(), false);
      run.awaitArrived((long) (share * run.expected()), BurstScenario.PATIENCE);
      run.kill();
      run.start(Settings.FAST);
      run.awaitArrived(run.expected(), BurstScenario.PATIENCE);
      run.judgedAtRest(BurstScenario.PATIENCE);
      ground.pause(REPEATS);
      return run.judged();
    }
  }
}
