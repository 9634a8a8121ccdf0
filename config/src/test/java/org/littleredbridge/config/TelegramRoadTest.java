package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Saying;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;

/// The road between RedNote and Telegram, over the wire protocols of both.
final class TelegramRoadTest {
  private static final TelegramUser ANN = TelegramUser.of(7, "Ann").speaking("en");
  private static final TelegramUser BOB = TelegramUser.of(8, "Bob").speaking("en");
  private static final TelegramUser OLGA = TelegramUser.of(9, "Olga").speaking("en");

  @TempDir Path folder;

  private static String settings(SandboxTelegram telegram, String token) {
    return RunningBridge.withSandbox()
        + """
        operators: [ "telegram:9" ]
        telegram:
          token: "%s"
          api: "%s"
          limits: { bot: off, chat: off, group: off }
        """
            .formatted(token, telegram.url());
  }

  private static SeenMessage await(
      SandboxTelegram telegram, long chat, String what, Predicate<SeenMessage> condition) {
    return Eventually.present(
        what,
        () ->
            telegram.messages(chat).stream()
                .filter(m -> m.authorId() == telegram.bot().id())
                .filter(condition)
                .reduce((_, last) -> last));
  }

  private static boolean says(SeenMessage message, String words) {
    return message.words().contains(words);
  }

  private static List<String> codes(SeenMessage message) {
    return message.allButtons().stream().flatMap(b -> b.data().stream()).toList();
  }

  private static void press(SandboxTelegram telegram, SeenMessage message, char action) {
    var code = codes(message).stream().filter(c -> c.charAt(0) == action).findFirst().orElseThrow();
    var query = telegram.press(message.chat(), message.id(), BOB, code);
    Eventually.present("the press " + action + " is answered", () -> telegram.answer(query));
  }

