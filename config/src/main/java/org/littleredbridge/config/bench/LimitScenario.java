package org.littleredbridge.config.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.littleredbridge.config.bench.RunningBridge.Settings;
import org.littleredbridge.sandbox.telegram.Received;

/// P7: every chat takes a few messages a second, one of them far less; the bridge is not told. The
/// ideal is the schedule of one who knows each limit exactly and sends the moment there is room.
final class LimitScenario implements Scenario {
  @Override
  public Set<String> ids() {
    return Set.of("P7");
  }

  @Override
  public List<Row> run(Ground ground) {
    var sizes = ground.sizes().limited();
    ground.progress().step("P7: limits of chats, not known to the bridge");
    try (var run = new Run(ground, sizes.notes(), 1, sizes.chats())) {
      run.chats()
          .forEach(chat -> ground.stage().limit(chat, sizes.perSecond(), Duration.ofSeconds(1)));
      var slow = run.chats().getLast();
      ground.stage().limit(slow, 1, sizes.slow());
      run.start(Settings.FAST);
      run.awaitLooks(1);
      var ids = run.publish(sizes.notes(), false);
      run.awaitArrived(run.expected(), sizes.slow().multipliedBy(4).plus(BurstScenario.PATIENCE));
      var judged = run.judged();
      var received = ground.stage().received();
      long shown = ground.stage().looks().shown().getOrDefault(ids.getFirst(), 0L);
      double slowIdeal = ideal(sizes.notes(), 1, sizes.slow());
      double othersIdeal = ideal(sizes.notes(), sizes.perSecond(), Duration.ofSeconds(1));
      double slowDrain = (last(received, slow) - shown) / 1e6;
      double othersDrain =
          run.chats().stream()
                  .filter(chat -> !chat.equals(slow))
                  .mapToLong(chat -> last(received, chat) - shown)
                  .max()
                  .orElse(0)
              / 1e6;
      boolean all = judged.lost() == 0;
      return List.of(
          Row.of(
              "P7-drain",
              "time to drain ÷ ideal, limits unknown",
              all
                  ? Math.max(slowDrain, othersDrain) / Math.max(slowIdeal, othersIdeal)
                  : Double.NaN,
              "×",
              Goal.atMost(1.03)),
          Row.of(
              "P7-429",
              "refused with 429, the worst chat",
              received.values().stream().mapToInt(Received::refused).max().orElse(0),
              "calls",
              Goal.atMost(1)),
          Row.of("P7-lost", "lost", judged.lost(), "messages", Goal.atMost(0)),
          Row.of(
              "P7-delay",
              "delay of the other chats beyond their ideal",
              all ? (othersDrain / othersIdeal - 1) * 100 : Double.NaN,
              "%",
              Goal.atMost(3)));
    }
  }

  /// Seconds from the first message to the last when so many go through at once and each comes back
  /// evenly over the span, which is how the stand-in counts.
  static double ideal(int messages, int atOnce, Duration span) {
    return Math.max(0, messages - atOnce) * (span.toMillis() / 1e3) / atOnce;
  }

  private static long last(Map<String, Received> received, String chat) {
    var got = received.get(chat);
    return got == null || got.messages().isEmpty() ? 0 : got.messages().getLast().micros();
  }
}
