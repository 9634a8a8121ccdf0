package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [Inbox] keeps to.
public abstract class InboxContract extends StoreContract {
  private static final Community TOWN = new Community("telegram", "-7", "Town");
  private static final Member ANN =
      new Member("ann", "Ann", Member.Standing.MANAGES, Optional.of(Locale.FRENCH));

  private Inbox inbox() {
    return ports().inbox();
  }

  private static Event.Reply reply(String id, Instant at) {
    return new Event.Reply(
        id,
        LOBBY,
        TOWN,
        new MessageRef(LOBBY, "m-" + id),
        new MessageRef(LOBBY, "m0"),
        new Member("bob", "Bob \uD83D\uDE00", Member.Standing.TAKES_PART),
        "so nice",
        at);
  }

  private static Event.Command command(String id, String words, Instant at) {
    return new Event.Command(id, LOBBY, TOWN, Optional.empty(), ANN, words, at);
  }

  @Test
  void givenEventsOfEveryKind_whenTheyWait_thenTheyComeBackWholeAndOldestFirst() {
    var topic = ChannelId.ofKey("telegram:7:cats");
    var first = reply("web:1", NOON);
    var second = command("web:2", "list", noonPlusSeconds(1));
    var third =
        new Event.Command(
            "telegram:3",
            topic,
            TOWN,
            Optional.of(new MessageRef(topic, "99")),
            ANN,
            "follow https://example.org/?a=1&b=2",
            noonPlusSeconds(2));
    var asked =
        new Event.Command(
            "discord:4",
            LOBBY,
            TOWN,
            Optional.empty(),
            ChannelId.ofKey("discord:!9:secret"),
            ANN,
            "list",
            NOON);
    var pressed =
        new Event.Press(
            "telegram:5",
            topic,
            TOWN,
            new MessageRef(topic, "98"),
            ChannelId.person("telegram", "7"),
            ANN,
            new Action.Explain(new Action.Subject("n1", Optional.of("c1"))),
            NOON);
    var joined = new Event.Joined("telegram:6", topic, TOWN, Optional.of(ANN), NOON);
    var alone = new Event.Joined("discord:7", LOBBY, TOWN, Optional.empty(), NOON);
    var left = new Event.Left("telegram:8", topic, TOWN, NOON);
    var moved = new Event.Moved("telegram:9", LOBBY, TOWN, ChannelId.ofKey("telegram:-1009"), NOON);
    var link =
        new Event.Link(
            "telegram:10",
            GARDEN,
            TOWN,
            new MessageRef(GARDEN, "97"),
            ANN,
            "look https://www.rednote.com/explore/n1",
            NOON);
    var all = List.of(first, second, third, asked, pressed, joined, alone, left, moved, link);
    all.forEach(inbox()::accept);
    restart();

    assertThat(inbox().waiting(10, 10)).isEqualTo(all);
    assertThat(inbox().waiting(2, 10)).contains(first, second, third).doesNotContain(asked);
    assertThat(inbox().waiting(10, 0)).isEmpty();
    assertThat(inbox().waiting(0, 10)).isEmpty();
  }

  @Test
  void givenAnEvent_whenTheServiceRepeatsIt_thenItIsThereOnce() {
    assertThat(inbox().accept(reply("web:1", NOON))).isTrue();
    assertThat(inbox().accept(reply("web:1", noonPlusSeconds(5)))).isFalse();

    assertThat(inbox().waiting(10, 10)).containsExactly(reply("web:1", NOON));
  }

  @Test
  void givenAnEventThatIsDone_whenTheServiceRepeatsIt_thenItDoesNotComeBack() {
    var event = command("web:1", "list", NOON);
    inbox().accept(event);
    inbox().accept(command("web:2", "help", NOON));
    inbox().done(event, noonPlusSeconds(1));
    inbox().done(event, noonPlusSeconds(2));
    restart();

    assertThat(inbox().accept(event)).isFalse();
    assertThat(inbox().waiting(10, 10)).extracting(Event::id).containsExactly("web:2");
  }

  private static Event left(String id, ChannelId channel) {
    return new Event.Left(id, channel, TOWN, NOON);
  }

  private List<String> ids(int each, int limit) {
    return inbox().waiting(each, limit).stream().map(Event::id).toList();
  }

  @Test
  void givenAFloodedChannel_whenOthersWait_thenTheyAreHeardAndAllStaysInOrder() {
    for (int i = 0; i < 50; i++) {
      inbox().accept(left("web:flood-" + i, LOBBY));
    }
    inbox().accept(left("web:a", GARDEN));
    inbox().accept(left("web:b", ChannelId.ofKey("web:lobby:topic")));
    inbox().accept(left("web:c", GARDEN));

    assertThat(ids(3, 100))
        .containsExactly("web:flood-0", "web:flood-1", "web:flood-2", "web:a", "web:b", "web:c");
    assertThat(ids(3, 3)).as("the first of each").containsExactly("web:flood-0", "web:a", "web:b");
    assertThat(ids(3, 4)).containsExactly("web:flood-0", "web:flood-1", "web:a", "web:b");
    assertThat(ids(100, 10)).hasSize(10).startsWith("web:flood-0").endsWith("web:c");

    inbox().done(left("web:flood-0", LOBBY), NOON);
    inbox().done(left("web:a", GARDEN), NOON);
    restart();
    assertThat(ids(1, 100)).containsExactly("web:flood-1", "web:b", "web:c");
  }

  @Test
  void givenMoreChannelsThanFit_whenSomeAreDone_thenTheOthersFollow() {
    var all = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      var channel = ChannelId.of("web", "room-" + i);
      inbox().accept(left("web:" + i, channel));
      inbox().accept(left("web:again-" + i, channel));
      all.add("web:" + i);
    }
    var heard = new ArrayList<String>();
    for (int round = 0; round < 3; round++) {
      for (var event : inbox().waiting(1, 10)) {
        heard.add(event.id());
        inbox().done(event, NOON);
        inbox().done(left(event.id().replace(":", ":again-"), event.channel()), NOON);
      }
    }
    assertThat(heard).isEqualTo(all);
    assertThat(ids(10, 10)).isEmpty();
  }

  @Test
  void givenAnEmptyInbox_whenAsked_thenNothingWaits() {
    assertThat(inbox().waiting(10, 10)).isEmpty();
  }

  @Test
  void givenTwentyListenersAtOnce_whenTheyReceiveTheSameEvent_thenOneOfThemStoredIt() {
    var accepted = Crowd.allAtOnce(20, _ -> inbox().accept(reply("web:1", NOON)));

    assertThat(accepted).containsOnlyOnce(true);
    assertThat(inbox().waiting(10, 10)).hasSize(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItWaits_thenItComesOutAsItWentIn(String text) {
    var id = "web:' OR '1'='1";
    inbox()
        .accept(
            new Event.Command(
                id,
                LOBBY,
                TOWN,
                Optional.empty(),
                new Member("a'; --", text, Member.Standing.NOT_SAID),
                text,
                NOON));

    var waiting = inbox().waiting(10, 10);
    assertThat(waiting).hasSize(1);
    var event = waiting.getFirst();
    assertThat(event.id()).isEqualTo(id);
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Command.class,
            command -> {
              assertThat(command.member().id()).isEqualTo("a'; --");
              assertThat(HostileTexts.readable(command.member().name()))
                  .isEqualTo(HostileTexts.readable(text));
              assertThat(HostileTexts.readable(command.words()))
                  .isEqualTo(HostileTexts.readable(text));
            });
    inbox().done(event, NOON);
    assertThat(inbox().waiting(10, 10)).isEmpty();
  }
}
