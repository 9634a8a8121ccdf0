package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig.Sessions;
import org.littleredbridge.sandbox.discord.SandboxGuild;
import org.littleredbridge.sandbox.discord.SandboxUser;
import org.littleredbridge.wording.Wording;

/// Several shards, over the wire: all in one process, and spread over two of one bot.
class SeveralShardsTest {
  private static final String BOT = "discord:1173000000000000000:";
  private static final String READ = "GET /channels/{channel_id}/messages";
  private static final String REGISTER = "PUT /applications/{application_id}/commands";

  private final SandboxDiscord service =
      SandboxDiscord.start(
          SandboxDiscordConfig.unlimited()
              .withHeartbeat(Duration.ofMillis(600))
              .withSessions(Sessions.unlimited().recommending(2)));
  private final SandboxGuild even = service.guild("Even", 0, 2);
  private final SandboxGuild odd = service.guild("Odd", 1, 2);
  private final SandboxChannel evens = even.text("evens");
  private final SandboxChannel odds = odd.text("odds");
  private final SandboxUser ann = odd.member("ann");
  private final SandboxUser eve = even.member("eve");
  private final List<Node> nodes = new ArrayList<>();

  /// A process of the bot.
  private final class Node {
    final Heard heard = new Heard();
    final Discord discord;
    private final Map<String, Messenger.Listening> held = new java.util.HashMap<>();

    Node(Optional<Integer> shards) {
      discord =
          new Discord(
              new DiscordConfig(
                  service.token(),
                  Optional.of(service.proxy()),
                  Optional.of(service.caFile()),
                  false,
                  shards),
              new Wording(),
              Clock.systemUTC(),
              Town.QUICK);
      heard.offers(List.of(InteractionsTest.entry("list", false, false)));
      nodes.add(this);
    }

    Node taking(int... shards) {
      for (int shard : shards) {
        Town.await(() -> discord.connections().contains(BOT + shard), "there is such a shard");
        held.put(BOT + shard, discord.listen(BOT + shard, heard));
      }
      Town.awaitWell(discord);
      return this;
    }

    void giving(int shard) {
      Optional.ofNullable(held.remove(BOT + shard)).orElseThrow().close();
    }

    String says(SandboxChannel channel, String text, String key) {
      var say = new Part.Say(text, Optional.empty());
      var where = ChannelId.of("discord", channel.id());
      return discord.send(where, say, Optional.empty(), key).message().id();
    }

    Event.Command command(SandboxChannel channel) {
      Town.await(() -> !commands(channel).isEmpty(), "the command is heard");
      return commands(channel).getFirst();
    }

    List<Event.Command> commands(SandboxChannel channel) {
      return heard.events().stream()
          .filter(Event.Command.class::isInstance)
          .map(Event.Command.class::cast)
          .filter(command -> command.channel().chat().equals(channel.id()))
          .toList();
    }

    boolean heardReply(String text) {
      return heard.events().stream()
          .anyMatch(event -> event instanceof Event.Reply reply && reply.text().equals(text));
    }

    String sentence() {
      return discord.state().sentence();
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(node -> node.discord.close());
    service.close();
  }

  private Node node() {
    return new Node(Optional.empty());
  }

  private void connected(String... shards) {
    Town.await(
        () -> service.gateway().shards().equals(List.of(shards)),
        () -> List.of(shards) + " are connected, and not " + service.gateway().shards());
  }

  @Test
  void givenTwoRecommended_whenOneProcessListensOnBoth_thenItHearsAllOfThemOnce() {
    var node = node().taking(0, 1);

    connected("0/2", "1/2");
    service.slash(evens, eve, "list", Map.of());
    service.slash(odds, ann, "list", Map.of());
    assertThat(node.command(evens).community().name()).isEqualTo("Even");
    assertThat(node.command(odds).community().name()).isEqualTo("Odd");
    var direct = service.direct(ann);
    service.slash(direct, ann, "list", Map.of());
    Town.await(
        () ->
            node.heard.events().stream()
                .anyMatch(event -> event.community().id().equals("@" + ann.id())),
        "the private chat is heard");
    assertThat(node.heard.events()).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(node.sentence()).isEqualTo("connected");
    Town.await(() -> service.callCount(REGISTER) > 0, "the commands are registered");
    assertThat(service.callCount(REGISTER)).isOne();
  }

  @Test
  void givenACutShard_whenItResumes_thenTheOtherIsUntouchedAndBothAreTold() {
    var node = node().taking(0, 1);
    var note = node.says(odds, "a note", "k1");
    service.gateway().drop("1/2");
    service.say(odds, ann, "while you were away", note);

    Town.await(() -> node.heardReply("while you were away"), "it is heard all the same");
    assertThat(service.gateway().resumed()).isOne();
    assertThat(service.gateway().identified()).isEqualTo(2);
    Town.awaitWell(node.discord);
  }

