package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Saying;
import org.littleredbridge.sandbox.telegram.SeenAnswer;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;
import org.littleredbridge.sandbox.telegram.TelegramUser;
import org.littleredbridge.wording.Wording;

class TelegramListeningTest {
  private static final TelegramUser MAY = TelegramStage.MAY;
  private static final TelegramUser ADA = TelegramStage.ADA;
  private static final Action EXPLAIN =
      new Action.Explain(new Action.Subject("65f1", Optional.of("77aa")));

  private final Heard heard = new Heard();
  private TelegramStage stage = new TelegramStage();

  @BeforeEach
  void open() {
    opened();
  }

  private void opened() {
    heard.on(stage.messenger());
    well();
  }

  private void well() {
    Await.that("it is well", () -> stage.messenger().state().mood() == Mood.WELL);
  }

  private void reopen(TelegramStage other) {
    stage.close();
    stage = other;
    opened();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private <T extends Event> T next(Class<T> kind) {
    return Await.present(
        kind.getSimpleName(),
        () -> heard.events().stream().filter(kind::isInstance).map(kind::cast).findFirst());
  }

  private void awaitConfirmed() {
    Await.that("all is confirmed", () -> stage.service.pendingUpdates() == 0);
  }

  private MessageRef card(ChannelId channel, Action action) {
    return stage
        .messenger()
        .send(
            channel,
            new Part.Say("Tea", List.of(new Button.Ask("Explain", action)), Optional.empty()),
            Optional.empty(),
            "k1")
        .message();
  }

  private void pressed(MessageRef message, Action action) {
    stage.presses(message, action.code());
  }

  private SeenAnswer answer(String query) {
    return Await.present("the press is answered", () -> stage.service.answer(query));
  }

  @Test
  void givenCommandsOfSeveralForms_whenGiven_thenThoseForThisBotArrive() {
    stage.service.say(stage.group, MAY, "/Follow@Little_Red_Bridge_Bot  Lulu \n last 3 ");
    stage.service.say(stage.group, MAY, "/follow@weather_bot Paris");
    stage.service.say(stage.group, MAY, "tell me /follow x");
    stage.service.say(stage.group, MAY, "/ follow x");
    stage.service.say(stage.group, MAY, "/list");
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("follow Lulu \n last 3", "list");
    var command = (Event.Command) heard.events().getFirst();
    assertThat(command.member())
        .isEqualTo(new Member("501", "May", Member.Standing.NOT_SAID, Optional.of(Locale.ENGLISH)));
    assertThat(command.channel()).isEqualTo(stage.channel());
    assertThat(command.answerTo()).isEqualTo(stage.channel());
    assertThat(command.community().name()).isEqualTo("Tea friends");
    assertThat(command.id()).startsWith("telegram:7000000001:");
  }

  @Test
  void givenExplainInAnswerToAMessage_whenGiven_thenItIsAboutWhatStandsThere() {
    var others = stage.service.say(stage.group, ADA, "  宝子们 " + "好".repeat(2_000));
    stage.service.say(Saying.of(stage.group, MAY, "/explain").replyTo(others));
    stage.service.say(Saying.of(stage.group, MAY, "/explain 种草").replyTo(others));
    stage.service.say(Saying.of(stage.group, MAY, "/list").replyTo(others));
    stage.service.say(stage.group, MAY, "/explain");
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("explain 宝子们 " + "好".repeat(996), "explain 种草", "list", "explain");
  }

  @Test
  void givenAKnownMenu_whenAnUnknownCommandIsGiven_thenOnlyTheBotThatIsMeantHearsIt() {
    heard.offers(
        List.of(new MenuEntry("list", Map.of(Locale.ENGLISH, "x"), Optional.empty(), false)));
    stage.service.say(stage.group, MAY, "/weather");
    stage.service.say(stage.group, MAY, "/wether@little_red_bridge_bot");
    stage.service.say(MAY.id(), MAY, "/odd");
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("wether", "odd");
  }

  @Test
  void givenAPrivateChat_whenACommandIsGiven_thenThePersonManagesIt() {
    stage.service.say(MAY.id(), MAY.speaking("zh-hans"), "/start");

    var command = next(Event.Command.class);
    assertThat(command.words()).isEqualTo("help");
    assertThat(command.channel()).isEqualTo(ChannelId.person("telegram", "501"));
    assertThat(command.member().language()).contains(Locale.forLanguageTag("zh-hans"));
    assertThat(stage.messenger().manages(command.channel(), command.member())).isTrue();
  }

  @Test
  void givenATopic_whenACommandAndAReplyAreGiven_thenTheTopicIsAChannelOfItsOwn() {
    var forum = stage.service.createChat(ChatKind.FORUM, "Forum");
    stage.service.say(forum, MAY, "the number 1 is General's");
    var topic = stage.service.createTopic(forum, "Tea");
    var channel = ChannelId.ofKey("telegram:" + forum + ":" + topic);
    var note = card(channel, EXPLAIN);
    assertThat(stage.service.messages(forum).getLast().topic()).hasValue(topic);

    stage.service.say(Saying.of(forum, MAY, "/list").inTopic(topic));
    stage.service.say(Saying.of(forum, MAY, "just talk").inTopic(topic));
    stage.service.say(
        Saying.of(forum, MAY, "nice").inTopic(topic).replyTo(Integer.parseInt(note.id())));

    assertThat(next(Event.Reply.class).to()).isEqualTo(note);
    assertThat(next(Event.Command.class).channel()).isEqualTo(channel);
    awaitConfirmed();
    assertThat(heard.events()).hasSize(2);
  }

  @Test
  void givenAnAnonymousAdministrator_whenACommandIsGiven_thenItManages() {
    stage.service.anonymousAdministrator(stage.group, ADA);
    stage.service.say(Saying.of(stage.group, ADA, "/follow x").anonymously());

    var member = next(Event.Command.class).member();
    assertThat(member.standing()).isEqualTo(Member.Standing.MANAGES);
    assertThat(member.id()).isEqualTo(Long.toString(stage.group));
  }

  @Test
  void givenSomebodyInTheNameOfAnotherChannel_whenACommandIsGiven_thenTheyManageNothing() {
    var channel = stage.service.createChat(ChatKind.CHANNEL, "Fans");
    stage.service.say(Saying.of(stage.group, MAY, "/follow x").inTheNameOf(channel));

    var member = next(Event.Command.class).member();
    assertThat(member.standing()).isEqualTo(Member.Standing.TAKES_PART);
    assertThat(stage.messenger().manages(stage.channel(), member)).isFalse();
  }

  @Test
  void givenABroadcastChannel_whenACommandIsPosted_thenTheChannelManagesItself() {
    var channel = stage.service.createChat(ChatKind.CHANNEL, "News");
    stage.service.say(Saying.of(channel, ADA, "/follow x").inTheNameOf(channel));

    var command = next(Event.Command.class);
    assertThat(command.channel()).isEqualTo(Place.channel(channel));
    assertThat(command.member().standing()).isEqualTo(Member.Standing.MANAGES);
  }

  @Test
  void givenRepliesToOthersAndStickers_whenSent_thenNothingIsHeard() {
    var others = stage.service.say(stage.group, ADA, "hello");
    stage.service.say(Saying.of(stage.group, MAY, "hello you").replyTo(others));
    var note = card(stage.channel(), EXPLAIN);
    stage.service.update(
        """
        {"message":{"message_id":900,"date":1,"chat":{"id":%d,"type":"supergroup","title":"T"},
          "from":{"id":501,"is_bot":false,"first_name":"May"},
          "sticker":{"file_id":"s","file_unique_id":"u","type":"regular","width":1,"height":1,
            "is_animated":false,"is_video":false},
          "reply_to_message":{"message_id":%s,"date":1,
            "chat":{"id":%d,"type":"supergroup","title":"T"},
            "from":{"id":7000000001,"is_bot":true,"first_name":"B"}}}}
        """
            .formatted(stage.group, note.id(), stage.group));
    awaitConfirmed();

    assertThat(heard.events()).isEmpty();
  }

  @Test
  void givenAWordBelowAChannelsPost_whenHeardInItsDiscussionGroup_thenItAnswersThePost() {
    stage.service.update(
        """
        {"message":{"message_id":900,"message_thread_id":80,"date":1,"text":"so nice",
          "chat":{"id":%d,"type":"supergroup","title":"T"},
          "from":{"id":501,"is_bot":false,"first_name":"May"},
          "reply_to_message":{"message_id":80,"date":1,"is_automatic_forward":true,
            "chat":{"id":%d,"type":"supergroup","title":"T"},
            "from":{"id":777000,"is_bot":false,"first_name":"Telegram"},
            "sender_chat":{"id":-1005,"type":"channel","title":"News"},
            "forward_origin":{"type":"channel","date":1,"message_id":12,
              "chat":{"id":-1005,"type":"channel","title":"News"}}}}}
        """
            .formatted(stage.group, stage.group));

    var reply = next(Event.Reply.class);
    assertThat(reply.to()).isEqualTo(new MessageRef(Place.channel(-1005), "12"));
    assertThat(reply.channel()).isEqualTo(stage.channel());
  }

  @Test
  void givenALink_whenSomebodyPastesIt_thenItIsHeardAndTalkIsNot() {
    stage.service.say(stage.group, MAY, "hello all");
    var first = stage.service.say(stage.group, MAY, "快看https://www.rednote.com/explore/n1，好吃");
    stage.service.say(
        Saying.of(stage.group, MAY, "to others https://www.rednote.com/explore/n2").replyTo(first));

    var link = next(Event.Link.class);
    assertThat(link.message()).isEqualTo(new MessageRef(stage.channel(), Integer.toString(first)));
    assertThat(link.channel()).isEqualTo(stage.channel());
    assertThat(link.member().id()).isEqualTo(Long.toString(MAY.id()));
    assertThat(link.text()).contains("快看https://www.rednote.com/explore/n1，");
    Await.that("both are heard", () -> heard.events().size() == 2);
    assertThat(heard.events()).hasOnlyElementsOfType(Event.Link.class);
  }

  @Test
  void givenALinkInAReplyToTheBotOrACommand_whenWritten_thenItIsThat() {
    var note = card(stage.channel(), EXPLAIN);
    stage.says(stage.channel(), "https://www.rednote.com/explore/n1", Optional.of(note));
    assertThat(next(Event.Reply.class).text()).contains("rednote.com");
    stage.service.say(stage.group, MAY, "/note https://www.rednote.com/explore/n1");
    assertThat(next(Event.Command.class).words()).startsWith("note https");
    assertThat(heard.events()).noneMatch(Event.Link.class::isInstance);
  }

  @Test
  void givenLinksOfBotsAndOfTelegramItself_whenHeard_thenTheyAreNotAnswered() {
    var link = "\"text\":\"https://www.rednote.com/explore/n1\"";
    var chat =
        "\"chat\":{\"id\":%d,\"type\":\"supergroup\",\"title\":\"T\"}".formatted(stage.group);
    var may = "\"from\":{\"id\":501,\"is_bot\":false,\"first_name\":\"May\"}";
    var bot = "{\"id\":9,\"is_bot\":true,\"first_name\":\"B\",\"username\":\"b_bot\"}";
    for (var more :
        List.of(
            "\"from\":" + bot,
            "\"is_automatic_forward\":true,\"sender_chat\":{\"id\":-1005,\"type\":\"channel\",\"title\":\"N\"}",
            may + ",\"via_bot\":" + bot,
            may
                + ",\"forward_origin\":{\"type\":\"user\",\"date\":1,\"sender_user\":"
                + bot
                + "}")) {
      stage.service.update(
          "{\"message\":{\"message_id\":900,\"date\":1,%s,%s,%s}}".formatted(link, chat, more));
    }
    stage.service.say(stage.group, MAY, "at last https://www.rednote.com/explore/n1");

    assertThat(next(Event.Link.class).text()).startsWith("at last");
    assertThat(heard.events()).hasSize(1);
  }

  @Test
  void givenTheBotComesAndGoes_whenTold_thenItIsHeardOnce() {
    var chat =
        stage.service.createChat(
            -1009L, ChatKind.SUPERGROUP, "New", Optional.empty(), Standing.LEFT);
    stage.service.bot(chat, ADA, Standing.MEMBER);
    stage.service.bot(chat, ADA, Standing.ADMINISTRATOR);
    stage.service.bot(chat, ADA, Standing.RESTRICTED, Map.of("can_send_messages", false));
    stage.service.bot(chat, ADA, Standing.KICKED);
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Joined", "Left");
    assertThat(next(Event.Joined.class).by().map(Member::id)).contains("601");
    assertThat(next(Event.Left.class).channel()).isEqualTo(Place.channel(chat));
  }

  @Test
  void givenAPersonWhoBlocks_whenTold_thenTheirPrivateChatIsLeft() {
    stage.service.say(MAY.id(), MAY, "/start");
    stage.service.bot(MAY.id(), MAY, Standing.KICKED);

    assertThat(next(Event.Left.class).channel()).isEqualTo(ChannelId.person("telegram", "501"));
  }

  @Test
  void givenAGroupThatBecomesASupergroup_whenTold_thenItMoved() {
    var chat = stage.service.createChat(ChatKind.GROUP, "Small");
    var now = stage.service.migrate(chat, ADA);

    var moved = next(Event.Moved.class);
    assertThat(moved.channel()).isEqualTo(Place.channel(chat));
    assertThat(moved.to()).isEqualTo(Place.channel(now));
  }

  @Test
  void givenUpdatesThatCannotBeRead_whenPolled_thenThoseAroundThemArrive() {
    stage.service.say(stage.group, MAY, "/list one");
    for (var odd :
        List.of(
            "{\"message\":17}",
            "{\"message\":{\"date\":\"yesterday\"}}",
            "{\"message\":{}}",
            "{\"message\":{\"message_id\":1,\"date\":1,\"text\":\"/list\"}}",
            "{\"callback_query\":{\"id\":\"1:2\",\"data\":\"o.n1\"}}",
            "{\"my_chat_member\":{\"chat\":{\"id\":1}}}",
            "{\"my_chat_member\":{\"new_chat_member\":{\"status\":\"emperor\"}}}",
            "{\"unheard_of\":{\"a\":[]}}",
            "{}",
            "{\"message\":" + "{\"reply_to_message\":".repeat(40) + "{}" + "}".repeat(41))) {
      stage.service.update(odd);
    }
    stage.service.say(stage.group, MAY, "/list two");
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("list one", "list two");
  }

  @Test
  void givenAListenerThatThrows_whenUpdatesCome_thenNoneIsConfirmedBeforeItIsTaken() {
    var failures = new AtomicInteger(4);
    heard.before(event -> {
      if (failures.getAndDecrement() > 0) {
        throw new StackOverflowError("the store is broken");
      }
    });
    stage.service.say(stage.group, MAY, "/list 1");
    stage.service.say(stage.group, MAY, "/list 2");
    Await.that("it failed", () -> failures.get() <= 2);
    assertThat(stage.service.pendingUpdates()).isEqualTo(2);
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("list 1", "list 2");
  }

  @Test
  void givenOneEventThatIsNeverTaken_whenOthersAre_thenItIsGivenUpAtLast() {
    heard.before(event -> {
      if (event instanceof Event.Command command && command.words().endsWith("poison")) {
        throw new IllegalStateException("no store can hold this");
      }
    });
    stage.service.say(stage.group, MAY, "/list poison");
    stage.service.say(stage.group, MAY, "/list good");
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .contains("list good");
  }

  @Test
  void givenAListenerThatHangs_whenNoPollEnds_thenANewPollerHandsTheSameOver() {
    var clock = SettableClock.at("2026-03-01T12:00:00Z");
    reopen(new TelegramStage(SandboxTelegramConfig.still(0), TelegramStage.QUICK, clock));
    var hung = new CountDownLatch(1);
    var times = new AtomicInteger();
    heard.before(event -> {
      if (times.getAndIncrement() == 0) {
        hung.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    });
    stage.service.say(stage.group, MAY, "/list");
    Await.that("it hangs", () -> hung.getCount() == 0);
    clock.advance(Duration.ofMinutes(5));

    assertThat(next(Event.Command.class).words()).isEqualTo("list");
    awaitConfirmed();
  }

  @Test
  void givenAWeekOfSilence_whenUpdatesBeginAnewWithLowerNumbers_thenThePollerBeginsAnewToo() {
    var clock = SettableClock.at("2026-03-01T12:00:00Z");
    reopen(new TelegramStage(SandboxTelegramConfig.still(0), TelegramStage.QUICK, clock));
    var before = stage.service.callCount("deleteWebhook");

    awaitConfirmed();
    clock.advance(Duration.ofDays(6).plusHours(1));

    Await.that("it begins anew", () -> stage.service.callCount("deleteWebhook") > before);
    well();
  }

  @Test
  void givenAnotherProgramWithThisToken_whenPolling_thenTheStateSaysSoAndItRecovers() {
    stage.service.fault(
        TelegramFault.error(
                "getUpdates",
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot"
                    + " instance is running")
            .times(3));
    stage.service.say(stage.group, MAY, "/list");

    Await.that(
        "it says so", () -> stage.messenger().state().sentence().contains("Another program polls"));
    assertThat(stage.messenger().state().mood()).isEqualTo(Mood.TRYING);
    well();
  }

  @Test
  void givenATokenThatIsRevoked_whenPolling_thenItStopsWithASentenceAndRecoversWhenValid() {
    stage.service.revokeToken(true);
    stage.service.say(stage.group, MAY, "/list");

    Await.that("it stops", () -> stage.messenger().state().mood() == Mood.STOPPED);
    assertThat(stage.messenger().state().sentence())
        .contains("telegram.token")
        .doesNotContain(stage.service.token());
    stage.service.revokeToken(false);
    well();
    assertThat(next(Event.Command.class).words()).isEqualTo("list");
  }

  @Test
  void givenEachBrokenAnswer_whenPolling_thenNothingIsLost() {
    for (var way :
        List.of(Way.GARBAGE, Way.TRUNCATED, Way.DROP_BEFORE, Way.DROP_AFTER, Way.ENDLESS)) {
      stage.service.fault(TelegramFault.of("getUpdates", way).times(2));
    }
    stage.service.fault(TelegramFault.tooMany("getUpdates", 1));
    for (int i = 0; i < 5; i++) {
      stage.service.say(stage.group, MAY, "/list " + i);
    }
    awaitConfirmed();

    assertThat(heard.events())
        .extracting(event -> ((Event.Command) event).words())
        .containsExactly("list 0", "list 1", "list 2", "list 3", "list 4");
  }

  @Test
  void givenTelegramDown_whenOpened_thenItReturnsAtOnceAndTriesOn() {
    var address = stage.service.url();
    stage.close();
    var lonely =
        new Telegram(
            new TelegramConfig("1:abc", address),
            new MemoryFileIds(),
            new Wording(),
            Clock.systemUTC(),
            TelegramStage.QUICK,
            new Pacing.Time(Clock.systemUTC(), Thread::sleep));
    heard.on(lonely);
    Await.that("it tries", () -> lonely.state().sentence().contains("does not answer"));
    assertThat(lonely.state().mood()).isEqualTo(Mood.TRYING);
    stage =
        new TelegramStage(
            SandboxTelegramConfig.still(address.getPort()).withToken("1:abc"),
            TelegramStage.QUICK,
            Clock.systemUTC());
    Await.that("it is well", () -> lonely.state().mood() == Mood.WELL);
    lonely.close();
  }

  @Test
  void givenAButtonOfAnotherTime_whenPressed_thenThatIsSaid() {
    var message = card(stage.channel(), EXPLAIN);
    stage.service.update(
        """
        {"callback_query":{"id":"4711","from":{"id":501,"is_bot":false,"first_name":"May"},
          "chat_instance":"1","data":"something-else","message":{"message_id":%s,"date":0,
          "chat":{"id":%d,"type":"supergroup","title":"T"}}}}
        """
            .formatted(message.id(), stage.group));
    Await.that("it is answered", () -> stage.service.callCount("answerCallbackQuery") == 1);

    assertThat(stage.service.calls("answerCallbackQuery").getFirst().parameters())
        .containsEntry("callback_query_id", "4711")
        .containsEntry("text", "This button is of an older message and does nothing any more.");
    assertThat(heard.events()).isEmpty();
  }

  @Test
  void givenAReplyButton_whenPressed_thenTheMemberIsToldHowAndNothingIsHeard() {
    var reply = new Action.Reply(new Action.Subject("n1", Optional.empty()));
    var message = card(stage.channel(), reply);
    var query =
        stage.service.press(
            stage.group, Integer.parseInt(message.id()), MAY.speaking("zh"), reply.code());

    var answer = answer(query);
    assertThat(answer.alert()).isTrue();
    assertThat(answer.text().orElseThrow()).contains("小红书");
    awaitConfirmed();
    assertThat(heard.events()).isEmpty();
  }

  @Test
  void givenAPressInAPrivateChat_whenPressed_thenTheSpinnerEndsAndTheAnswerGoesThere() {
    stage.service.say(MAY.id(), MAY, "/start");
    var message = card(ChannelId.person("telegram", "501"), EXPLAIN);
    var query = stage.service.press(MAY.id(), Integer.parseInt(message.id()), MAY, EXPLAIN.code());

    assertThat(answer(query).text().orElse("")).isEmpty();
    assertThat(next(Event.Press.class).answerTo()).isEqualTo(ChannelId.person("telegram", "501"));
  }

  @Test
  void givenALongAnswer_whenThePersonKnowsTheBot_thenItComesPrivately() {
    stage.service.say(MAY.id(), MAY, "/start");
    var message = card(stage.channel(), EXPLAIN);
    pressed(message, EXPLAIN);
    var press = next(Event.Press.class);
    var sent =
        stage.messenger().send(press.answerTo(), say("x".repeat(300)), Optional.empty(), "a");

    assertThat(stage.toldPrivately())
        .contains("x".repeat(300), "I wrote to you in our private chat.");
    assertThat(sent.message().channel()).isEqualTo(ChannelId.person("telegram", "501"));
    stage.messenger().send(press.answerTo(), say("and more"), Optional.of(sent.message()), "b");
    assertThat(stage.toldPrivately()).contains("and more");
  }

  private static Part.Say say(String text) {
    return new Part.Say(text, Optional.empty());
  }

  @Test
  void givenALongAnswer_whenThePersonNeverOpenedTheChat_thenTheyAreLedIntoItAndAskAgain() {
    var message = card(stage.channel(), EXPLAIN);
    var query =
        stage.service.press(stage.group, Integer.parseInt(message.id()), MAY, EXPLAIN.code());
    var press = next(Event.Press.class);
    stage.messenger().send(press.answerTo(), say("x".repeat(300)), Optional.empty(), "a");

    var url = answer(query).url().orElseThrow();
    assertThat(url).startsWith("https://t.me/little_red_bridge_bot?start=");
    stage.service.say(MAY.id(), MAY, "/start " + url.substring(url.indexOf('=') + 1));

    var again =
        Await.present(
            "they ask again",
            () ->
                heard.events().stream()
                    .filter(e -> e instanceof Event.Press p && p.answerTo().chat().equals("@501"))
                    .map(Event.Press.class::cast)
                    .findFirst());
    assertThat(again.action()).isEqualTo(EXPLAIN);
    stage.messenger().send(again.answerTo(), say("x".repeat(300)), Optional.empty(), "c");
    assertThat(stage.toldPrivately()).contains("x".repeat(300));
  }

  @Test
  void givenALongAnswerAfterARestart_whenThePersonNeverOpenedTheChat_thenItsBeginningIsShown() {
    var message = card(stage.channel(), EXPLAIN);
    var query =
        stage.service.press(stage.group, Integer.parseInt(message.id()), MAY, EXPLAIN.code());
    var press = next(Event.Press.class);
    // Else it is handed over again, and then the press is known after all.
    Await.that("the press is confirmed", () -> stage.service.pendingUpdates() == 0);
    stage.restart();
    opened();
    stage.messenger().send(press.answerTo(), say("y".repeat(300)), Optional.empty(), "a");

    assertThat(answer(query).text().orElseThrow()).startsWith("yyy").endsWith("…").hasSize(200);
  }

  @Test
  void givenASlowCore_whenTheSpinnerHasTurnedLong_thenTheAnswerIsPromisedAndComesPrivately() {
    var hasty =
        new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(50));
    reopen(new TelegramStage(SandboxTelegramConfig.still(0), hasty, Clock.systemUTC()));
    stage.service.say(MAY.id(), MAY, "/start");
    var message = card(stage.channel(), EXPLAIN);
    var query =
        stage.service.press(stage.group, Integer.parseInt(message.id()), MAY, EXPLAIN.code());
    var press = next(Event.Press.class);
    assertThat(answer(query).text().orElseThrow()).startsWith("One moment");

    stage.messenger().send(press.answerTo(), say("short"), Optional.empty(), "a");
    assertThat(stage.toldPrivately()).contains("short");
  }

  @Test
  void givenASlowCore_whenThePersonNeverOpenedTheChat_thenTheyAreLedIntoIt() {
    var hasty =
        new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(50));
    reopen(new TelegramStage(SandboxTelegramConfig.still(0), hasty, Clock.systemUTC()));
    var message = card(stage.channel(), EXPLAIN);
    var query =
        stage.service.press(stage.group, Integer.parseInt(message.id()), MAY, EXPLAIN.code());
    var press = next(Event.Press.class);

    assertThat(answer(query).url()).isPresent();
    assertThat(failure(press.answerTo()))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed -> assertThat(closed.cause()).isEqualTo(ChatFailure.Cause.TOO_LATE));
  }

  @Test
  void givenAPressOfLongAgo_whenAnswered_thenItIsTooLate() {
    assertThat(failure(ChannelId.ofKey("telegram:!99999:501")))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed -> assertThat(closed.cause()).isEqualTo(ChatFailure.Cause.TOO_LATE));
  }

  private ChatFailure failure(ChannelId channel) {
    try {
      stage.messenger().send(channel, say("short"), Optional.empty(), "a");
    } catch (ChatException e) {
      return e.failure();
    }
    throw new AssertionError("it was sent");
  }

  @Test
  void givenCommands_whenOpened_thenTheyAreListedByScopeAndLanguage() {
    stage.restart();
    heard.offers(
        List.of(
            new MenuEntry(
                "list",
                Map.of(Locale.ENGLISH, "Lists", Locale.SIMPLIFIED_CHINESE, "列表"),
                Optional.empty(),
                false),
            new MenuEntry("follow", Map.of(Locale.ENGLISH, "Follows"), Optional.empty(), true),
            new MenuEntry("Bad-Name", Map.of(Locale.ENGLISH, "x"), Optional.empty(), false)));
    stage.service.fault(TelegramFault.tooMany("setMyCommands", 1).times(2));
    opened();
    Await.that("all six lists are there", () -> stage.service.commands().size() == 6);

    assertThat(stage.service.commands())
        .containsEntry("default/", Map.of("list", "Lists"))
        .containsEntry("default/zh", Map.of("list", "列表"))
        .containsEntry("all_chat_administrators/", Map.of("list", "Lists", "follow", "Follows"))
        .containsEntry("all_private_chats/zh", Map.of("list", "列表", "follow", "Follows"));
  }

  @Test
  void givenAMenuThatFails_whenOpened_thenTheRestRunsOn() {
    stage.restart();
    Heard.on(
        stage.messenger(),
        new Messenger.Listener() {
          @Override
          public void happened(Event event) {
            heard.happened(event);
          }

          @Override
          public List<Suggestion> suggest(ChannelId channel, String typed) {
            return List.of();
          }

          @Override
          public List<MenuEntry> menu() {
            throw new IllegalStateException("no menu");
          }
        });
    well();
    var note = card(stage.channel(), EXPLAIN);
    stage.says(stage.channel(), "nice", Optional.of(note));

    assertThat(next(Event.Reply.class).text()).isEqualTo("nice");
  }

  @Test
  void givenAnAdministrator_whenDemoted_thenTheKnownAnswerIsDropped() {
    var member = new Member("501", "May", Member.Standing.NOT_SAID);
    stage.service.member(stage.group, MAY, Standing.ADMINISTRATOR);
    assertThat(stage.messenger().manages(stage.channel(), member)).isTrue();
    assertThat(stage.messenger().manages(stage.channel(), member)).isTrue();
    assertThat(stage.service.callCount("getChatMember")).isEqualTo(1);

    stage.service.member(stage.group, MAY, Standing.MEMBER);
    awaitConfirmed();
    assertThat(stage.messenger().manages(stage.channel(), member)).isFalse();
    assertThat(
            stage
                .messenger()
                .manages(stage.channel(), new Member("999", "Nobody", Member.Standing.NOT_SAID)))
        .isFalse();
  }
}
