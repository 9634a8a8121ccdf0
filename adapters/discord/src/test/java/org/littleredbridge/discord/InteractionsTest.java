package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member.Standing;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxInteraction;

/// Commands, presses and forms, over the wire.
class InteractionsTest {
  private static final Action.Subject NOTE = new Action.Subject("n1", Optional.empty());
  private static final String CALLBACK =
      "POST /interactions/{interaction_id}/{interaction_token}/callback";

  private final Town town = new Town();
  private final ChannelId lobby = ChannelId.of("discord", town.lobby.id());

  @BeforeEach
  void open() {
    town.heard.offers(
        List.of(
            entry("follow", true, true),
            entry("unfollow", true, true),
            entry("list", false, false)));
    town.listening();
    Town.await(() -> town.service.commands(town.guild).size() == 3, "the commands are registered");
  }

  @AfterEach
  void close() {
    town.close();
  }

  static MenuEntry entry(String name, boolean argument, boolean managersOnly) {
    var words = Map.of(Locale.ENGLISH, "What it does", Locale.CHINESE, "它做什么");
    return new MenuEntry(
        name,
        words,
        argument ? Optional.of(new MenuEntry.Argument(words, false, true)) : Optional.empty(),
        managersOnly);
  }

  private MessageRef card(Button... buttons) {
    return town.discord
        .send(
            lobby,
            new Part.Card(
                new Part.Subject(
                    "n1", URI.create("https://www.rednote.com/explore/n1"), "Lulu", "slideshow"),
                "Tea",
                "Look.",
                List.of(),
                Optional.empty(),
                List.of(),
                "a test",
                List.of(),
                List.of(buttons),
                Optional.empty()),
            Optional.empty(),
            "card")
        .message();
  }

  @Test
  void givenASlashCommand_whenUsed_thenItIsDeferredPrivatelyAndStored() {
    var used = town.service.slash(town.lobby, town.ann, "follow", Map.of("what", "Lulu last 3"));

    assertThat(used.awaitResponse(Town.SOON)).contains(5);
    var command = town.awaitEvent(Event.Command.class);
    assertThat(command.id()).isEqualTo("discord:" + used.id());
    assertThat(command.words()).isEqualTo("follow Lulu last 3");
    assertThat(command.channel()).isEqualTo(lobby);
    assertThat(command.community().key()).isEqualTo("discord:" + town.guild.id());
    assertThat(command.community().name()).isEqualTo("Tea House");
    assertThat(command.member().id()).isEqualTo(town.ann.id());
    assertThat(command.member().standing()).isEqualTo(Standing.TAKES_PART);
    assertThat(command.member().language()).isPresent();
    assertThat(command.message()).isEmpty();
    assertThat(command.answerTo().key()).isEqualTo("discord:!" + used.id() + ":" + used.token());
    assertThat(command.toString()).doesNotContain(used.token());

    answer(command.answerTo(), "Following Lulu.");
    var seen = used.awaitMessage(Town.SOON).orElseThrow();
    assertThat(seen.content()).isEqualTo("Following Lulu.");
    assertThat(seen.onlyFor()).contains(town.ann.id());
  }

  private void answer(ChannelId to, String text) {
    town.discord.send(to, new Part.Say(text, Optional.empty()), Optional.empty(), "answer");
  }

  @Test
  void givenAManager_whenCommanding_thenTheStandingIsKnown() {
    var boss = town.guild.member("boss", Right.MANAGE_GUILD);
    town.service.slash(town.lobby, boss, "list", Map.of());

    assertThat(town.awaitEvent(Event.Command.class).member().standing())
        .isEqualTo(Standing.MANAGES);
  }

  @Test
  void givenAnotherChannelNamed_whenCommanding_thenItIsAboutThatOne() {
    var garden = town.guild.text("garden");
    town.service.slash(town.lobby, town.ann, "list", Map.of("channel", garden.id()));

    assertThat(town.awaitEvent(Event.Command.class).channel())
        .isEqualTo(ChannelId.of("discord", garden.id()));
  }

  @Test
  void givenAThreadOrForumNamed_whenCommanding_thenDiscordTellsItsParentWithoutBeingAsked() {
    var talk = town.guild.thread(town.lobby, "talk");
    town.service.slash(town.lobby, town.ann, "list", Map.of("channel", talk.id()));

    assertThat(town.awaitEvent(Event.Command.class).channel())
        .isEqualTo(new ChannelId("discord", town.lobby.id(), Optional.of(talk.id())));
    assertThat(town.service.callCount("GET /channels/{channel_id}")).isZero();
  }

