package org.littleredbridge.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestTest {
  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final Client client = new Client(discord);
  private final SandboxGuild guild = discord.guild("Tea house");
  private final SandboxChannel general = guild.text("general");
  private final SandboxUser anna = guild.member("anna");
  private final String messages = "/channels/" + general.id() + "/messages";

  @AfterEach
  void close() {
    client.close();
    discord.close();
  }

  @Test
  void givenText_whenSent_thenPeopleSeeIt() {
    var sent = client.post(messages, "{\"content\":\" hi 🌏 \"}");
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.headers().get("Via")).isNotNull();
    assertThat(discord.messages(general))
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.content()).isEqualTo("hi 🌏");
          assertThat(seen.fromBot()).isTrue();
          assertThat(seen.pings()).isEmpty();
        });
    var id = sent.json().path("id").asText();
    assertThat(client.patch(messages + "/" + id, "{\"content\":\"two\"}").status()).isEqualTo(200);
    assertThat(client.get(messages + "/" + id).json().path("content").asText()).isEqualTo("two");
    assertThat(client.put(messages + "/" + id + "/reactions/%E2%9C%85/@me", "").status())
        .isEqualTo(204);
    assertThat(client.delete(messages + "/" + id).status()).isEqualTo(204);
    assertThat(client.get(messages + "/" + id).code()).isEqualTo(10008);
  }

  @Test
  void givenAPictureInAnEmbed_whenSent_thenItIsShownThereAndCanBeFetched() {
    var picture = new byte[] {1, 2, '\r', '\n', '-', '-', 3};
    var form =
        "{\"embeds\":[{\"title\":\"t\",\"image\":{\"url\":\"attachment://a b.png\"}}],\"attachments\":[{\"id\":0,\"filename\":\"a.png\",\"description\":\"a cup\"}]}";
    client.upload(messages, form.replace("a b.png", "a.png"), "a b.png", picture);
    var seen = discord.messages(general).getLast();
    assertThat(seen.files()).isEmpty();
    var url = seen.embeds().getFirst().image();
    assertThat(url).startsWith("https://cdn.discordapp.com/attachments/");
    var id = url.split("/")[5];
    assertThat(discord.file(id)).hasValue(picture);
  }

  @ParameterizedTest
  @CsvSource({"2000,200", "2001,400"})
  void givenContent_whenCounted_thenCodePointsMatter(int emoji, int status) {
    var got = client.post(messages, "{\"content\":\"" + "🌏".repeat(emoji) + "\"}");
    assertThat(got.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(got.code()).isEqualTo(50035);
      assertThat(got.json().at("/errors/content/_errors/0/code").asText())
          .isEqualTo("BASE_TYPE_MAX_LENGTH");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":5}",
        "{\"embeds\":{}}",
        "{\"embeds\":[{\"title\":\"%257\"}]}",
        "{\"embeds\":[{\"description\":\"%3100\"},{\"description\":\"%3000\"}]}",
        "{\"content\":\"x\",\"message_reference\":{\"message_id\":12345678901234567}}",
        "{\"content\":\"x\",\"message_reference\":{\"message_id\":\"123\"}}",
        "{\"content\":\"x\",\"allowed_mentions\":{\"users\":[12345678901234567]}}",
        "{\"content\":\"x\",\"components\":[{\"type\":1,\"components\":[]}]}",
        "{\"content\":\"x\",\"components\":[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"%81\",\"custom_id\":\"a\"}]}]}",
        "{\"content\":\"x\",\"components\":[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"l\",\"custom_id\":\"%101\"}]}]}",
        "{\"content\":\"x\",\"nonce\":\"%26\",\"enforce_nonce\":true}",
        "[]",
        "\"text\""
      })
  void givenABadForm_whenSent_thenItIsRefusedAndNothingIsSeen(String template) {
    var matcher = java.util.regex.Pattern.compile("%(\\d+)").matcher(template);
    var body = matcher.replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    var got = client.post(messages, body);
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo(50035);
    assertThat(discord.messages(general)).isEmpty();
  }

  @Test
  void givenOddities_whenSent_thenTheyGetDiscordsCodes() {
    assertThat(client.post(messages, "{\"content\":\"  \"}").code()).isEqualTo(50006);
    assertThat(client.post(messages, "{not json").code()).isEqualTo(50109);
    assertThat(client.post("/channels/1/messages", "{\"content\":\"x\"}").code()).isEqualTo(10003);
    assertThat(client.get("/nowhere").status()).isEqualTo(404);
    assertThat(client.put(messages, "{}").status()).isEqualTo(405);
    assertThat(client.get("/channels/abc%2F..%2F/messages").status()).isBetween(400, 404);
    guild.denyBot(general, Right.SEND_MESSAGES);
    assertThat(client.post(messages, "{\"content\":\"x\"}").code()).isEqualTo(50013);
    guild.denyBot(general, Right.VIEW_CHANNEL);
    assertThat(client.post(messages, "{\"content\":\"x\"}").code()).isEqualTo(50001);
    guild.denyBot(general);
    var big = new byte[(10 << 20) + 1];
    assertThat(client.upload(messages, "{}", "big.png", big).code()).isEqualTo(40005);
  }

  @Test
  void givenAWrongToken_whenAsked_then401() {
    var request =
        new Request.Builder()
            .url(discord.restUrl() + "/api/v10/users/@me")
            .header("Authorization", "Bot wrong")
            .build();
    var got = client.ask(request);
    assertThat(got.status()).isEqualTo(401);
    assertThat(got.json().path("message").asText()).isEqualTo("401: Unauthorized");
    assertThat(client.get("/users/@me").status()).isEqualTo(200);
  }

  @Test
  void givenMentions_whenNoneIsAllowed_thenNobodyIsPinged() {
    var text = "@everyone " + anna.mention() + " <@&" + guild.botRole() + ">";
    client.post(messages, "{\"content\":\"" + text + "\",\"allowed_mentions\":{\"parse\":[]}}");
    assertThat(discord.messages(general).getLast().pings()).isEmpty();
    client.post(messages, "{\"content\":\"" + text + "\"}");
    assertThat(discord.messages(general).getLast().pings())
        .containsExactlyInAnyOrder(anna.id(), guild.botRole());
    guild.setRights(guild.botRole(), Right.values());
    client.post(messages, "{\"content\":\"" + text + "\"}");
    assertThat(discord.messages(general).getLast().pings()).contains("everyone");
  }

  @Test
  void givenTheSameNonce_whenSentAtOnce_thenThereIsOneMessage() throws InterruptedException {
    var done = new CountDownLatch(20);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        threads.execute(() -> {
          client.post(messages, "{\"content\":\"x\",\"nonce\":\"n1\",\"enforce_nonce\":true}");
          done.countDown();
        });
      }
      done.await();
    }
    assertThat(discord.messages(general)).hasSize(1);
    client.post(messages, "{\"content\":\"x\",\"nonce\":\"n1\"}");
    assertThat(discord.messages(general)).hasSize(2);
  }

  @Test
  void givenAThousandSends_whenAtOnce_thenAllAreSeenOnce() throws InterruptedException {
    client.http.dispatcher().setMaxRequests(64);
    var good = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(32)) {
      for (int i = 0; i < 1000; i++) {
        var text = "{\"content\":\"m" + i + "\"}";
        threads.execute(() -> {
          if (client.post(messages, text).status() == 200) {
            good.incrementAndGet();
          }
        });
      }
    }
    assertThat(good).hasValue(1000);
    assertThat(discord.messages(general).stream().map(SeenMessage::content).distinct())
        .hasSize(1000);
    assertThat(discord.callCount("POST /channels/{channel_id}/messages")).isEqualTo(1000);
  }

  @Test
  void givenAForum_whenAPostIsMade_thenTagsAreHeldToItsRules() {
    var forum = guild.forum("notes", "food");
    var path = "/channels/" + forum.id() + "/threads";
    guild.requireTag(forum, true);
    assertThat(client.post(path, "{\"name\":\"n\",\"message\":{\"content\":\"x\"}}").code())
        .isEqualTo(40067);
    var form =
        "{\"name\":\"n\",\"message\":{\"content\":\"x\"},\"applied_tags\":[\"%s\"]}"
            .formatted(guild.tag(forum, "food"));
    var made = client.post(path, form);
    assertThat(made.status()).isEqualTo(201);
    var post = discord.threads(forum).getFirst();
    assertThat(made.json().path("message").path("id").asText()).isEqualTo(post.id());
    assertThat(discord.messages(post)).hasSize(1);
    assertThat(client.post(path, "{\"name\":\"\",\"message\":{\"content\":\"x\"}}").code())
        .isEqualTo(50035);
    assertThat(client.post("/channels/" + forum.id() + "/messages", "{\"content\":\"x\"}").code())
        .isEqualTo(50008);
    guild.archive(post, true, true);
    assertThat(client.post("/channels/" + post.id() + "/messages", "{\"content\":\"x\"}").code())
        .isEqualTo(50083);
    guild.archive(post, true, false);
    assertThat(client.post("/channels/" + post.id() + "/messages", "{\"content\":\"x\"}").status())
        .isEqualTo(200);
  }

  @Test
  void givenSomebodyWhoBlocks_whenOpened_thenItIsRefused() {
    var body = "{\"recipient_id\":\"" + anna.id() + "\"}";
    var opened = client.post("/users/@me/channels", body);
    assertThat(opened.json().path("id").asText()).isEqualTo(discord.direct(anna).id());
    discord.refuseDirect(anna, true);
    assertThat(client.post("/users/@me/channels", body).code()).isEqualTo(50007);
    assertThat(client.post("/users/@me/channels", "{\"recipient_id\":5}").code()).isEqualTo(50035);
  }

  @Test
  void givenCommands_whenRegistered_thenTheirNamesAreChecked() {
    var path = "/applications/" + discord.bot().id() + "/commands";
    var good = client.put(path, "[{\"name\":\"follow\",\"description\":\"d\"}]");
    assertThat(good.json().path(0).path("id").isTextual()).isTrue();
    assertThat(client.put(path, "[{\"name\":\"Bad Name\",\"description\":\"d\"}]").code())
        .isEqualTo(50035);
    assertThat(client.put(path, "{}").code()).isEqualTo(50035);
    assertThat(client.get(path).json()).hasSize(1);
  }

  @Test
  void givenThePage_whenRead_thenWhatPeopleWroteIsEscaped() {
    discord.say(general, anna, "<script>alert(1)</script>");
    var page = client.ask(new Request.Builder().url(discord.restUrl() + "/_sandbox").build());
    assertThat(page.text()).contains("&lt;script&gt;").doesNotContain("<script>");
    var foreign =
        new Request.Builder()
            .url(discord.restUrl() + "/_sandbox/info")
            .header("Origin", "https://evil.example")
            .build();
    assertThat(client.ask(foreign).status()).isEqualTo(403);
  }
}
