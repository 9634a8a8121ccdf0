package org.littleredbridge.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscordGatewayTest {
  private static final long ALL = Happening.GUILDS | Happening.GUILD_MESSAGES | 1 << 12 | 1 << 15;
  private static final long NO_CONTENT = ALL & ~Happening.MESSAGE_CONTENT;
  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final Client client = new Client(discord);
  private final SandboxGuild guild = discord.guild("Tea house");
  private final SandboxChannel general = guild.text("general");
  private final SandboxUser anna = guild.member("anna", Right.MANAGE_GUILD);

  @AfterEach
  void close() {
    client.close();
    discord.close();
  }

  @Test
  void givenAToken_whenIdentified_thenServersAndMessagesArrive() {
    var socket = client.identified(ALL);
    var created = socket.event("GUILD_CREATE").path("d");
    assertThat(created.path("name").asText()).isEqualTo("Tea house");
    assertThat(created.path("channels").path(0).path("id").asText()).isEqualTo(general.id());
    discord.say(general, anna, "hello");
    var heard = socket.event("MESSAGE_CREATE").path("d");
    assertThat(heard.path("content").asText()).isEqualTo("hello");
    assertThat(heard.path("member").path("roles")).hasSize(1);
    client.post("/channels/" + general.id() + "/messages", "{\"content\":\"own\"}");
    assertThat(socket.event("MESSAGE_CREATE").path("d").path("content").asText()).isEqualTo("own");
  }

  @Test
  void givenNoContentIntent_whenSomebodyWrites_thenOnlyMentionsAreReadable() {
    var socket = client.identified(NO_CONTENT);
    var own = client.post("/channels/" + general.id() + "/messages", "{\"content\":\"own\"}");
    assertThat(content(socket)).isEqualTo("own");
    var id = own.json().path("id").asText();
    discord.say(general, anna, "quiet");
    assertThat(content(socket)).isEmpty();
    discord.say(general, anna, "hey " + discord.bot().mention());
    assertThat(content(socket)).startsWith("hey");
    discord.say(general, anna, "an answer", id);
    assertThat(content(socket)).isEqualTo("an answer");
    discord.sayQuietly(general, anna, "no ping", id);
    assertThat(content(socket)).isEmpty();
    discord.say(discord.direct(anna), anna, "direct");
    assertThat(content(socket)).isEqualTo("direct");
  }

  private static String content(Client.Socket socket) {
    return socket.event("MESSAGE_CREATE").path("d").path("content").asText();
  }

  @ParameterizedTest
  @CsvSource({"wrong,513,4004", "TOKEN,-1,4013", "TOKEN,32768,4014"})
  void givenABadIdentify_whenSent_thenItIsClosedWithTheRightCode(
      String token, long intents, int code) {
    discord.gateway().allowPrivilegedIntents(false);
    var socket = client.connect();
    socket.await(10);
    socket.identify(token.replace("TOKEN", discord.token()), intents, false);
    assertThat(socket.closedWith()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"{|4002", "[]|4002", "{\"op\":77}|4001", "{\"op\":3}|4003"},
      delimiter = '|')
  void givenNonsense_whenSent_thenItIsClosedAndTheNextClientIsServed(String text, int code) {
    var socket = client.connect();
    socket.await(10);
    socket.text(text);
    assertThat(socket.closedWith()).isEqualTo(code);
    assertThat(client.identified(ALL).event("GUILD_CREATE")).isNotEmpty();
  }

  @Test
  void givenACutConnection_whenResumed_thenWhatWasMissedComesOnceAndInOrder() {
    var first = client.connect();
    first.await(10);
    first.identify(discord.token(), ALL, false);
    var session = first.event("READY").path("d").path("session_id").asText();
    discord.say(general, anna, "zero");
    long seen = first.event("MESSAGE_CREATE").path("s").asLong();
    first.cut();
    discord.say(general, anna, "one");
    discord.say(general, anna, "two");
    var second = client.connect();
    second.await(10);
    second.resume(discord.token(), session, seen);
    assertThat(content(second)).isEqualTo("one");
    var two = second.event("MESSAGE_CREATE");
    assertThat(two.path("d").path("content").asText()).isEqualTo("two");
    assertThat(two.path("s").asLong()).isEqualTo(seen + 2);
    assertThat(second.event("RESUMED")).isNotEmpty();
    discord.say(general, anna, "three");
    assertThat(content(second)).isEqualTo("three");
  }

  @Test
  void givenAnUnknownSession_whenResumed_thenItIsInvalid() {
    var socket = client.connect();
    socket.await(10);
    socket.resume(discord.token(), "nothing", 1);
    assertThat(socket.await(9).path("d").asBoolean(true)).isFalse();
  }

  @Test
  void givenAGoodBye_whenResumed_thenTheSessionIsGone() {
    var first = client.connect();
    first.await(10);
    first.identify(discord.token(), ALL, false);
    var session = first.event("READY").path("d").path("session_id").asText();
    first.leave(1000);
    assertThat(first.closedWith()).isIn(1000, 1005);
    var second = client.connect();
    second.await(10);
    second.resume(discord.token(), session, 1);
    assertThat(second.await(9).path("d").asBoolean(true)).isFalse();
  }

  @Test
  void givenTroubles_whenMade_thenClientsMeetThem() {
    var socket = client.identified(ALL);
    socket.text("{\"op\":1,\"d\":null}");
    assertThat(socket.await(11)).isNotEmpty();
    discord.gateway().askToReconnect();
    assertThat(socket.await(7)).isNotEmpty();
    discord.gateway().invalidate(true);
    assertThat(socket.await(9).path("d").asBoolean()).isTrue();
    discord.gateway().garbage();
    discord.say(general, anna, "after");
    assertThat(content(socket)).isEqualTo("after");
    discord.gateway().close(4009);
    assertThat(socket.closedWith()).isEqualTo(4009);
  }

  @Test
  void givenCompression_whenAPayloadIsLarge_thenItIsZlib() {
    for (int i = 0; i < 30; i++) {
      guild.text("channel-" + i);
    }
    var socket = client.connect();
    socket.await(10);
    socket.identify(discord.token(), ALL, true);
    assertThat(socket.event("GUILD_CREATE").path("d").path("channels")).hasSize(31);
    assertThat(socket.binaries).isPositive();
  }

  @Test
  void givenPeople_whenTheyAct_thenTheBotHearsAndAnswers() {
    client.put(
        "/applications/" + discord.bot().id() + "/commands",
        "[{\"name\":\"filter\",\"description\":\"d\",\"options\":[{\"type\":1,\"name\":\"add\",\"description\":\"d\",\"options\":[{\"type\":6,\"name\":\"who\",\"description\":\"d\"}]}]}]");
    var socket = client.identified(ALL);
    var thread = guild.hiddenThread(general, "hidden");
    var asked = discord.slash(thread, anna, "filter add", Map.of("who", anna.id()));
    var heard = socket.event("INTERACTION_CREATE").path("d");
    assertThat(heard.at("/data/options/0/options/0/value").asText()).isEqualTo(anna.id());
    assertThat(heard.at("/data/resolved/users/" + anna.id() + "/username").asText())
        .isEqualTo("anna");
    assertThat(heard.at("/channel/parent_id").asText()).isEqualTo(general.id());
    long rights = Long.parseLong(heard.at("/member/permissions").asText());
    assertThat(Right.MANAGE_GUILD.in(rights)).isTrue();
    var buttons =
        "[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"Reply\",\"custom_id\":\"r\"}]}]";
    var callback =
        "/interactions/%s/%s/callback?with_response=true".formatted(asked.id(), asked.token());
    var got =
        client.post(
            callback, "{\"type\":4,\"data\":{\"content\":\"ok\",\"components\":" + buttons + "}}");
    var id = got.json().at("/resource/message/id").asText();
    var pressed = discord.press(thread, anna, id, "r");
    var press = socket.until("INTERACTION_CREATE");
    assertThat(press.at("/message/id").asText()).isEqualTo(id);
    var form =
        "{\"type\":9,\"data\":{\"custom_id\":\"f\",\"title\":\"Reply\",\"components\":[{\"type\":1,\"components\":[{\"type\":4,\"custom_id\":\"t\",\"style\":1,\"label\":\"Text\"}]}]}}";
    client.post("/interactions/%s/%s/callback".formatted(pressed.id(), pressed.token()), form);
    assertThat(pressed.awaitForm(Client.SOON)).isPresent();
    discord.submit(thread, anna, "f", Map.of("t", "typed"));
    assertThat(
            socket.until("INTERACTION_CREATE").at("/data/components/0/components/0/value").asText())
        .isEqualTo("typed");
    var typing = discord.autocomplete(thread, anna, "filter add", Map.of("who", "a"), "who");
    var wrong = "/interactions/%s/%s/callback".formatted(typing.id(), typing.token());
    assertThat(client.post(wrong, "{\"type\":4,\"data\":{\"content\":\"x\"}}").code())
        .isEqualTo(50035);
    client.post(wrong, "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"n\",\"value\":\"v\"}]}}");
    assertThat(typing.awaitChoices(Client.SOON)).hasValue(java.util.List.of("n"));
  }

  @Test
  void givenDiscordsNames_whenAskedThroughTheProxy_thenOnlyThoseAreAnswered() {
    var behind = client.behindProxy();
    var socket = client.connect(behind, "wss://gateway.discord.gg/?encoding=json&v=10");
    assertThat(socket.await(10).path("d").path("heartbeat_interval").asInt()).isPositive();
    socket.cut();
    assertThat(status(behind, "https://discord.com/api/v10/gateway")).isEqualTo(200);
    assertThat(status(behind, "https://example.com/")).isZero();
    assertThat(status(behind, "https://discord.com:8443/")).isZero();
    assertThat(discord.refusedHosts()).containsEntry("example.com:443", 1L);
  }

  private static int status(okhttp3.OkHttpClient with, String url) {
    var request = new okhttp3.Request.Builder().url(url).build();
    try (var response = with.newCall(request).execute()) {
      return response.code();
    } catch (java.io.IOException e) {
      return 0;
    }
  }

  @Test
  void givenAPortThatIsTaken_whenStarted_thenASentenceSaysSo() {
    var taken = SandboxDiscordConfig.any().withPorts(0, discord.gatewayUrl().getPort(), 0);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> SandboxDiscord.start(taken))
        .isInstanceOf(SandboxDiscordException.class)
        .hasMessageContaining("the port is taken");
  }

  @Test
  void givenPayloadsThatBreakClients_whenSent_thenTheyHaveTheirOddity() {
    var socket = client.identified(ALL);
    discord.hostile(Hostile.COMPONENTS_V2, general, anna);
    assertThat(socket.until("MESSAGE_CREATE").at("/components/0/type").asInt()).isEqualTo(17);
    discord.hostile(Hostile.NO_DISCRIMINATOR, general, anna);
    assertThat(socket.until("MESSAGE_CREATE").path("author").has("discriminator")).isFalse();
    discord.hostile(Hostile.ONLY_CHANNEL, general, anna);
    assertThat(socket.until("INTERACTION_CREATE").has("channel_id")).isFalse();
    discord.hostile(Hostile.UNKNOWN_THREAD, general, anna);
    assertThat(socket.until("INTERACTION_CREATE").at("/channel/type").asInt()).isEqualTo(11);
    discord.gateway().withoutRegion(true);
    discord.guild("new");
    assertThat(socket.until("GUILD_CREATE").has("region")).isFalse();
  }

  @Test
  @Timeout(20)
  void givenAZombie_whenItsHeartBeats_thenNobodyAnswers() {
    var socket = client.identified(ALL);
    discord.gateway().zombie(true);
    socket.text("{\"op\":1,\"d\":1}");
    discord.gateway().askForHeartbeat();
    assertThat(socket.await(1)).isNotEmpty();
    // What was sent is not yet what was heard.
    while (discord.gateway().heartbeats() < 1) {
      Thread.onSpinWait();
    }
    discord.gateway().zombie(false);
    socket.text("{\"op\":1,\"d\":1}");
    assertThat(socket.await(11)).isNotEmpty();
    assertThat(discord.gateway().heartbeats()).isEqualTo(2);
    assertThat(socket.heard).noneMatch(node -> node.path("op").asInt() == 11);
  }

  @Test
  void givenTheControls_whenUsed_thenPeopleActAndAnswersAreSeen() {
    var socket = client.identified(ALL);
    var server = control("guilds", "{\"name\":\"second\"}");
    var place = control("channels", "{\"guild\":\"%s\",\"name\":\"tea\"}".formatted(server));
    var berta =
        control(
            "members",
            "{\"guild\":\"%s\",\"name\":\"berta\",\"rights\":[\"manage_guild\"]}"
                .formatted(server));
    control("say", "{\"channel\":\"%s\",\"user\":\"%s\",\"text\":\"hi\"}".formatted(place, berta));
    assertThat(content(socket)).isEqualTo("hi");
    var asked =
        control(
            "slash",
            "{\"channel\":\"%s\",\"user\":\"%s\",\"command\":\"help\"}".formatted(place, berta));
    var heard = socket.until("INTERACTION_CREATE");
    var callback = "/interactions/%s/%s/callback".formatted(asked, heard.path("token").asText());
    client.post(callback, "{\"type\":4,\"data\":{\"content\":\"yes\"}}");
    var answer =
        client.ask(
            new okhttp3.Request.Builder()
                .url(discord.restUrl() + "/_sandbox/interactions/" + asked + "?wait=9000")
                .build());
    assertThat(answer.json().at("/messages/0/content").asText()).isEqualTo("yes");
    assertThat(tell("say", "{\"channel\":\"1\"}").status()).isEqualTo(400);
    assertThat(tell("say", "[").status()).isEqualTo(400);
    assertThat(tell("gateway", "{\"do\":\"dance\"}").text()).contains("zombie");
  }

  private String control(String path, String body) {
    return tell(path, body).json().path("id").asText();
  }

  private Client.Got tell(String path, String body) {
    return client.ask(
        new okhttp3.Request.Builder()
            .url(discord.restUrl() + "/_sandbox/" + path)
            .post(okhttp3.RequestBody.create(body, okhttp3.MediaType.get("application/json")))
            .build());
  }
}
