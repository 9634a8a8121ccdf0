package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Part;

/// Messages that answer the bot's, over the wire.
class RepliesTest {
  private static final String REACTION =
      "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me";

  private Town town = new Town();

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void givenAReply_whenItMentionsTheBot_thenItsTextArrivesWithoutTheMention() {
    town.listening();
    var note = town.note();
    var said =
        town.service.say(
            town.lobby, town.ann, town.service.bot().mention() + " so nice 好看 😀", note);

    var reply = town.awaitEvent(Event.Reply.class);
    assertThat(reply.id()).isEqualTo("discord:" + said);
    assertThat(reply.text()).isEqualTo("so nice 好看 😀");
    assertThat(reply.to().id()).isEqualTo(note);
    assertThat(reply.message().id()).isEqualTo(said);
    assertThat(reply.channel()).isEqualTo(ChannelId.of("discord", town.lobby.id()));
    assertThat(reply.community().key()).isEqualTo("discord:" + town.guild.id());
    assertThat(reply.member().id()).isEqualTo(town.ann.id());
  }

  @Test
  void givenAReplyWithoutNotification_whenTheContentIsHidden_thenItsAuthorIsToldOnce() {
    town.listening();
    var note = town.note();
    var first = town.service.sayQuietly(town.lobby, town.ann, "psst", note);
    town.service.sayQuietly(town.lobby, town.ann, "psst again", note);

    Town.await(() -> town.service.callCount(REACTION) == 2, "both replies are marked");
    Town.await(() -> hints().size() == 1, "one sentence");
    assertThat(hints().getFirst().replyTo()).contains(first);
    assertThat(hints().getFirst().pings()).isEmpty();
    assertThat(town.all(Event.Reply.class)).isEmpty();
    town.service.say(town.lobby, town.ann, "aloud", note);
    assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("aloud");
    assertThat(hints()).hasSize(1);
  }

  private List<org.littleredbridge.sandbox.discord.SeenMessage> hints() {
    return town.service.messages(town.lobby).stream()
        .filter(message -> message.fromBot() && message.content().contains("cannot read"))
        .toList();
  }

  @Test
  void givenTheRightToReadEverything_whenAReplyIsQuiet_thenItIsHeard() {
    town.close();
    town = new Town(true, Town.QUICK).listening();
    town.service.sayQuietly(town.lobby, town.ann, "psst", town.note());

    assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("psst");
    assertThat(town.service.callCount(REACTION)).isZero();
  }

  @Test
  void givenAReplyInAPrivateChat_whenWritten_thenItIsOfThatPerson() {
    town.listening();
    var person = ChannelId.person("discord", town.ann.id());
    var note =
        town.discord
            .send(person, new Part.Say("hello", Optional.empty()), Optional.empty(), "k")
            .message();
    town.service.sayQuietly(town.service.direct(town.ann), town.ann, "hi", note.id());

    var reply = town.awaitEvent(Event.Reply.class);
    assertThat(reply.to()).isEqualTo(note);
    assertThat(reply.text()).isEqualTo("hi");
    assertThat(reply.community().id()).isEqualTo("@" + town.ann.id());
  }

  @Test
  void givenAThreadThatWasNeverAnnounced_whenReplied_thenItsParentIsAskedOverRest() {
    town.listening();
    var hidden = town.guild.hiddenThread(town.lobby, "secret garden");
    var channel = new ChannelId("discord", town.lobby.id(), Optional.of(hidden.id()));
    var note =
        town.discord
            .send(channel, new Part.Say("a note", Optional.empty()), Optional.empty(), "k")
            .message();
    town.service.say(hidden, town.ann, "lovely", note.id());

    assertThat(town.awaitEvent(Event.Reply.class).channel()).isEqualTo(channel);
  }

  @Test
  void givenOthersTalk_whenItIsNotForUs_thenItIsNotKept() {
    town.listening();
    var note = town.note();
    var bot = town.guild.otherBot("parrot");
    var chat = town.service.say(town.lobby, town.ann, "hello all");
    town.service.say(town.lobby, town.ann, "answering myself", chat);
    town.service.say(town.lobby, bot, "polly", note);
    town.service.say(town.lobby, town.ann, town.service.bot().mention() + " hello");
    message(19, ",\"webhook_id\":\"9\"", note);
    message(0, "", note);
    message(21, "", note);
    message(46, "", note);
    town.service.say(town.lobby, town.ann, "at last", note);

    assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("at last");
    assertThat(town.all(Event.Reply.class)).hasSize(1);
  }

