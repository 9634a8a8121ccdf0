package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.config.Backstage.Creator;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SeenMessage;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;

/// From a pasted link to the note's card, over the wire protocols of all services.
final class LinkRoadTest {
  private static final TelegramUser ANN = TelegramUser.of(7, "Ann").speaking("en");
  private static final TelegramUser BOB = TelegramUser.of(8, "Bob").speaking("en");

  // What a token looks like, also one that was cut off.
  private static final Pattern TOKEN = Pattern.compile("[AC]B[A-Za-z0-9_-]{20,}|xsec_token");

  @TempDir Path folder;

  private static String shareText(String link) {
    return "62 小茶发布了一篇小红书笔记，快来看吧！😆 Xy12 😆 " + link + "，复制本条信息，打开【小红书】App查看精彩内容！";
  }

  /// A creator whom nobody follows, and a note of theirs.
  private record Told(Creator creator, String note) {
    static Told by(Backstage backstage, String name) {
      var creator = backstage.join(name);
      return new Told(creator, backstage.publish(creator, "题目 " + name, "正文 " + name));
    }
  }

  @Test
  void givenTheBrowser_whenLinksArePastedAndAskedFor_thenCardsAndClearSentencesAndASilentLog() {
    try (var bridge = RunningBridge.start(folder, RunningBridge.withSandbox());
        var backstage = new Backstage(bridge.sandbox());
        var caller = new Caller(bridge.url())) {
      var channel = new WebChannel(caller, "links");
      var told = Told.by(backstage, "小茶");

      var pasted = channel.say(shareText(backstage.shortLink("note", told.note(), "app")));
      var card = channel.await("the card", m -> m.answers(pasted));
      assertThat(card.note()).hasValue(told.note());
      assertThat(card.json().path("note").path("url").asText())
          .startsWith(bridge.sandbox() + "/explore/" + told.note() + "?xsec_token=AB")
          .endsWith("&xsec_source=pc_feed");

      for (var form : List.of("login", "error")) {
        var asked = channel.say("/note " + backstage.shortLink("note", told.note(), form));
        var again = channel.await("the card again", m -> m.answers(asked));
        assertThat(again.note()).as(form).hasValue(told.note());
      }
      var reply = channel.reply(card, "这是我的回复");
      channel.await("the reply is posted", m -> m.answers(reply));
      assertThat(backstage.comments(told.note()))
          .extracting(Backstage.Written::text)
          .contains("这是我的回复");

      for (var form : List.of("loop", "endless", "flood", "dead")) {
        assertThat(channel.ask("/note " + backstage.shortLink("note", told.note(), form)))
            .as(form)
            .contains("short link");
      }
      for (var away :
          List.of(
              "http://127.0.0.1:9/explore/" + told.note(),
              "http://10.0.0.1/explore/" + told.note(),
              "http://[::1]/explore/" + told.note(),
              "https://evil.example/explore/" + told.note(),
              bridge.url() + "/metrics")) {
        assertThat(channel.ask("/note " + backstage.shortLink("to", away, "plain")))
            .as(away)
            .contains("short link");
      }

      var gone = Told.by(backstage, "走了");
      var link = backstage.shortLink("note", gone.note(), "app");
      backstage.takeDown(gone.note());
      var asked = channel.say("/note " + link);
      channel.await("it is gone", m -> m.answers(asked) && m.text().contains("gone"));
      assertThat(channel.ask("/note 6911a2b3000000000d00c0de")).contains("access token");
      assertThat(channel.ask("/note links off")).contains("alone");

      assertSilent(bridge);
      assertThat(bridge.terminate().err()).doesNotContain("\tat ");
    }
  }

  private static void assertSilent(RunningBridge bridge) {
    var log = bridge.err() + bridge.out();
    assertThat(log).contains("Little Red Bridge is ready");
    assertThat(log.lines()).noneMatch(line -> TOKEN.matcher(line).find());
  }

