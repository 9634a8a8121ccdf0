package org.littleredbridge.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.sandbox.SettableClock;

final class ShardsTest {
  private static final long ALL = Happening.GUILDS | Happening.GUILD_MESSAGES | 1 << 12 | 1 << 15;
  private final SettableClock clock = new SettableClock();
  private final SandboxDiscord discord =
      SandboxDiscord.start(
          SandboxDiscordConfig.any()
              .withSessions(new SandboxDiscordConfig.Sessions(2, 2, Duration.ofSeconds(5), 5)),
          clock);
  private final Client client = new Client(discord);

  @AfterEach
  void close() {
    client.close();
    discord.close();
  }

  private Client.Socket begun(int shard, int shards) {
    var socket = client.connect();
    socket.await(10);
    socket.identify(discord.token(), ALL, shard, shards);
    return socket;
  }

  @Test
  void givenTwoShards_whenThingsHappen_thenEachHearsOfItsServersAndTheFirstOfPrivateChats() {
    var even = discord.guild("even", 0, 2);
    var odd = discord.guild("odd", 1, 2);
    var general = odd.text("general");
    var ann = odd.member("ann");
    var zero = begun(0, 2);
    var one = begun(1, 2);
    var ready = one.until("READY");
    assertThat(ready.path("shard").toString()).isEqualTo("[1,2]");
    assertThat(ready.path("guilds").findValuesAsText("id")).containsExactly(odd.id());
    assertThat(one.until("GUILD_CREATE").path("id").asText()).isEqualTo(odd.id());
    assertThat(zero.until("GUILD_CREATE").path("id").asText()).isEqualTo(even.id());

    discord.say(general, ann, "on one");
    discord.slash(general, ann, "list", Map.of());
    discord.say(discord.direct(ann), ann, "direct");

    assertThat(zero.until("MESSAGE_CREATE").path("content").asText()).isEqualTo("direct");
    assertThat(one.until("MESSAGE_CREATE").path("content").asText()).isEqualTo("on one");
    assertThat(one.until("INTERACTION_CREATE").path("guild_id").asText()).isEqualTo(odd.id());
    assertThat(one.heard).noneMatch(event -> event.toString().contains("direct"));
    assertThat(discord.gateway().shards()).containsExactly("0/2", "1/2");
  }

  @Test
  void givenOneOfTwoShards_whenItIsCutOrClosed_thenTheOtherStays() {
    begun(0, 2).event("READY");
    var one = begun(1, 2);
    one.event("READY");

    discord.gateway().close("1/2", 4000);

    assertThat(one.closedWith()).isEqualTo(4000);
    assertThat(discord.gateway().shards()).contains("0/2");
  }

  @Test
  void givenTwoAtOnce_whenMoreBegin_thenEachKeyTakesOneInFiveSeconds() {
    begun(0, 3).event("READY");
    begun(1, 3).event("READY");
    assertThat(begun(2, 3).await(9).path("d").asBoolean(true)).isFalse();
    clock.forward(Duration.ofMillis(4_999));
    assertThat(begun(2, 3).await(9).path("d").asBoolean(true)).isFalse();
    clock.forward(Duration.ofMillis(1));
    begun(2, 3).event("READY");
  }

  @Test
  void givenADayOfSessions_whenOneMoreBegins_thenAllEndAndTheTokenIsGone() {
    var first = begun(0, 1);
    first.event("READY");
    for (int i = 0; i < 4; i++) {
      clock.forward(Duration.ofSeconds(5));
      begun(0, 1).event("READY");
    }
    var asked = client.get("/gateway/bot").json();
    assertThat(asked.path("shards").asInt()).isEqualTo(2);
    var limit = asked.path("session_start_limit");
    assertThat(limit.path("remaining").asInt()).isZero();
    assertThat(limit.path("max_concurrency").asInt()).isEqualTo(2);
    assertThat(limit.path("reset_after").asLong()).isEqualTo(86_400_000 - 20_000);

    assertThat(begun(0, 1).closedWith()).isEqualTo(4004);

    assertThat(first.closedWith()).isEqualTo(4004);
    assertThat(client.get("/gateway/bot").status()).isEqualTo(401);
  }

  @Test
  void givenTheNextDay_whenAsked_thenSessionsMayBeginAgain() {
    begun(0, 1).event("READY");
    clock.forward(Duration.ofDays(1));
    var limit = client.get("/gateway/bot").json().path("session_start_limit");
    assertThat(limit.path("remaining").asInt()).isEqualTo(5);
  }

  @Test
  void givenTooManyServers_whenAFewShardsBegin_thenMoreAreAskedFor() {
    discord.gateway().requireShards(3);
    discord.gateway().recommendShards(4);

    assertThat(begun(1, 2).closedWith()).isEqualTo(4011);
    var alone = client.connect();
    alone.await(10);
    alone.identify(discord.token(), ALL, false);
    assertThat(alone.closedWith()).isEqualTo(4011);
    assertThat(client.get("/gateway/bot").json().path("shards").asInt()).isEqualTo(4);
    begun(1, 3).event("READY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2,2]",
        "[-1,2]",
        "[0,0]",
        "[0]",
        "[]",
        "{}",
        "null",
        "\"0\"",
        "[\"0\",1]",
        "[0,1,2]",
        "[0.5,2]"
      })
  void givenAShardThatIsNone_whenItBegins_thenItIsWrong(String shard) {
    var socket = client.connect();
    socket.await(10);
    socket.text(
        "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":1,\"shard\":%s}}"
            .formatted(discord.token(), shard));

    assertThat(socket.closedWith()).isEqualTo(4010);
  }
}
