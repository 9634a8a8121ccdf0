package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxGuild;
import org.littleredbridge.sandbox.discord.SandboxInteraction;
import org.littleredbridge.sandbox.discord.SandboxUser;
import org.littleredbridge.sandbox.discord.SeenMessage;

/// The road between RedNote and Discord, over the wire protocols of both: the gateway and the REST
/// interface through a proxy, under a certificate of its own.
final class DiscordRoadTest {
  private static final Duration PATIENCE = Eventually.LONGEST;

  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.any());
  private final SandboxGuild guild = discord.guild("Tea");
  private final SandboxChannel general = guild.text("general");
  private final SandboxUser ann = guild.member("ann", Right.MANAGE_GUILD);
  private final SandboxUser bob = guild.member("bob");
  private final SandboxUser olga = guild.member("olga");

  @TempDir Path folder;

  @AfterEach
  void stop() {
    discord.close();
  }

  private String settings(String token, String communities) {
    return RunningBridge.withSandbox()
        + """
        operators: [ "discord:%s" ]
        communities: %s
        discord: { token: "%s", proxy: "127.0.0.1:%d", trust: "%s" }
        """
            .formatted(olga.id(), communities, token, discord.proxy().getPort(), discord.caFile());
  }

  private SeenMessage await(SandboxChannel channel, String what, Predicate<SeenMessage> condition) {
    return Eventually.present(
        what,
        () ->
            discord.messages(channel).stream()
                .filter(m -> m.fromBot() && m.onlyFor().isEmpty())
                .filter(condition)
                .reduce((_, last) -> last));
  }

  private static String words(SeenMessage message) {
    var embeds =
        message.embeds().stream().map(e -> e.author() + " " + e.title() + " " + e.description());
    return message.content() + String.join(" ", embeds.toList());
  }

  private static List<String> codes(SeenMessage message) {
    return message.buttons().stream()
        .map(SeenMessage.Button::customId)
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /// What a slash command is answered.
  private String ask(SandboxChannel channel, SandboxUser user, String command, String what) {
    return answer(discord.slash(channel, user, command, Map.of("what", what)));
  }

  private static String answer(SandboxInteraction interaction) {
    var message = interaction.awaitMessage(PATIENCE).orElseThrow();
    assertThat(message.onlyFor()).isPresent();
    return words(message);
  }

  private void connected() {
    Eventually.holds("the bot is connected", () -> discord.gateway().connected() > 0);
    Eventually.holds("commands are there", () -> !discord.commands(guild).isEmpty());
  }

  @Test
  void givenAServer_whenItFollows_thenNotesArriveAreExplainedAndAnsweredAlsoAfterAKill() {
    SeenMessage card;
    try (var bridge = RunningBridge.start(folder, settings(discord.token(), "approve"));
        var backstage = new Backstage(bridge.sandbox())) {
      connected();
      var creator = backstage.join("小茶");
      backstage.publish(creator, "从前", "以前的笔记");

      // Nobody has admitted the server yet.
      ask(general, ann, "follow", creator.realUrl());
      var direct = discord.direct(olga);
      var question = await(direct, "the operator is asked", m -> codes(m).size() == 2);
      assertThat(words(question)).contains("Tea");
      discord.press(direct, olga, question.id(), codes(question).getFirst());
      Eventually.holds(
          "the server is admitted",
          () -> ask(general, ann, "follow", creator.realUrl()).contains("小茶"));
      assertThat(ask(general, bob, "follow", creator.realUrl())).contains("Only people who manage");
      Eventually.holds(
          "the first look is over",
          () -> answer(discord.slash(general, ann, "list", Map.of())).contains("next look"));

      backstage.publishWithPictures(creator, "三张图", "今天的下午茶真的绝绝子", 3);
      card = await(general, "the card", m -> m.files().size() == 3);
      assertThat(words(card)).contains("小茶");
      assertThat(card.pings()).isEmpty();
      bridge.kill();
    }

    try (var bridge = RunningBridge.start(folder, settings(discord.token(), "approve"));
        var backstage = new Backstage(bridge.sandbox())) {
      Eventually.holds("the bot is back", () -> discord.gateway().identified() > 1);
      for (var code : codes(card)) {
        var pressed = discord.press(general, bob, card.id(), code);
        assertThat(pressed.awaitResponse(Duration.ofSeconds(3))).as("in time").isPresent();
        if (code.startsWith("r.")) {
          var form = pressed.awaitForm(PATIENCE).orElseThrow();
          var input = form.at("/components/0/components/0/custom_id").asText();
          discord.submit(
              general,
              bob,
              form.path("custom_id").asText(),
              Map.of(input, "Greetings by the form!"));
        } else {
          assertThat(pressed.awaitMessage(PATIENCE)).isPresent();
        }
      }
      var reply = discord.say(general, bob, "Greetings from the other side!", card.id());
      var note = codes(card).getFirst().substring(2);
      Eventually.holds(
          "both replies are comments",
          () ->
              backstage.comments(note).stream()
                  .filter(c -> c.mine())
                  .map(Backstage.Written::text)
                  .toList()
                  .containsAll(
                      List.of("Greetings by the form!", "Greetings from the other side!")));
      var answer =
          await(
              general,
              "the answer comes home",
              m -> m.replyTo().filter(reply::equals).isPresent() && !codes(m).isEmpty());
      assertThat(answer.pings()).isEmpty();
      assertThat(discord.messages(general).stream().filter(m -> m.files().size() == 3))
          .as("nothing was sent twice")
          .hasSize(1);
      assertThat(bridge.err() + bridge.out()).doesNotContain(discord.token());
      assertThat(discord.refusedHosts()).isEmpty();
    }
  }

  @Test
  void givenAForumAndAThreadNobodyAnnounced_whenFollowed_thenPostsOpenAndCommandsAreAnswered() {
    var forum = guild.forum("notes");
    var hidden = guild.hiddenThread(general, "hidden");
    try (var bridge = RunningBridge.start(folder, settings(discord.token(), "open"));
        var backstage = new Backstage(bridge.sandbox())) {
      connected();
      var creator = backstage.join("小茶");
      backstage.publish(creator, "第一篇", "第一篇的正文");

      assertThat(ask(hidden, ann, "follow", creator.realUrl() + " last 1"))
          .contains("Following this creator");
      await(hidden, "the note in the thread", m -> words(m).contains("第一篇"));

      var followed =
          discord.slash(
              general,
              ann,
              "follow",
              Map.of("what", creator.realUrl() + " last 1", "channel", forum.id()));
      assertThat(answer(followed)).contains("Following 小茶");
      Eventually.holds("a post opens", () -> !discord.threads(forum).isEmpty());
      var post = discord.threads(forum).getFirst();
      var card = await(post, "the card in the post", m -> words(m).contains("第一篇"));
      var reply = discord.say(post, bob, "Greetings from the forum!", card.id());
      // Without a button it would be a sentence on what went wrong.
      await(
          post,
          "the answer",
          m -> m.replyTo().filter(reply::equals).isPresent() && !codes(m).isEmpty());
    }
  }

  @Test
  void givenAWrongToken_whenStarted_thenTheRestRunsAndItIsSaidWhichTokenIsWrong() {
    try (var bridge = RunningBridge.start(folder, settings("MTAx.never.given", "open"));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      assertThat(lobby.ask("/help")).contains("/follow");
      Eventually.holds("the log names the setting", () -> bridge.err().contains("discord.token"));
      assertThat(bridge.err() + bridge.out()).doesNotContain("never.given");
    }
  }

  @Test
  void givenAChannelWithoutPermission_whenItIsGivenAgain_thenResumeBringsWhatWaited() {
    try (var bridge = RunningBridge.start(folder, settings(discord.token(), "open"));
        var backstage = new Backstage(bridge.sandbox())) {
      connected();
      var creator = backstage.join("小茶");
      backstage.publish(creator, "第一篇", "第一篇的正文");
      ask(general, ann, "follow", creator.realUrl() + " last 1");
      await(general, "the first note", m -> words(m).contains("第一篇"));

      guild.denyBot(general, Right.SEND_MESSAGES);
      backstage.publish(creator, "第二篇", "第二篇的正文");
      Eventually.holds("the channel is paused", () -> bridge.err().contains("NOT_ALLOWED"));
      assertThat(answer(discord.slash(general, ann, "status", Map.of())))
          .containsIgnoringCase("send messages");
      guild.denyBot(general);
      answer(discord.slash(general, ann, "resume", Map.of()));

      await(general, "what waited", m -> words(m).contains("第二篇"));
    }
  }
}