  @Test
  void givenATopic_whenItFollows_thenNotesArriveAreExplainedAndAnsweredAlsoAfterAKill() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0))) {
      var group = telegram.createChat(ChatKind.FORUM, "Tea");
      var topic = telegram.createTopic(group, "RedNote");
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      telegram.member(group, BOB, Standing.MEMBER);
      telegram.say(OLGA.id(), OLGA, "/start");
      SeenMessage card;
      try (var bridge = RunningBridge.start(folder, settings(telegram, telegram.token()));
          var backstage = new Backstage(bridge.sandbox())) {
        var creator = backstage.join("小茶");
        backstage.publish(creator, "从前", "以前的笔记");
        var follow = "/follow " + creator.realUrl();

        // Nobody has admitted the group yet.
        telegram.say(Saying.of(group, ANN, follow).inTopic(topic));
        var question =
            await(telegram, OLGA.id(), "the operator is asked", m -> codes(m).size() == 2);
        assertThat(question.words()).contains("Tea");
        telegram.press(OLGA.id(), question.id(), OLGA, codes(question).getFirst());
        await(telegram, OLGA.id(), "the operator hears", m -> m.id() > question.id());

        telegram.say(Saying.of(group, BOB, follow).inTopic(topic));
        await(telegram, group, "Bob is refused", m -> says(m, "Only people who manage"));
        telegram.say(Saying.of(group, ANN, follow).inTopic(topic));
        var done = await(telegram, group, "Ann follows", m -> says(m, "Following this creator"));
        assertThat(done.topic()).hasValue(topic);
        telegram.say(Saying.of(group, ANN, "/list").inTopic(topic));
        Eventually.holds(
            "the first look is over",
            () -> {
              telegram.say(Saying.of(group, ANN, "/list").inTopic(topic));
              return telegram.messages(group).stream().anyMatch(m -> says(m, "next look"));
            });

        backstage.publishWithPictures(creator, "三张图", "今天的下午茶真的绝绝子", 3);
        card = await(telegram, group, "the card", m -> codes(m).size() > 2);
        assertThat(card.topic()).hasValue(topic);
        assertThat(card.words()).contains("小茶");
        var album = telegram.messages(group).stream().filter(m -> m.album().isPresent()).toList();
        assertThat(album).hasSize(3).allMatch(m -> m.topic().equals(card.topic()));
        assertThat(card.replyTo()).hasValue(album.getFirst().id());
        // Seen is not yet recorded: Telegram would show a message twice that a kill leaves between.
        try (var caller = new Caller(bridge.url())) {
          var lobby = new WebChannel(caller, "lobby");
          Eventually.holds("all is recorded", () -> lobby.counter("bridge_outbox_waiting") == 0);
        }
        bridge.kill();
      }

      try (var bridge = RunningBridge.start(folder, settings(telegram, telegram.token()));
          var backstage = new Backstage(bridge.sandbox())) {
        for (var action : List.of('x', 't', 'c', 'r')) {
          press(telegram, card, action);
        }
        var reply =
            telegram.say(
                Saying.of(group, BOB, "Greetings from the other side!")
                    .inTopic(topic)
                    .replyTo(card.id()));
        var note = codes(card).getFirst().substring(2);
        Eventually.holds(
            "the reply is a comment",
            () ->
                backstage.comments(note).stream()
                    .anyMatch(c -> c.mine() && c.text().equals("Greetings from the other side!")));
        var answer =
            await(
                telegram,
                group,
                "the answer comes home",
                m -> m.replyTo().equals(java.util.OptionalInt.of(reply)) && !codes(m).isEmpty());
        assertThat(answer.topic()).hasValue(topic);
        assertThat(telegram.messages(group).stream().filter(m -> m.album().isPresent()))
            .as("nothing was sent twice")
            .hasSize(3);
        assertThat(bridge.err() + bridge.out()).doesNotContain(telegram.token());
        assertThat(bridge.terminate().err()).as("a quiet end").doesNotContain("\tat ");
      }
    }
  }

  @Test
  void givenAWrongToken_whenStarted_thenTheRestRunsAndItIsSaidWhichTokenIsWrong() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var bridge = RunningBridge.start(folder, settings(telegram, "7000000009:never-given"));
        var caller = new Caller(bridge.url())) {
      var lobby = new WebChannel(caller, "lobby");
      assertThat(lobby.ask("/help")).contains("/follow");
      Eventually.holds("the log names the setting", () -> bridge.err().contains("telegram.token"));
      assertThat(bridge.err() + bridge.out()).doesNotContain("never-given");
    }
  }

  @Test
  void givenATokenThatIsRevoked_whenRunning_thenTheRestRunsOnAndOneSentenceSaysWhatToDo() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var bridge = RunningBridge.start(folder, settings(telegram, telegram.token()));
        var caller = new Caller(bridge.url())) {
      telegram.say(OLGA.id(), OLGA, "/help");
      await(telegram, OLGA.id(), "help", m -> says(m, "/follow"));

      telegram.revokeToken(true);
      telegram.say(OLGA.id(), OLGA, "/help");

      Eventually.holds("the log names the setting", () -> bridge.err().contains("telegram.token"));
      assertThat(new WebChannel(caller, "lobby").ask("/help")).contains("/follow");
      assertThat(bridge.err())
          .as("telegrambots' own words")
          .doesNotContain("BotSession", "GetUpdates")
          .doesNotContain(telegram.token());
    }
  }

  @Test
  void givenTheBotIsRemoved_whenItIsInvitedAgain_thenWhatWaitedArrives() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0))) {
      var group = telegram.createChat(ChatKind.SUPERGROUP, "Tea");
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      var open = settings(telegram, telegram.token()) + "communities: open\n";
      try (var bridge = RunningBridge.start(folder, open);
          var backstage = new Backstage(bridge.sandbox())) {
        var creator = backstage.join("小茶");
        backstage.publish(creator, "第一篇", "第一篇的正文");
        telegram.say(group, ANN, "/follow " + creator.realUrl() + " last 1");
        await(telegram, group, "the first note", m -> says(m, "第一篇"));
        telegram.bot(group, ANN, Standing.KICKED);
        backstage.publish(creator, "第二篇", "第二篇的正文");
        Eventually.holds("the channel is paused", () -> bridge.err().contains("REMOVED"));
        var shown = telegram.messages(group).size();

        telegram.bot(group, ANN, Standing.MEMBER);

        await(telegram, group, "what waited", m -> says(m, "第二篇"));
        assertThat(telegram.messages(group).stream().filter(m -> says(m, "第二篇的正文"))).hasSize(1);
        assertThat(telegram.messages(group)).hasSizeGreaterThan(shown);
      }
    }
  }

  @Test
  void givenAGroup_whenItBecomesASupergroup_thenItsNotesFollowIt() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0))) {
      var group = telegram.createChat(ChatKind.GROUP, "Tea");
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      var open = settings(telegram, telegram.token()) + "communities: open\n";
      try (var bridge = RunningBridge.start(folder, open);
          var backstage = new Backstage(bridge.sandbox())) {
        var creator = backstage.join("小茶");
        backstage.publish(creator, "第一篇", "第一篇的正文");
        telegram.say(group, ANN, "/follow " + creator.realUrl() + " last 1");
        await(telegram, group, "the first note", m -> says(m, "第一篇"));

        var moved = telegram.migrate(group, ANN);
        backstage.publish(creator, "第二篇", "第二篇的正文");

        await(telegram, moved, "the next note", m -> says(m, "第二篇"));
      }
    }
  }

  @Test
  void givenAnAccountThatIsLoggedOut_whenTheOperatorScansTheCode_thenTheBridgeGoesOn() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var bridge = RunningBridge.start(folder, settings(telegram, telegram.token()));
        var backstage = new Backstage(bridge.sandbox())) {
      var group = telegram.createChat(ChatKind.SUPERGROUP, "Tea");
      telegram.member(group, BOB, Standing.MEMBER);
      telegram.say(OLGA.id(), OLGA, "/help");
      // Somebody has to follow something, or nobody asks RedNote.
      var creator = backstage.join("小茶");
      backstage.publish(creator, "第一篇", "第一篇的正文");
      telegram.say(OLGA.id(), OLGA, "/follow " + creator.realUrl() + " last 1");
      await(telegram, OLGA.id(), "the first note", m -> says(m, "第一篇"));
      backstage.faults("{\"loggedOut\":true}");
      var notice = await(telegram, OLGA.id(), "the notice", m -> says(m, "is logged out"));
      var code = codes(notice).getFirst();
      assertThat(code).startsWith("l.");

      // A button's code can be sent by anybody: it is refused to Bob, and in a group.
      var bobs = telegram.press(OLGA.id(), notice.id(), BOB, code);
      Eventually.present("the press is answered", () -> telegram.answer(bobs));
      await(telegram, OLGA.id(), "Bob is refused", m -> says(m, "Only an operator"));
      assertThat(backstage.loginSession()).isZero();

      telegram.press(OLGA.id(), notice.id(), OLGA, code);
      var shown =
          await(
              telegram, OLGA.id(), "the code", m -> m.media().isPresent() && m.id() > notice.id());
      assertThat(shown.words()).contains("4 minutes", "show it to nobody");
      var first = backstage.loginSession();

      // A new one makes the first useless.
      telegram.press(OLGA.id(), notice.id(), OLGA, code);
      await(telegram, OLGA.id(), "a new code", m -> m.media().isPresent() && m.id() > shown.id());
      assertThat(backstage.scan(first)).isFalse();
      assertThat(backstage.scan(backstage.loginSession())).isTrue();

      await(telegram, OLGA.id(), "the recovery", m -> says(m, "All is well"));
      assertThat(telegram.messages(OLGA.id()).stream().filter(m -> says(m, "is logged out")))
          .hasSize(1);
      assertThat(telegram.messages(OLGA.id()).stream().filter(m -> says(m, "All is well")))
          .hasSize(1);
      assertThat(telegram.messages(group)).noneMatch(m -> says(m, "logged"));
      assertThat(bridge.err() + bridge.out()).doesNotContain("iVBOR", "data:image");
    }
  }

  @Test
  void givenAPrivateChat_whenTheOperatorFollowsThere_thenNotesArriveThere() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0));
        var bridge = RunningBridge.start(folder, settings(telegram, telegram.token()));
        var backstage = new Backstage(bridge.sandbox())) {
      var creator = backstage.join("小茶");
      backstage.publish(creator, "第一篇", "第一篇的正文");
      telegram.say(OLGA.id(), OLGA, "/follow " + creator.realUrl() + " last 1");
      var card = await(telegram, OLGA.id(), "the first note", m -> says(m, "第一篇"));
      assertThat(codes(card)).isNotEmpty();
    }
  }
}
