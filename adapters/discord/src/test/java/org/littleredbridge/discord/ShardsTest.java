package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;

/// How many shards there are, in a time that the test moves.
final class ShardsTest {
  private static final String ASK = "GET /gateway/bot";
  private static final String BOT = "discord:1173000000000000000:";

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");
  private final Bell bell = new Bell(clock);
  private final SandboxDiscord service =
      SandboxDiscord.start(SandboxDiscordConfig.unlimited(), clock);
  private final DiscordRest rest =
      new DiscordRest(
          config(Optional.empty()),
          clock,
          new DiscordRest.Surroundings(
              HttpUrl.get(service.restUrl() + "/api/v10"), Integer.MAX_VALUE, clock::advance));

  @AfterEach
  void close() {
    rest.close();
    service.close();
  }

  private DiscordConfig config(Optional<Integer> shards) {
    return new DiscordConfig(service.token(), Optional.empty(), Optional.empty(), false, shards);
  }

  private Shards shards(Optional<Integer> setting) {
    return new Shards(config(setting), rest, bell, Town.QUICK);
  }

  @ParameterizedTest
  @CsvSource({
    // Worked out by hand from Discord's formula, (guild_id >> 22) % num_shards.
    "0, 7, 0",
    "4194303, 7, 0",
    "4194304, 7, 1",
    "197038439483310086, 16, 2",
    "175928847299117063, 1, 0",
    "18446744073709551615, 1000, 103",
    "no id, 16, 0"
  })
  void givenAServer_whenItsShardIsAsked_thenItIsByDiscordsFormula(
      String guild, int count, int shard) {
    assertThat(Shards.of(Optional.of(guild), count)).isEqualTo(shard);
    assertThat(Shards.of(Optional.empty(), count)).isZero();
  }

  @Test
  void givenNoSetting_whenDiscordRecommendsMore_thenItIsAskedEveryTenMinutesAndGoesByTheMost() {
    service.gateway().recommendShards(3);
    try (var shards = shards(Optional.empty())) {
      assertThat(shards.names()).containsAnyOf(BOT + "0");
      Town.await(() -> shards.count() == 3, "Discord is asked");
      assertThat(shards.names()).containsExactly(BOT + "0", BOT + "1", BOT + "2");
      assertThat(service.callCount(ASK)).isOne();
      service.gateway().recommendShards(4);
      clock.advance(Shards.AGAIN.minusSeconds(1));
      bell.ring();
      assertThat(shards.names()).hasSize(3);
      clock.advance(java.time.Duration.ofSeconds(1));
      bell.ring();
      Town.await(() -> shards.count() == 4, "Discord is asked again");

      service.gateway().recommendShards(1);
      clock.advance(Shards.AGAIN);
      bell.ring();
      Town.await(() -> shards.recommended() == 1, "Discord is asked once more");
      assertThat(shards.names()).hasSize(4);
      assertThat(service.callCount(ASK)).isEqualTo(3);
    }
  }

  @Test
  void givenADiscordThatFails_whenAsked_thenItIsAskedAgainUntilItSays() {
    service.gateway().recommendShards(2);
    service.fault(DiscordFault.on(ASK).status(503, "").times(2));
    try (var shards = shards(Optional.empty())) {
      shards.names();
      Town.await(
          () -> {
            clock.advance(java.time.Duration.ofSeconds(1));
            bell.ring();
            return shards.count() == 2;
          },
          "Discord says it in the end");
    }
  }

  @Test
  void givenASetting_whenDiscordRecommendsOtherwise_thenTheSettingHolds() {
    service.gateway().recommendShards(5);
    try (var shards = shards(Optional.of(2))) {
      assertThat(shards.names()).containsExactly(BOT + "0", BOT + "1");
      assertThat(service.callCount(ASK)).isZero();
      assertThat(shards.start().shards()).isEqualTo(2);
      assertThat(shards.recommended()).isEqualTo(5);
    }
  }

  @Test
  void givenConnectionsHeldElsewhere_whenThereAreMore_thenTheyCountAndOthersDoNot() {
    try (var shards = shards(Optional.of(2))) {
      shards.held(
          List.of(
              BOT + "1",
              BOT + "-7",
              BOT + "1000",
              BOT + "99999999999",
              BOT + "08",
              BOT + "",
              "discord:42:9",
              "telegram:1173000000000000000:9"));
      assertThat(shards.count()).isEqualTo(2);

      shards.held(List.of(BOT + "2"));
      assertThat(shards.names()).containsExactly(BOT + "0", BOT + "1", BOT + "2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "2147483648", "1e9", "1.5", "\"two\"", "null", "[]"})
  void givenANumberThatCannotBe_whenRecommended_thenItIsNotBelieved(String told) {
    var body = "{\"url\":\"wss://gateway.discord.gg\",\"shards\":" + told + "}";
    service.fault(DiscordFault.on(ASK).status(200, body));
    try (var shards = shards(Optional.empty())) {
      assertThatThrownBy(shards::start)
          .isInstanceOfSatisfying(
              ChatException.class,
              e -> assertThat(e.failure()).isInstanceOf(ChatFailure.Unavailable.class));
      assertThat(shards.count()).isOne();
    }
    service.clearFaults();
    service.fault(DiscordFault.on(ASK).status(200, body));
    try (var set = shards(Optional.of(2))) {
      assertThat(set.start()).isEqualTo(new Shards.Start("wss://gateway.discord.gg", 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"discord:1173000000000000000:1", "discord:42:0", "discord", "", "web"})
  void givenWhatIsNoConnection_whenItsShardIsAsked_thenItIsRefused(String name) {
    try (var shards = shards(Optional.of(1))) {
      assertThat(shards.shard(BOT + "0")).isZero();
      assertThatThrownBy(() -> shards.shard(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void givenASettingThatCannotBe_whenMade_thenTheSentenceNamesIt() {
    for (int count : new int[] {0, -1, 1_001, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> config(Optional.of(count)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("discord.shards");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, false, 50",
    "1, 1, true, 50",
    "2, 2, true, 50",
    "2, 1, true, 45",
    "2, 1, false, 5",
    "3, 1, true, 40",
    "3, 1, false, 5",
    "3, 0, false, 5",
    "16, 1, true, 35",
    "16, 1, false, 5",
    "16, 15, true, 45"
  })
  void givenShardsInSeveralProcesses_whenTheSecondIsShared_thenTheSpeakerLeavesEachListenerALittle(
      int count, int held, boolean speaks, int share) {
    assertThat(Switchboard.share(count, held, speaks)).isEqualTo(share);
  }
}
