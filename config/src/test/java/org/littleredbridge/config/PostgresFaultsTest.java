package org.littleredbridge.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.telegram.TelegramFault;

/// One bridge on PostgreSQL: the server ends its connections while messages are in flight, as a
/// restart does, and it is killed itself.
final class PostgresFaultsTest {
  private static final String CUT =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'little-red-bridge'
      """;
  private static final Duration SLOW = Duration.ofMillis(300);

  @TempDir Path folder;

  private final Chance chance = Chance.told("faults on PostgreSQL");

  @Test
  void givenMessagesInFlight_whenConnectionsAreCutAndItIsKilled_thenNothingIsLost() {
    try (var server = new OwnPostgres();
        var village =
            new Village(folder, OwnPostgres.settings(server.port()), RunningBridge::start)) {
      try {
        village.start();
        village.settle();
        cut(server, village, chance.round(0));
        village.judge(Map.of());
      } catch (AssertionError | RuntimeException e) {
        throw chance.told(0, e, village.log());
      }
      KillTest.play(village, chance, 1);
    }
  }

  private static void cut(OwnPostgres server, Village village, Random random) {
    village.telegram.fault(TelegramFault.slow("sendPhoto", SLOW).times(6));
    village.discord.fault(
        DiscordFault.on("POST /channels/{channel_id}/messages").delay(SLOW).times(6));
    long before = village.sends();
    village.publish(random, 5);
    Eventually.holds("messages are in flight", () -> village.sends() > before + 2);
    server.query(CUT);
    village.reply(random);
    village.awaitNotes();
    village.awaitComments();
    village.awaitRest();
  }
}