  @Test
  void givenAChannelOfAnotherServer_whenItsNameIsForged_thenNothingIsDoneThere() {
    var other = town.service.guild("Other House").text("secrets");
    var boss = town.guild.member("boss", Right.MANAGE_GUILD);
    town.heard.suggests(List.of(new Suggestion("secret", "secret")));
    var named = Map.of("channel", other.id());

    var inServer = town.service.slash(town.lobby, boss, "list", named);
    // In a private chat everybody manages; that says nothing of any server.
    var alone = town.service.slash(town.service.direct(town.ann), town.ann, "list", named);
    var own = Map.of("channel", town.lobby.id());
    var ownAlone = town.service.slash(town.service.direct(town.ann), town.ann, "list", own);
    var typing = town.service.autocomplete(town.lobby, boss, "unfollow", withWhat(named), "what");

    for (var used : List.of(inServer, alone, ownAlone)) {
      assertThat(used.awaitMessage(Town.SOON).orElseThrow().content())
          .contains("not in this server");
    }
    assertThat(typing.awaitChoices(Town.SOON).orElseThrow()).isEmpty();
    assertThat(town.all(Event.Command.class)).isEmpty();
  }

  private static Map<String, String> withWhat(Map<String, String> options) {
    var more = new java.util.TreeMap<>(options);
    more.put("what", "");
    return more;
  }