  @Test
  void givenAShardThatIsRefused_whenAskedHowItGoes_thenItIsNamedBesideThoseThatAreWell() {
    var node = node().taking(0, 1);
    service.gateway().close("1/2", 4012);

    Town.await(() -> node.discord.state().mood() == Mood.STOPPED, "it stops");
    assertThat(node.sentence())
        .startsWith("Shard 1 of 2: Discord no longer speaks")
        .contains("4012")
        .endsWith("Connected: shard 0.");
    service.slash(evens, eve, "list", Map.of());
    node.command(evens);
  }

  @Test
  void givenTwoProcesses_whenACommandComesOnTheSecondShard_thenTheFirstOneCanAnswerIt() {
    var speaker = node().taking(0);
    var listener = node().taking(1);
    connected("0/2", "1/2");
    assertThat(speaker.sentence())
        .isEqualTo("connected: shard 0 of 2; the rest is for other nodes");
    assertThat(listener.sentence())
        .isEqualTo("connected: shard 1 of 2; the rest is for other nodes");

    var asked = service.slash(odds, ann, "list", Map.of());
    var command = listener.command(odds);
    assertThat(asked.awaitResponse(Duration.ofSeconds(3))).isPresent();
    var answer = new Part.Say("You follow nobody.", Optional.empty());
    var first = speaker.discord.send(command.answerTo(), answer, Optional.empty(), "a1");
    var more = new Part.Say("Nobody at all.", Optional.empty());
    speaker.discord.send(command.answerTo(), more, Optional.of(first.message()), "a2");

    var told =
        service.messages(odds).stream()
            .filter(message -> message.onlyFor().filter(ann.id()::equals).isPresent())
            .toList();
    assertThat(told)
        .extracting(message -> message.content())
        .containsExactly("You follow nobody.", "Nobody at all.");
    assertThat(told).noneMatch(message -> message.loading());
    assertThat(speaker.commands(odds)).isEmpty();
  }

  @Test
  void givenTwoProcesses_whenTheyListen_thenTheCommandsAreRegisteredByTheFirstShardsOnly() {
    node().taking(1);
    assertThat(service.callCount(REGISTER)).isZero();
    node().taking(0);

    Town.await(() -> service.callCount(REGISTER) == 1, "the commands are registered");
    assertThat(service.commands(odd)).hasSize(1);
  }

  @Test
  void givenASpeakerElsewhere_whenASessionIsLost_thenItsListenerReadsWhatWasMissed() {
    var speaker = node().taking(0);
    var listener = node().taking(1);
    var note = speaker.says(odds, "a note", "k1");
    Town.await(() -> service.callCount(READ) == 1, "the listener knows where the bridge speaks");
    service.gateway().refuseResumes(1);
    service.gateway().drop("1/2");
    service.say(odds, ann, "said into the gap", note);
    service.gateway().forgetSessions("1/2");

    Town.await(() -> listener.heardReply("said into the gap"), "it is read");
    assertThat(speaker.heardReply("said into the gap")).isFalse();
    assertThat(service.callCount(READ)).isEqualTo(2);
  }

  @Test
  void givenAShard_whenItGoesToAnotherProcessAndBack_thenRepliesAreHeardThere() {
    var one = node().taking(0, 1);
    var other = node();
    var note = one.says(odds, "a note", "k1");
    one.giving(1);
    connected("0/2");
    other.taking(1);
    connected("0/2", "1/2");
    service.say(odds, ann, "to the other", note);
    Town.await(() -> other.heardReply("to the other"), "the other hears it");
    assertThat(one.heardReply("to the other")).isFalse();
    other.giving(1);
    connected("0/2");
    service.say(odds, ann, "to nobody", note);

    one.taking(1);

    Town.await(() -> one.heardReply("to nobody"), "what nobody heard is read");
    service.say(odds, ann, "to the first", note);
    Town.await(() -> one.heardReply("to the first"), "the first hears it again");
  }

  @Test
  void givenOneShard_whenDiscordWantsMore_thenItAsksAgainAndGoesOnWithAllOfThem() {
    service.gateway().recommendShards(1);
    var node = node().taking(0);
    connected("0/1");
    service.gateway().recommendShards(3);
    service.gateway().requireShards(3);
    service.gateway().close(4011);

    Town.await(() -> node.discord.connections().size() == 3, "there are three");
    connected("0/3");
    node.taking(1, 2);
    connected("0/3", "1/3", "2/3");
    service.slash(odds, ann, "list", Map.of());
    node.command(odds);
    assertThat(node.sentence()).isEqualTo("connected");
  }

  @Test
  void givenAConnectionThatBegins_whenDiscordRecommendsMore_thenTheOthersBeginAnew() {
    var node = node().taking(0);
    connected("0/2");
    service.gateway().recommendShards(3);

    node.taking(1);

    connected("0/3", "1/3");
    assertThat(node.discord.connections()).hasSize(3);
  }

  @Test
  void givenMoreShardsHeldElsewhere_whenTold_thenAllGoByTheLargerNumber() {
    var node = node().taking(0, 1);
    connected("0/2", "1/2");

    node.discord.held(Set.of(BOT + "0", BOT + "1", BOT + "2"));

    connected("0/3", "1/3");
    assertThat(node.discord.connections()).hasSize(3);
  }