  @Test
  void givenATelegramGroup_whenSomebodyPastesALink_thenTheCardAnswersIt() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0))) {
      var group = telegram.createChat(ChatKind.SUPERGROUP, "Tea");
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      telegram.member(group, BOB, Standing.MEMBER);
      var settings =
          RunningBridge.withSandbox()
              + """
              communities: open
              telegram:
                token: "%s"
                api: "%s"
                limits: { bot: off, chat: off, group: off }
              """
                  .formatted(telegram.token(), telegram.url());
      try (var bridge = RunningBridge.start(folder, settings);
          var backstage = new Backstage(bridge.sandbox())) {
        var told = Told.by(backstage, "小茶");
        telegram.say(group, ANN, "/note links on");
        Eventually.holds(
            "it is switched on",
            () ->
                telegram.messages(group).stream()
                    .anyMatch(m -> m.words().contains("From now on I answer")));

        var link = backstage.shortLink("note", told.note(), "app");
        var pasted = telegram.say(group, BOB, shareText(link));
        var card =
            Eventually.present(
                "the card",
                () ->
                    telegram.messages(group).stream()
                        .filter(m -> m.replyTo().equals(OptionalInt.of(pasted)))
                        .findFirst());
        assertThat(card.authorId()).isEqualTo(telegram.bot().id());
        assertThat(card.words()).contains("题目 小茶");

        var asked = telegram.say(group, BOB, "/note " + link);
        Eventually.holds(
            "the card answers the command",
            () ->
                telegram.messages(group).stream()
                    .anyMatch(m ->
                        m.replyTo().equals(OptionalInt.of(asked)) && m.words().contains("题目 小茶")));
        assertSilent(bridge);
      }
    }
  }

  @Test
  void givenADiscordServer_whenSomebodyPastesALink_thenTheCardAnswersItWhereThatIsWanted() {
    try (var discord = SandboxDiscord.start(SandboxDiscordConfig.any())) {
      var guild = discord.guild("Tea");
      var general = guild.text("general");
      var other = guild.text("other");
      var ann = guild.member("ann", Right.MANAGE_GUILD);
      var bob = guild.member("bob");
      var settings =
          RunningBridge.withSandbox()
              + """
              communities: open
              discord: { token: "%s", proxy: "127.0.0.1:%d", trust: "%s", message-content: true }
              """
                  .formatted(discord.token(), discord.proxy().getPort(), discord.caFile());
      try (var bridge = RunningBridge.start(folder, settings);
          var backstage = new Backstage(bridge.sandbox())) {
        Eventually.holds("the bot is connected", () -> discord.gateway().connected() > 0);
        Eventually.holds("commands are there", () -> !discord.commands(guild).isEmpty());
        var told = Told.by(backstage, "小茶");
        var link = shareText(backstage.shortLink("note", told.note(), "app"));

        var answer =
            discord
                .slash(other, bob, "note", Map.of("what", link))
                .awaitMessage(Duration.ofSeconds(60))
                .orElseThrow();
        assertThat(answer.content() + answer.embeds()).contains("Here it comes");
        Eventually.holds(
            "the card for all",
            () -> discord.messages(other).stream().anyMatch(m -> shows(m, "题目 小茶")));

        discord
            .slash(general, ann, "follow", Map.of("what", told.creator().realUrl()))
            .awaitMessage(Duration.ofSeconds(60));
        // Nothing is followed in the other channel.
        discord.say(other, bob, link);
        var pasted = discord.say(general, bob, link);
        var card =
            Eventually.present(
                "the card",
                () ->
                    discord.messages(general).stream()
                        .filter(m -> m.replyTo().filter(pasted::equals).isPresent())
                        .findFirst());
        assertThat(shows(card, "题目 小茶")).isTrue();
        assertThat(card.pings()).isEmpty();
        assertThat(discord.messages(other).stream().filter(m -> shows(m, "题目 小茶"))).hasSize(1);
        assertSilent(bridge);
      }
    }
  }

  private static boolean shows(SeenMessage message, String words) {
    return message.fromBot()
        && message.onlyFor().isEmpty()
        && (message.content() + message.embeds()).contains(words);
  }
}
