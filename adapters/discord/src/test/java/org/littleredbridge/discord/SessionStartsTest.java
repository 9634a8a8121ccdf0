package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig.Sessions;
import org.littleredbridge.wording.Wording;

/// How sessions are begun, at a gateway that counts them, in a time that the test moves for both.
final class SessionStartsTest {
  // A shard waits longer for its turn than for Discord's greeting after it.
  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          2.5,
          Duration.ofMillis(5_500),
          Duration.ofMillis(600),
          Duration.ofMillis(200),
          Duration.ofMillis(10));

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");

  private SandboxDiscord service(Sessions sessions) {
    return SandboxDiscord.start(SandboxDiscordConfig.any().withSessions(sessions), clock);
  }

  private Discord discord(SandboxDiscord service) {
    return new Discord(
        new DiscordConfig(
            service.token(),
            Optional.of(service.proxy()),
            Optional.of(service.caFile()),
            false,
            Optional.of(3)),
        new Wording(),
        clock,
        PACE,
        clock);
  }

  private static void connected(SandboxDiscord service, int count) {
    Town.await(
        () -> service.gateway().shards().size() == count,
        () -> count + " are connected, and not " + service.gateway().shards());
  }

  @Test
  void givenOneSessionAtATime_whenThreeShardsBegin_thenEachWaitsForItsTurnAndNoneIsRefused() {
    try (var service = service(new Sessions(3, 1, Duration.ofSeconds(5), 10));
        var discord = discord(service)) {
      new Heard().on(discord);
      connected(service, 1);
      clock.advance(PACE.identify());
      connected(service, 2);
      assertThat(service.gateway().identified()).isEqualTo(2);
      clock.advance(PACE.identify());
      connected(service, 3);

      Town.awaitWell(discord);
      assertThat(service.gateway().begun()).isEqualTo(3);
    }
  }

  @Test
  void givenThreeSessionsAtOnce_whenThreeShardsBegin_thenNoneWaits() {
    try (var service = service(new Sessions(3, 3, Duration.ofSeconds(5), 10));
        var discord = discord(service)) {
      new Heard().on(discord);

      connected(service, 3);
      Town.awaitWell(discord);
      assertThat(service.gateway().begun()).isEqualTo(3);
    }
  }

  @Test
  void givenShardsThatListen_whenThereAreMore_thenEachListensOnUntilItsTurn() {
    try (var service = service(new Sessions(3, 1, Duration.ofSeconds(5), 10));
        var discord = discord(service)) {
      new Heard().on(discord);
      for (int count = 1; count <= 3; count++) {
        connected(service, count);
        clock.advance(PACE.identify());
      }
      var fourth = discord.connections().getLast().replaceAll("[0-9]+$", "3");

      discord.held(Set.of(fourth));
      for (int renewed = 1; renewed <= 3; renewed++) {
        var many = renewed;
        Town.await(
            () ->
                service.gateway().shards().stream().filter(one -> one.endsWith("/4")).count()
                    == many,
            () -> many + " have begun anew: " + service.gateway().shards());
        connected(service, 3);
        clock.advance(PACE.identify());
      }

      Town.awaitWell(discord);
      assertThat(service.gateway().begun()).isEqualTo(6);
    }
  }

  @Test
  void givenFewerSessionsThanShardsLeft_whenOneBegins_thenItWaitsForTheNextDay() {
    try (var service = service(new Sessions(3, 3, Duration.ofSeconds(5), 4));
        var discord = discord(service)) {
      var heard = new Heard();
      discord.listen(discord.connections().get(0), heard);
      discord.listen(discord.connections().get(1), heard);
      connected(service, 2);
      discord.listen(discord.connections().get(2), heard);
      Town.await(
          () -> discord.state().sentence().contains("Shard 2 of 3: Discord cannot be reached"),
          () -> "the wait is told: " + discord.state());
      assertThat(discord.state().sentence())
          .contains("Discord asks to wait 86400 s", "Connected: shards 0, 1.");
      assertThat(service.gateway().shards()).containsExactly("0/3", "1/3");
    }
  }
}