  @Test
  void givenASettingThatIsTooSmall_whenDiscordRefusesIt_thenItSaysWhichOneWillDo() {
    service.gateway().requireShards(2);
    var node = new Node(Optional.of(1));
    node.held.put(BOT + "0", node.discord.listen(BOT + "0", node.heard));

    Town.await(() -> node.discord.state().mood() == Mood.STOPPED, "it stops");
    assertThat(node.sentence()).contains("1 shard ", "4011", "discord.shards to auto", "to 2 or");
    assertThat(service.gateway().identified()).isZero();
  }

  @Test
  void givenADiscordThatWantsMoreAndDoesNotSayHowMany_whenItDoes_thenItListens() {
    service.gateway().recommendShards(1);
    service.gateway().requireShards(2);
    var node = node();
    node.held.put(BOT + "0", node.discord.listen(BOT + "0", node.heard));
    Town.await(() -> node.sentence().contains("4011"), "it says what is wrong");
    assertThat(node.discord.state().mood()).isEqualTo(Mood.TRYING);
    service.gateway().recommendShards(2);

    connected("0/2");
    assertThat(node.discord.connections()).hasSize(2);
  }

  @Test
  void givenANumberThatCannotBe_whenRecommended_thenItSaysSoAndTriesAgain() {
    service.fault(
        DiscordFault.on("GET /gateway/bot")
            .status(200, "{\"url\":\"wss://gateway.discord.gg\",\"shards\":-2}")
            .times(20));
    var node = node();
    node.held.put(BOT + "0", node.discord.listen(BOT + "0", node.heard));
    Town.await(() -> node.sentence().contains("number of shards that cannot be"), "it says so");
    service.clearFaults();

    connected("0/2");
  }

  @Test
  void givenTwoProcessesThatBeginAtOnce_whenDiscordRefusesOne_thenItComesAgain() {
    service.gateway().refuseIdentifies(1);
    var speaker = node().taking(0);
    var listener = node().taking(1);

    connected("0/2", "1/2");
    assertThat(speaker.discord.state().mood()).isEqualTo(Mood.WELL);
    assertThat(listener.discord.state().mood()).isEqualTo(Mood.WELL);
  }

  @Test
  void givenAShardThatWasTakenOver_whenRolesChangeThere_thenWhoManagesIsAskedAgain() {
    var boss = odd.role("boss", Right.MANAGE_GUILD);
    odd.setRoles(ann, boss);
    var speaker = node().taking(0, 1);
    var asked = new Member(ann.id(), "ann", Member.Standing.NOT_SAID);
    var where = ChannelId.of("discord", odds.id());
    assertThat(speaker.discord.manages(where, asked)).isTrue();

    odd.setRights(boss, Right.SEND_MESSAGES);

    Town.await(() -> !speaker.discord.manages(where, asked), "the demotion is seen");
  }

  @Test
  void givenWhatIsNoConnectionOrIsListenedOn_whenListenedOn_thenItIsRefused() {
    var node = node().taking(0);

    assertThatThrownBy(() -> node.discord.listen(BOT + "0", node.heard))
        .isInstanceOf(IllegalStateException.class);
    for (var name : List.of(BOT + "2", "discord:42:0", BOT, "")) {
      assertThatThrownBy(() -> node.discord.listen(name, node.heard))
          .isInstanceOf(IllegalArgumentException.class);
    }
    node.giving(0);
    node.taking(0);
    connected("0/2");
  }

  @Test
  void givenAThreadOfAnotherProcess_whenTheSpeakerAnswersThere_thenItAsksOverRest() {
    var speaker = node().taking(0);
    var listener = node().taking(1);
    var thread = odd.thread(odds, "plans");
    var id = service.say(thread, ann, "hello");
    var where = new ChannelId("discord", odds.id(), Optional.of(thread.id()));
    var sent =
        speaker.discord.send(
            where,
            new Part.Say("hi", Optional.empty()),
            Optional.of(new MessageRef(where, id)),
            "k1");
    service.say(thread, ann, "nice", sent.message().id());

    Town.await(() -> listener.heardReply("nice"), "the reply is heard");
    assertThat(speaker.discord.capabilities(where).attachmentBytes())
        .isEqualTo(Places.LEAST_UPLOAD);
  }

  @Test
  void givenAChannelThatIsReadForTheFirstTime_whenDiscordIsSlow_thenNewRepliesDoNotWait() {
    var node = node().taking(0, 1);
    service.fault(DiscordFault.on(READ).delay(Duration.ofSeconds(2)));
    var note = node.says(odds, "a note", "k1");
    service.say(odds, ann, "quick", note);

    Town.await(() -> node.heardReply("quick"), "the reply is heard");
    // The stand-in counts a call when it is answered.
    assertThat(service.callCount(READ)).isZero();
  }
}
