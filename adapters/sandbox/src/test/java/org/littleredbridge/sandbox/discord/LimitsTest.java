package org.littleredbridge.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.sandbox.SettableClock;

final class LimitsTest {
  private static final String ROUTE = "POST /channels/{channel_id}/messages";
  private final SettableClock clock = new SettableClock();
  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.any(), clock);
  private final Client client = new Client(discord);
  private final SandboxGuild guild = discord.guild("Tea house");
  private final SandboxChannel general = guild.text("general");
  private final String messages = "/channels/" + general.id() + "/messages";

  @AfterEach
  void close() {
    client.close();
    discord.close();
  }

  private Client.Got send(SandboxChannel to) {
    return client.post("/channels/" + to.id() + "/messages", "{\"content\":\"x\"}");
  }

  @Test
  void givenAFullBucket_whenAsked_then429UntilItEmptiesAndOthersGoOn() {
    for (int i = 0; i < 5; i++) {
      assertThat(send(general).headers().get("X-RateLimit-Remaining")).isEqualTo("" + (4 - i));
    }
    var refused = send(general);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("retry_after").asDouble()).isEqualTo(5.0);
    assertThat(refused.json().path("global").asBoolean(true)).isFalse();
    assertThat(refused.headers().get("X-RateLimit-Scope")).isEqualTo("user");
    assertThat(refused.headers().get("Via")).isNotNull();
    assertThat(send(guild.text("other")).status()).isEqualTo(200);
    clock.forward(Duration.ofSeconds(5));
    assertThat(send(general).status()).isEqualTo(200);
    assertThat(discord.messages(general)).hasSize(6);
  }

  @Test
  void givenMoreThanFiftyASecond_whenAsked_thenTheLimitIsGlobal() {
    for (int i = 0; i < 10; i++) {
      var channel = guild.text("c" + i);
      for (int j = 0; j < 5; j++) {
        assertThat(send(channel).status()).isEqualTo(200);
      }
    }
    var refused = send(general);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().get("X-RateLimit-Global")).isEqualTo("true");
    assertThat(refused.json().path("global").asBoolean()).isTrue();
  }

  @Test
  void givenFaults_whenAsked_thenTheyHappenAsOftenAsTold() {
    discord.fault(DiscordFault.on(ROUTE).status(502, "<html>bad</html>").times(2));
    assertThat(send(general).status()).isEqualTo(502);
    assertThat(send(general).text()).isEqualTo("<html>bad</html>");
    discord.fault(DiscordFault.cloudflareBan(ROUTE, Duration.ofSeconds(3)));
    var banned = send(general);
    assertThat(banned.headers().get("Via")).isNull();
    assertThat(banned.headers().get("Retry-After")).isEqualTo("3");
    assertThat(discord.messages(general)).isEmpty();
    discord.fault(DiscordFault.on(ROUTE).dropBefore());
    assertThatThrownBy(() -> send(general)).isInstanceOf(UncheckedIOException.class);
    assertThat(discord.messages(general)).isEmpty();
    discord.fault(DiscordFault.on(ROUTE).dropAfter());
    assertThatThrownBy(() -> send(general)).isInstanceOf(UncheckedIOException.class);
    assertThat(discord.messages(general)).hasSize(1);
    assertThat(send(general).status()).isEqualTo(200);
  }

  @Test
  void givenANonce_whenMinutesHavePassed_thenItIsForgotten() {
    var form = "{\"content\":\"x\",\"nonce\":\"7\",\"enforce_nonce\":true}";
    client.post(messages, form);
    client.post(messages, form);
    assertThat(discord.messages(general)).hasSize(1);
    clock.forward(Duration.ofMinutes(6));
    client.post(messages, form);
    assertThat(discord.messages(general)).hasSize(2);
  }

  @Test
  void givenAnInteraction_whenTimePasses_thenItsTokensEnd() {
    var anna = guild.member("anna");
    var late = discord.slash(general, anna, "help", java.util.Map.of());
    var answer = "{\"type\":5,\"data\":{\"flags\":64}}";
    clock.forward(Duration.ofSeconds(4));
    assertThat(client.post(callback(late), answer).code()).isEqualTo(10062);
    var asked = discord.slash(general, anna, "help", java.util.Map.of());
    assertThat(client.post(callback(asked), answer).status()).isEqualTo(204);
    assertThat(client.post(callback(asked), answer).code()).isEqualTo(40060);
    var hook = "/webhooks/" + discord.bot().id() + "/" + asked.token();
    assertThat(client.patch(hook + "/messages/@original", "{\"content\":\"done\"}").status())
        .isEqualTo(200);
    var seen = asked.awaitMessage(Duration.ZERO).orElseThrow();
    assertThat(seen.onlyFor()).hasValue(anna.id());
    assertThat(seen.content()).isEqualTo("done");
    assertThat(client.get(messages + "/" + seen.id()).code()).isEqualTo(10008);
    clock.forward(Duration.ofMinutes(16));
    assertThat(client.post(hook, "{\"content\":\"late\"}").code()).isEqualTo(50027);
  }

  private static String callback(SandboxInteraction asked) {
    return "/interactions/" + asked.id() + "/" + asked.token() + "/callback";
  }
}
