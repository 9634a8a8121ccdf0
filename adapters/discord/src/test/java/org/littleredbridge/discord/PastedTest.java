package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.Part;

/// Messages with a link that answer none of the bot's, over the wire.
class PastedTest {
  private static final String LINK = "https://www.rednote.com/explore/64f1c2";

  private Town town = new Town(true, Town.QUICK);

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void givenALink_whenSomebodyPastesIt_thenItIsHeardOnceAndTalkIsNot() {
    town.listening();
    town.service.say(town.lobby, town.ann, "hello all");
    var said = town.service.say(town.lobby, town.ann, "快看 " + LINK + "，好吃");

    var link = town.awaitEvent(Event.Link.class);
    assertThat(link.id()).isEqualTo("discord:" + said);
    assertThat(link.message().id()).isEqualTo(said);
    assertThat(link.channel()).isEqualTo(ChannelId.of("discord", town.lobby.id()));
    assertThat(link.community().key()).isEqualTo("discord:" + town.guild.id());
    assertThat(link.member().id()).isEqualTo(town.ann.id());
    assertThat(link.text()).isEqualTo("快看 " + LINK + "，好吃");
    assertThat(town.all(Event.class)).hasSize(1);
  }

  @Test
  void givenBotsAndTheBotItself_whenTheyPost_thenTheirLinksAreNotHeard() {
    town.listening();
    var bot = town.guild.otherBot("parrot");
    town.service.say(town.lobby, bot, LINK);
    var lobby = ChannelId.of("discord", town.lobby.id());
    town.discord.send(lobby, new Part.Say(LINK, Optional.empty()), Optional.empty(), "own");
    for (var more : List.of(",\"webhook_id\":\"9\"", ",\"system\":1", "")) {
      message(more.isEmpty() ? 7 : 0, more.startsWith(",\"w") ? more : "", more.contains("system"));
    }
    town.service.say(town.lobby, town.ann, "at last " + LINK);

    assertThat(town.awaitEvent(Event.Link.class).text()).isEqualTo("at last " + LINK);
    assertThat(town.all(Event.Link.class)).hasSize(1);
  }

  private void message(int type, String more, boolean system) {
    town.service
        .gateway()
        .event(
            "MESSAGE_CREATE",
            Town.json(
                """
                {"id":"1441300000000000001","type":%d,"channel_id":"%s","guild_id":"%s",
                 "content":"%s","author":{"id":"77","username":"raw","system":%s},
                 "mentions":[],"attachments":[],"embeds":[]%s}
                """
                    .formatted(type, town.lobby.id(), town.guild.id(), LINK, system, more)));
  }

  @Test
  void givenAReply_whenItHoldsALink_thenToTheBotItIsAReplyAndToOthersALink() {
    town.listening();
    var note = town.note();
    town.service.say(town.lobby, town.ann, "to you " + LINK, note);
    assertThat(town.awaitEvent(Event.Reply.class).text()).contains(LINK);
    assertThat(town.all(Event.Link.class)).isEmpty();

    var chat = town.service.say(town.lobby, town.ann, "hello all");
    town.service.say(town.lobby, town.ann, "to all " + LINK, chat);
    assertThat(town.awaitEvent(Event.Link.class).text()).contains("to all");
  }

  @Test
  void givenNoRightToReadEverything_whenALinkIsPasted_thenItIsHeardOnlyWithTheBotsName() {
    town.close();
    town = new Town().listening();
    town.service.say(town.lobby, town.ann, LINK);
    town.service.say(town.lobby, town.ann, town.service.bot().mention() + " " + LINK);

    assertThat(town.awaitEvent(Event.Link.class).text()).contains(LINK).contains("<@");
    assertThat(town.all(Event.Link.class)).hasSize(1);
  }

  @Test
  void givenAPrivateChat_whenALinkIsPasted_thenItIsOfThatPerson() {
    town.listening();
    town.service.say(town.service.direct(town.ann), town.ann, LINK);

    var link = town.awaitEvent(Event.Link.class);
    assertThat(link.channel()).isEqualTo(ChannelId.person("discord", town.ann.id()));
    assertThat(link.community().id()).isEqualTo("@" + town.ann.id());
  }

  @Test
  void givenAStoreThatFails_whenALinkIsPasted_thenTheNextIsHeard() {
    town.listening();
    town.heard.before(event -> {
      if (event instanceof Event.Link link && link.text().startsWith("lost")) {
        throw new IllegalStateException("the disk is full");
      }
    });
    town.service.say(town.lobby, town.ann, "lost " + LINK);
    town.service.say(town.lobby, town.ann, "kept " + LINK);

    assertThat(town.awaitEvent(Event.Link.class).text()).startsWith("kept");
  }

  @Test
  void givenACommandThatSpeaksInItsOwnChannelOnly_whenRegistered_thenItHasNoChannelOption() {
    var words = Map.of(java.util.Locale.ENGLISH, "words");
    var what = Optional.of(new MenuEntry.Argument(words, true, false));
    town.heard.offers(
        List.of(
            new MenuEntry("note", words, what, false, false),
            new MenuEntry("why", words, what, false)));
    town.listening();
    Town.await(() -> town.service.commands(town.guild).size() == 2, "both are registered");

    for (var command : town.service.commands(town.guild)) {
      assertThat(command.path("options").findValuesAsText("name"))
          .isEqualTo(
              command.path("name").asText().equals("note")
                  ? List.of("what")
                  : List.of("what", "channel"));
    }
  }
}
