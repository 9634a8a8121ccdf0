package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.wording.Wording;

/// The connection to the gateway, over TLS through a CONNECT proxy.
class EarsTest {
  private static void commandIsHeard(Town town, int count) {
    town.service.slash(town.lobby, town.ann, "list", Map.of());
    Town.await(
        () -> town.all(Event.Command.class).size() >= count,
        () -> "command " + count + " is heard");
  }

  @Test
  void givenAProxyAndAnExtraCertificate_whenOpened_thenItListensThroughBoth() {
    try (var town = new Town().listening()) {
      commandIsHeard(town, 1);

      assertThat(town.discord.name()).isEqualTo("discord");
      assertThat(town.discord.state().sentence()).isEqualTo("connected");
      assertThat(town.service.gateway().identified()).isOne();
      assertThat(town.service.refusedHosts()).isEmpty();
      // Javacord's own way would have asked without the token.
      assertThat(town.service.callCount("GET /gateway")).isZero();
    }
  }

  @Test
  void givenNoExtraCertificate_whenOpened_thenNothingIsTrustedAndItSaysSo() {
    try (var town = new Town();
        var strict =
            new Discord(
                new DiscordConfig(
                    town.service.token(),
                    Optional.of(town.service.proxy()),
                    Optional.empty(),
                    false),
                new Wording(),
                Clock.systemUTC(),
                Town.QUICK)) {
      new Heard().on(strict);

      Town.await(() -> strict.state().sentence().contains("reached"), "it says what is wrong");
      assertThat(strict.state().mood()).isEqualTo(Mood.TRYING);
      assertThat(town.service.gateway().identified()).isZero();
    }
  }

  @Test
  void givenACutConnection_whenEventsCameMeanwhile_thenItResumesAndHearsThem() {
    try (var town = new Town().listening()) {
      var note = town.note();
      town.service.gateway().drop();
      town.service.say(town.lobby, town.ann, "while you were away", note);

      assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("while you were away");
      Town.await(() -> town.service.gateway().resumed() == 1, "it resumes");
      assertThat(town.service.gateway().identified()).isOne();
      Town.awaitWell(town.discord);
    }
  }