  /// A message as Discord of today and tomorrow might send it.
  private void message(int type, String more, String to) {
    town.service
        .gateway()
        .event(
            "MESSAGE_CREATE",
            Town.json(
                """
                {"id":"1441300000000000001","type":%d,"channel_id":"%s","guild_id":"%s",
                 "content":"raw","author":{"id":"77","username":"raw","global_name":"Raw"},
                 "mentions":[{"id":"%s"}],"attachments":[],"embeds":[],
                 "message_reference":{"message_id":"%s"},
                 "referenced_message":{"id":"%s","author":{"id":"%s"},
                   "components":[{"type":17,"components":[{"type":10,"content":"x"}]}]},
                 "components":[{"type":17,"components":[{"type":10,"content":"x"},{"type":999}]}],
                 "poll":{"question":{"text":"?"}}%s}
                """
                    .formatted(
                        type,
                        town.lobby.id(),
                        town.guild.id(),
                        town.service.bot().id(),
                        to,
                        to,
                        town.service.bot().id(),
                        more)));
  }

  @Test
  void givenShapesThatJavacordDrops_whenAReplyHasThem_thenItIsHeard() {
    town.listening();
    message(19, "", town.note());

    var reply = town.awaitEvent(Event.Reply.class);
    assertThat(reply.text()).isEqualTo("raw");
    assertThat(reply.member().name()).isEqualTo("Raw");
  }

  @Test
  void givenBrokenMessages_whenTheyCome_thenTheNextOneIsHeard() {
    town.listening();
    var note = town.note();
    for (var broken :
        List.of(
            "{}",
            "[]",
            "{\"type\":19}",
            "{\"type\":19,\"id\":{},\"author\":\"x\",\"message_reference\":[]}",
            "{\"type\":19,\"id\":\"5\",\"author\":{\"id\":\"a:b\"},"
                + "\"message_reference\":{\"message_id\":\"6\"}}",
            "{\"type\":\"x\",\"message_snapshots\":[{\"message\":{}}]}")) {
      town.service.gateway().event("MESSAGE_CREATE", Town.json(broken));
    }
    town.service.gateway().event("THREAD_CREATE", Town.json("{\"id\":\"1\",\"type\":99}"));
    town.service.gateway().event("CHANNEL_CREATE", Town.json("{\"type\":16}"));
    town.service.gateway().event("GUILD_CREATE", Town.json("{\"id\":5,\"joined_at\":\"soon\"}"));
    town.service.gateway().event("SOMETHING_NEW", Town.json("{\"a\":[{}]}"));
    town.service.say(town.lobby, town.ann, "still there?", note);

    Town.await(
        () -> town.all(Event.Reply.class).stream().anyMatch(r -> r.text().equals("still there?")),
        "the next one is heard");
  }

  @Test
  void givenAStoreThatFailsForAMoment_whenReplied_thenTheReplyIsKept() {
    var failures = new AtomicInteger(2);
    town.heard.before(event -> {
      if (event instanceof Event.Reply && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("the disk is busy");
      }
    });
    town.listening();
    town.service.say(town.lobby, town.ann, "persistent", town.note());

    assertThat(town.awaitEvent(Event.Reply.class).text()).isEqualTo("persistent");
  }

  @Test
  void givenAStoreThatFails_whenReplied_thenTheAuthorIsTold() {
    town.heard.before(event -> {
      if (event instanceof Event.Reply) {
        throw new IllegalStateException("the disk is full");
      }
    });
    town.listening();
    var said = town.service.say(town.lobby, town.ann, "unlucky", town.note());

    Town.await(
        () ->
            town.service.messages(town.lobby).stream()
                .anyMatch(message ->
                    message.replyTo().filter(said::equals).isPresent()
                        && message.content().contains("could not store this reply")),
        "the author is told");
  }

  @Test
  void givenRepliesWrittenWhileTheBridgeWasDown_whenItSpeaksAgain_thenTheyAreHeard() {
    town.listening();
    var note = town.note();
    town.discord.close();
    var missed = town.service.say(town.lobby, town.ann, "anybody here?", note);
    try (var next = town.messenger(town.service.token(), false, Town.QUICK)) {
      town.heard.on(next);
      Town.awaitWell(next);
      next.send(
          ChannelId.of("discord", town.lobby.id()),
          new Part.Say("another note", Optional.empty()),
          Optional.empty(),
          "k2");

      assertThat(town.awaitEvent(Event.Reply.class).id()).isEqualTo("discord:" + missed);
    }
  }

  @Test
  void givenManyRepliesAtOnce_whenHeard_thenTheyStandInTheirOrder() {
    town.listening();
    var note = town.note();
    for (int i = 0; i < 50; i++) {
      town.service.say(town.lobby, town.ann, "reply " + i, note);
    }

    Town.await(() -> town.all(Event.Reply.class).size() == 50, "all are heard");
    assertThat(town.all(Event.Reply.class))
        .extracting(Event.Reply::text)
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 50).mapToObj(i -> "reply " + i).toList());
    town.service.slash(town.lobby, town.ann, "list", Map.of());
    town.awaitEvent(Event.Command.class);
  }
}