  @Test
  void givenAStoreThatIsSlow_whenUsed_thenTheFirstSignIsGivenBeforeAndNobodyWaitsForAnother()
      throws InterruptedException {
    var explain = new Action.Explain(NOTE);
    var card = card(new Button.Ask("Explain", explain));
    var hidden = town.guild.hiddenThread(town.lobby, "secret garden");
    var go = new CountDownLatch(1);
    town.heard.before(event -> {
      try {
        assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });

    var all =
        List.of(
            town.service.slash(town.lobby, town.ann, "list", Map.of()),
            town.service.slash(hidden, town.ann, "list", Map.of()),
            town.service.press(town.lobby, town.ann, card.id(), explain.code()),
            submit("reply:" + card.id(), "hello"));

    for (var used : all) {
      assertThat(used.awaitResponse(Town.SOON)).contains(5);
    }
    assertThat(town.heard.events()).noneMatch(e -> !(e instanceof Event.Joined));
    go.countDown();
    Town.await(
        () ->
            town.all(Event.Command.class).size() == 2
                && town.all(Event.Press.class).size() == 1
                && town.all(Event.Reply.class).size() == 1,
        "all are stored");
  }

  @Test
  void givenAThreadThatWasNeverAnnounced_whenCommanding_thenItIsAnsweredAll() {
    var hidden = town.guild.hiddenThread(town.lobby, "secret garden");
    var used = town.service.slash(hidden, town.ann, "list", Map.of());

    assertThat(used.awaitResponse(Town.SOON)).contains(5);
    assertThat(town.awaitEvent(Event.Command.class).channel())
        .isEqualTo(new ChannelId("discord", town.lobby.id(), Optional.of(hidden.id())));
  }

  @Test
  void givenAPrivateChat_whenCommanding_thenTheChatIsItsPersonsOwn() {
    town.service.slash(town.service.direct(town.ann), town.ann, "list", Map.of());

    var command = town.awaitEvent(Event.Command.class);
    assertThat(command.channel()).isEqualTo(ChannelId.person("discord", town.ann.id()));
    assertThat(command.community().id()).isEqualTo("@" + town.ann.id());
    assertThat(command.member().standing()).isEqualTo(Standing.MANAGES);
  }

  @Test
  void givenAStoreThatFails_whenCommanding_thenTheMemberIsTold() {
    town.heard.before(_ -> {
      throw new IllegalStateException("the disk is full");
    });
    var used = town.service.slash(town.lobby, town.ann, "list", Map.of());

    assertThat(used.awaitMessage(Town.SOON).orElseThrow().content())
        .contains("could not store this");
    assertThat(town.heard.events()).noneMatch(Event.Command.class::isInstance);
  }

  @Test
  void givenAnAnswerThatGetsLost_whenCommanding_thenTheCommandIsKept() {
    town.service.fault(DiscordFault.on(CALLBACK).dropAfter());
    var used = town.service.slash(town.lobby, town.ann, "list", Map.of());

    answer(town.awaitEvent(Event.Command.class).answerTo(), "Nothing yet.");
    assertThat(used.awaitMessage(Town.SOON).orElseThrow().content()).isEqualTo("Nothing yet.");
  }

  @Test
  void givenAMemberWhoWasToldThatNobodyAnswers_whenTheCommandComes_thenItIsNotDone() {
    town.service
        .gateway()
        .event(
            "INTERACTION_CREATE",
            Town.json(
                """
                {"id":"175928847299117063","token":"gone","type":2,"application_id":"1",
                 "guild_id":"%s","channel_id":"%s","data":{"type":1,"name":"list"},
                 "member":{"user":{"id":"7","username":"late"},"permissions":"0"}}
                """
                    .formatted(town.guild.id(), town.lobby.id())));
    Town.await(() -> town.service.callCount(CALLBACK) == 1, "the attempt to answer");
    town.service.slash(town.lobby, town.ann, "list", Map.of());

    assertThat(town.awaitEvent(Event.Command.class).member().id()).isEqualTo(town.ann.id());
    assertThat(town.all(Event.Command.class)).hasSize(1);
  }

  @Test
  void givenAMemberWhoTypes_whenAskedForChoices_thenFittingOnesAreOffered() {
    town.heard.suggests(
        IntStream.range(0, 40)
            .mapToObj(i -> new Suggestion(i == 0 ? "A\nvery" + "x".repeat(200) : "n" + i, "v" + i))
            .toList());
    var typing =
        town.service.autocomplete(town.lobby, town.ann, "unfollow", Map.of("what", "Lu"), "what");

    var choices = typing.awaitChoices(Town.SOON).orElseThrow();
    assertThat(choices).hasSize(25);
    assertThat(choices.getFirst()).hasSizeLessThanOrEqualTo(100).startsWith("A very");
  }

  @Test
  void givenChoicesThatAreTooLong_whenAsked_thenTheyAreLeftOutRatherThanCut() {
    town.heard.suggests(
        List.of(new Suggestion("long", "v".repeat(101)), new Suggestion("short", "v")));
    var typing =
        town.service.autocomplete(town.lobby, town.ann, "unfollow", Map.of("what", ""), "what");

    assertThat(typing.awaitChoices(Town.SOON).orElseThrow()).containsExactly("short");
  }

  @Test
  void givenAButton_whenPressed_thenItsMeaningArrivesAndThePresserAloneIsAnswered() {
    var explain = new Action.Explain(NOTE);
    var card = card(new Button.Ask("Explain", explain));
    var pressed = town.service.press(town.lobby, town.ann, card.id(), explain.code());

    assertThat(pressed.awaitResponse(Town.SOON)).contains(5);
    var press = town.awaitEvent(Event.Press.class);
    assertThat(press.id()).isEqualTo("discord:" + pressed.id());
    assertThat(press.action()).isEqualTo(explain);
    assertThat(press.message()).isEqualTo(card);
    assertThat(press.member().id()).isEqualTo(town.ann.id());
    answer(press.answerTo(), "It means tea.");
    assertThat(pressed.awaitMessage(Town.SOON).orElseThrow().onlyFor()).contains(town.ann.id());
  }

  @Test
  void givenTheReplyButton_whenPressedAndTheFormSent_thenTheReplyStandsThereForAll() {
    var reply = new Action.Reply(NOTE);
    var card = card(new Button.Ask("Reply", reply));
    var form =
        town.service
            .press(town.lobby, town.ann, card.id(), reply.code())
            .awaitForm(Town.SOON)
            .orElseThrow();
    assertThat(form.path("title").asText()).isEqualTo("Reply on RedNote");

    var sent = submit(form.path("custom_id").asText(), "so *nice* @everyone <@1>");

    var event = town.awaitEvent(Event.Reply.class);
    assertThat(event.to()).isEqualTo(card);
    assertThat(event.text()).isEqualTo("so *nice* @everyone <@1>");
    assertThat(event.member().id()).isEqualTo(town.ann.id());
    var shown = sent.awaitMessage(Town.SOON).orElseThrow();
    assertThat(shown.id()).isEqualTo(event.message().id());
    assertThat(shown.onlyFor()).isEmpty();
    assertThat(shown.pings()).isEmpty();
    assertThat(shown.content()).startsWith("**ann**: so \\*nice\\*");
    // The answer from RedNote can hang there.
    town.discord.send(
        lobby,
        new Part.Say("In Xiamen!", Optional.of(event.message())),
        Optional.empty(),
        "answer");
  }

  private SandboxInteraction submit(String form, String text) {
    return town.service.submit(town.lobby, town.ann, form, Map.of("text", text));
  }

  @Test
  void givenAStoreThatFails_whenAFormIsSent_thenItSaysSoInItsPlace() {
    var card = card();
    town.heard.before(_ -> {
      throw new IllegalStateException("the disk is full");
    });

    assertThat(submit("reply:" + card.id(), "lost").awaitMessage(Town.SOON).orElseThrow().content())
        .contains("could not store this reply")
        .doesNotContain("lost");
  }

  @Test
  void givenAnAnswerThatGetsLost_whenAFormIsSent_thenTheMessageIsFoundAgain() {
    var card = card();
    town.service.fault(DiscordFault.on(CALLBACK).dropAfter());
    var sent = submit("reply:" + card.id(), "hello");

    assertThat(sent.awaitMessage(Town.SOON).orElseThrow().id())
        .isEqualTo(town.awaitEvent(Event.Reply.class).message().id());
  }

  @Test
  void givenThingsThatAreNotOurs_whenUsed_thenASentenceSaysSo() {
    var card = card(new Button.Ask("Explain", new Action.Explain(NOTE)));
    var foreignForm = submit("somebody-elses", "x");
    var foreignMenu = town.service.menu(town.lobby, town.ann, card.id(), "Report");

    for (var used : List.of(foreignForm, foreignMenu)) {
      var seen = used.awaitMessage(Town.SOON).orElseThrow();
      assertThat(seen.content()).contains("do not know this");
      assertThat(seen.onlyFor()).contains(town.ann.id());
    }
    assertThat(town.heard.events()).noneMatch(Event.Reply.class::isInstance);
  }

  @Test
  void givenAnInteractionWithOnlyAChannelObject_whenItComes_thenItsPlaceIsKnown() {
    var used = town.service.slash(town.lobby, town.ann, "list", Map.of());
    town.awaitEvent(Event.Command.class);
    town.service.gateway().event("INTERACTION_CREATE", bare(used, 11, "123", "\"%s\""));

    // Discord has an answer already, which counts as one that was given.
    Town.await(() -> town.all(Event.Command.class).size() == 2, "the second one");
    assertThat(town.all(Event.Command.class).getLast().channel())
        .isEqualTo(new ChannelId("discord", town.lobby.id(), Optional.of("123")));
  }

  private ObjectNode bare(SandboxInteraction used, int type, String channel, String parent) {
    return (ObjectNode)
        Town.json(
            """
            {"id":"%s","token":"%s","type":2,"application_id":"%s","guild_id":"%s","locale":"xx-YY",
             "channel":{"id":"%s","type":%d,"parent_id":%s},"data":{"name":"list"},
             "member":{"user":{"id":"7","username":"nobody"},"permissions":"8"}}
            """
                .formatted(
                    used.id(),
                    used.token(),
                    town.service.bot().id(),
                    town.guild.id(),
                    channel,
                    type,
                    parent.formatted(town.lobby.id())));
  }

  @Test
  void givenBrokenInteractions_whenTheyCome_thenTheNextOneIsHeard() {
    var gateway = town.service.gateway();
    for (var broken :
        List.of(
            "{}",
            "[]",
            "{\"id\":\"1\"}",
            "{\"id\":1,\"token\":{},\"type\":\"x\"}",
            "{\"id\":\"..\",\"token\":\"..\",\"type\":2,\"data\":{\"name\":\"x\"}}",
            "{\"id\":\"1\",\"token\":\"a:b\",\"type\":5,\"data\":{\"custom_id\":\"reply:1\"}}",
            "{\"id\":\"1\",\"token\":\"t\",\"type\":4,\"data\":null}",
            "{\"id\":\"1\",\"token\":\"t\",\"type\":3,\"data\":{\"custom_id\":null}}")) {
      gateway.event("INTERACTION_CREATE", Town.json(broken));
    }
    town.service.slash(town.lobby, town.ann, "list", Map.of());

    assertThat(town.awaitEvent(Event.Command.class).words()).isEqualTo("list");
  }
}