  @Test
  void givenDiscordAsksToReconnect_whenItDoes_thenItResumes() {
    try (var town = new Town().listening()) {
      town.service.gateway().askToReconnect();

      Town.await(() -> town.service.gateway().resumed() == 1, "it resumes");
      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenASessionThatEnded_whenAnotherBegins_thenMissedRepliesAreReadOverRest() {
    try (var town = new Town().listening()) {
      var note = town.note();
      Town.await(
          () -> town.service.callCount("GET /channels/{channel_id}/messages") == 1,
          "the channel is known");
      town.service.gateway().refuseResumes(1);
      town.service.gateway().drop();
      town.service.say(town.lobby, town.ann, "said into the gap", note);
      town.service.gateway().forgetSessions();

      Town.await(() -> town.service.gateway().identified() == 2, "a session begins");
      assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("said into the gap");
      Town.awaitWell(town.discord);
    }
  }

  @Test
  void givenADiscordThatIsNotWellYet_whenASessionBegins_thenMissedRepliesAreReadAllTheSame() {
    try (var town = new Town().listening()) {
      var note = town.note();
      var read = "GET /channels/{channel_id}/messages";
      Town.await(() -> town.service.callCount(read) == 1, "the channel is known");
      town.service.fault(DiscordFault.on(read).status(503, "").times(2));
      town.service.gateway().refuseResumes(1);
      town.service.gateway().drop();
      town.service.say(town.lobby, town.ann, "said into the gap", note);
      town.service.gateway().forgetSessions();

      assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("said into the gap");
    }
  }

  @Test
  void givenAnInvalidSession_whenTold_thenItBeginsAnother() {
    try (var town = new Town().listening()) {
      town.service.gateway().invalidate(false);

      Town.await(() -> town.service.gateway().identified() == 2, "a session begins");
      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenHeartbeatsWithoutAnswer_whenTheWatchdogBites_thenItComesBack() {
    try (var town = new Town().listening()) {
      town.service.gateway().zombie(true);
      Town.await(() -> town.service.gateway().resumed() >= 1, "it comes back");
      town.service.gateway().zombie(false);

      Town.awaitWell(town.discord);
      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenAGatewayThatIsDownForAWhile_whenItIsBack_thenItListens() throws IOException {
    try (var town = new Town().listening()) {
      int gateway = town.service.gatewayUrl().getPort();
      town.service.through("gateway.discord.gg", closedPort());
      town.service.gateway().drop();
      Town.await(() -> town.discord.state().mood() == Mood.TRYING, "the loss is noticed");
      town.service.through("gateway.discord.gg", gateway);

      Town.awaitWell(town.discord);
      commandIsHeard(town, 1);
    }
  }

  private static int closedPort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void givenAGatewayThatNeverGreets_whenOpened_thenItIsLeftAndTriedAgain() throws IOException {
    var pace =
        new Pace(
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            2.5,
            Duration.ZERO,
            Duration.ofMillis(600),
            Duration.ofMillis(100),
            Duration.ofMillis(10));
    try (var town = new Town(false, pace);
        var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int gateway = town.service.gatewayUrl().getPort();
      town.service.through("gateway.discord.gg", mute.getLocalPort());
      town.heard.on(town.discord);
      Town.await(
          () -> town.discord.state().sentence().contains("does not greet"), "it gives up waiting");
      town.service.through("gateway.discord.gg", gateway);

      Town.awaitWell(town.discord);
    }
  }

  @Test
  void givenAGatewayThatDiesAfterYears_whenItNeverGreetsAgain_thenAnotherConnectionIsBuilt()
      throws IOException {
    var pace =
        new Pace(
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            2.5,
            Duration.ZERO,
            Duration.ofMillis(600),
            Duration.ofMillis(100),
            Duration.ofMillis(10));
    try (var town = new Town(false, pace).listening();
        var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int gateway = town.service.gatewayUrl().getPort();
      town.service.through("gateway.discord.gg", mute.getLocalPort());
      town.service.gateway().drop();
      Town.await(
          () -> town.discord.state().sentence().contains("does not greet"), "it gives up waiting");
      town.service.through("gateway.discord.gg", gateway);

      Town.awaitWell(town.discord);
      commandIsHeard(town, 1);
      assertThat(town.service.gateway().identified()).isEqualTo(2);
      assertThat(town.service.gateway().connected()).isOne();
    }
  }

  @Test
  void givenAWrongToken_whenOpened_thenItSaysWhichSettingIsWrong() {
    try (var town = new Town();
        var wrong = town.messenger("MTE3.wrong.token", false, Town.QUICK)) {
      new Heard().on(wrong);

      Town.await(() -> wrong.state().mood() == Mood.STOPPED, "it stops");
      assertThat(wrong.state().sentence()).contains("discord.token").doesNotContain("MTE3");
      assertThat(town.service.gateway().identified()).isZero();
    }
  }

  @Test
  void givenATokenThatIsRevoked_whenTheGatewayCloses_thenItStopsAndSaysSo() {
    try (var town = new Town().listening()) {
      town.service.gateway().revokeToken(true);
      town.service.gateway().close(4004);

      Town.await(() -> town.discord.state().mood() == Mood.STOPPED, "it stops");
      assertThat(town.discord.state().sentence()).contains("discord.token");
      assertThat(town.service.gateway().identified()).isOne();
    }
  }

  @Test
  void givenACloseForGood_whenItComes_thenItStopsWithASentence() {
    for (int code : new int[] {4010, 4012, 4013}) {
      var slow =
          new Pace(
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              2.5,
              Duration.ZERO,
              Duration.ofMillis(600),
              Duration.ofMinutes(5),
              Duration.ofMillis(10));
      try (var town = new Town(false, slow).listening()) {
        town.service.gateway().close(code);

        Town.await(() -> town.discord.state().mood() == Mood.STOPPED, "it stops at " + code);
        assertThat(town.discord.state().sentence()).contains(String.valueOf(code));
      }
    }
  }

  @Test
  void givenOtherCloses_whenTheyCome_thenItIsBackEachTime() {
    try (var town = new Town().listening()) {
      int count = 0;
      for (int code : new int[] {1000, 1001, 4000, 4001, 4002, 4007, 4008, 4009}) {
        town.service.gateway().close(code);
        Town.await(() -> town.service.gateway().connected() == 0, "the close at " + code);
        Town.await(() -> town.service.gateway().connected() == 1, "it is back after " + code);
        Town.awaitWell(town.discord);
        commandIsHeard(town, ++count);
      }
    }
  }

  @Test
  void givenNoRightToReadEverything_whenAskedFor_thenItGoesOnWithoutAndSaysHow() {
    try (var town = new Town(true, Town.QUICK)) {
      town.service.gateway().allowPrivilegedIntents(false);
      town.listening();

      assertThat(town.discord.state().sentence())
          .contains("Message Content Intent", "mention", "discord.message-content");
      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenGarbage_whenItComes_thenItIsPassedOver() throws IOException {
    try (var town = new Town().listening()) {
      var gateway = town.service.gateway();
      gateway.garbage();
      gateway.text("");
      gateway.text("[".repeat(5000));
      gateway.text("null");
      gateway.text("{\"op\":\"0\"}");
      gateway.text("{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"d\":null}");
      gateway.text("{\"op\":0,\"s\":\"x\",\"t\":{},\"d\":[]}");
      gateway.text("{\"op\":10,\"d\":{}}");
      gateway.text("{\"op\":10,\"d\":{\"heartbeat_interval\":0}}");
      gateway.text("{\"op\":99,\"d\":{}}");
      gateway.bytes(binaryFrame(truncatedZlib()));

      commandIsHeard(town, 1);
      assertThat(gateway.identified()).isOne();
      assertThat(gateway.resumed()).isZero();
    }
  }

  /// A stream that breaks off: Javacord itself would read it for ever.
  private static byte[] truncatedZlib() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write("{\"op\":11,\"d\":null,\"s\":null}".getBytes(StandardCharsets.UTF_8));
    }
    return java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);
  }

  private static byte[] binaryFrame(byte[] payload) {
    var frame = new byte[payload.length + 2];
    frame[0] = (byte) 0x82;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  @Test
  void givenBytesThatAreNoFrame_whenTheyCome_thenItComesBack() {
    try (var town = new Town().listening()) {
      town.service.gateway().bytes(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});

      Town.await(() -> town.service.gateway().resumed() >= 1, "it resumes");
      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenNoServer_whenItListens_thenItSaysHowToInviteTheBot() {
    try (var town = new Town()) {
      town.guild.kickBot();
      town.listening();

      assertThat(town.discord.state().sentence())
          .contains("in no server")
          .contains("https://discord.com/oauth2/authorize?client_id=" + town.service.bot().id())
          .contains("scope=bot%20applications.commands&permissions=");

      town.guild.inviteBot();
      Town.await(() -> town.discord.state().sentence().equals("connected"), "the invitation");
    }
  }

  @Test
  void givenAServerThatIsNew_whenTheBotComesAndGoes_thenBothAreHeardOnce() {
    try (var town = new Town().listening()) {
      var joinedAtStart = town.all(Event.Joined.class).size();
      var other = town.service.guild("Garden");
      Town.await(
          () ->
              town.all(Event.Joined.class).stream()
                  .anyMatch(event -> event.community().id().equals(other.id())),
          "the invitation is heard");
      other.kickBot();

      var left = town.awaitEvent(Event.Left.class);
      assertThat(left.community().key()).isEqualTo("discord:" + other.id());
      assertThat(left.community().name()).isEqualTo("Garden");
      var joined = town.all(Event.Joined.class);
      assertThat(joined).hasSize(joinedAtStart + 1);
      assertThat(joined.getLast().id()).startsWith("discord:joined:" + other.id());
      assertThat(town.discord.state().sentence()).isEqualTo("connected");
    }
  }

  @Test
  void givenAnOutageOfAServer_whenItComesAndGoes_thenNobodyLeftOrJoined() {
    try (var town = new Town().listening()) {
      var before = town.heard.events().size();
      town.service
          .gateway()
          .event(
              "GUILD_DELETE",
              Town.json("{\"id\":\"%s\",\"unavailable\":true}".formatted(town.guild.id())));
      town.service
          .gateway()
          .event(
              "GUILD_CREATE",
              Town.json(
                  "{\"id\":\"%s\",\"name\":\"Tea House\",\"joined_at\":\"2020-01-01T00:00:00Z\"}"
                      .formatted(town.guild.id())));

      commandIsHeard(town, 1);
      assertThat(town.heard.events()).hasSize(before + 1);
    }
  }

  @Test
  void givenGuildsWithoutRegion_whenItStarts_thenItDoesNotHang() {
    try (var town = new Town()) {
      town.service.gateway().withoutRegion(true);
      town.listening();

      commandIsHeard(town, 1);
    }
  }

  @Test
  void givenMuchThatHappened_whenClosed_thenNoThreadIsLeft() {
    var before = new AtomicInteger(threads());
    try (var town = new Town().listening()) {
      commandIsHeard(town, 1);
      town.service.gateway().drop();
      Town.await(() -> town.service.gateway().resumed() == 1, "it resumes");
      Town.awaitWell(town.discord);
      town.discord.close();

      Town.await(() -> threads() <= before.get(), () -> "all threads end: " + names().toList());
      Town.await(() -> town.service.gateway().connected() == 0, "Discord knows");
    }
  }

  @Test
  void givenADiscordThatIsDown_whenOpenedAndClosed_thenBothAreQuickAndNothingStays() {
    var before = threads();
    var nowhere =
        new Discord(
            new DiscordConfig(
                "MTE3.some.token",
                Optional.of(new java.net.InetSocketAddress("127.0.0.1", 1)),
                Optional.empty(),
                false),
            new Wording(),
            Clock.systemUTC(),
            Town.QUICK);
    new Heard().on(nowhere);
    Town.await(() -> nowhere.state().sentence().contains("cannot be reached"), "it says so");
    assertThat(nowhere.state().sentence()).doesNotContain("MTE3");
    nowhere.close();

    Town.await(() -> threads() <= before, () -> "all threads end: " + names().toList());
  }

  /// Javacord's threads, those of its websocket, and ours; OkHttp keeps some for the whole program.
  private static int threads() {
    return (int) names().count();
  }

  private static java.util.stream.Stream<String> names() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name ->
            name.startsWith("Javacord")
                || name.endsWith("Thread") && !name.contains("Helidon")
                || name.startsWith("discord-"));
  }
}
