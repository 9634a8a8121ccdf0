package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [Inbox] keeps to.
public abstract class InboxContract extends StoreContract {
  private static final Member ANN = new Member("ann", "Ann", true);

  private Inbox inbox() {
    return ports().inbox();
  }

  private static Event.Reply reply(String id, Instant at) {
    return new Event.Reply(
        id,
        LOBBY,
        new MessageRef(LOBBY, "m-" + id),
        new MessageRef(LOBBY, "m0"),
        new Member("bob", "Bob \uD83D\uDE00", false),
        "so nice",
        at);
  }

  private static Event.Command command(String id, String words, Instant at) {
    return new Event.Command(id, LOBBY, Optional.empty(), ANN, words, at);
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
            Optional.of(new MessageRef(topic, "99")),
            ANN,
            "follow https://example.org/?a=1&b=2",
            noonPlusSeconds(2));
    inbox().accept(first);
    inbox().accept(second);
    inbox().accept(third);
    restart();

    assertThat(inbox().waiting(10)).containsExactly(first, second, third);
    assertThat(inbox().waiting(2)).containsExactly(first, second);
  }

  @Test
  void givenAnEvent_whenTheServiceRepeatsIt_thenItIsThereOnce() {
    assertThat(inbox().accept(reply("web:1", NOON))).isTrue();
    assertThat(inbox().accept(reply("web:1", noonPlusSeconds(5)))).isFalse();

    assertThat(inbox().waiting(10)).containsExactly(reply("web:1", NOON));
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
    assertThat(inbox().waiting(10)).extracting(Event::id).containsExactly("web:2");
  }

  @Test
  void givenAnEmptyInbox_whenAsked_thenNothingWaits() {
    assertThat(inbox().waiting(10)).isEmpty();
  }

  @Test
  void givenTwentyListenersAtOnce_whenTheyReceiveTheSameEvent_thenOneOfThemStoredIt() {
    var accepted = Crowd.allAtOnce(20, _ -> inbox().accept(reply("web:1", NOON)));

    assertThat(accepted).containsOnlyOnce(true);
    assertThat(inbox().waiting(10)).hasSize(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItWaits_thenItComesOutAsItWentIn(String text) {
    var id = "web:' OR '1'='1";
    inbox()
        .accept(
            new Event.Command(
                id, LOBBY, Optional.empty(), new Member("a'; --", text, false), text, NOON));

    var waiting = inbox().waiting(10);
    assertThat(waiting).hasSize(1);
    var event = waiting.getFirst();
    assertThat(event.id()).isEqualTo(id);
    assertThat(event.member().id()).isEqualTo("a'; --");
    assertThat(HostileTexts.readable(event.member().name())).isEqualTo(HostileTexts.readable(text));
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Command.class,
            command ->
                assertThat(HostileTexts.readable(command.words()))
                    .isEqualTo(HostileTexts.readable(text)));
    inbox().done(event, NOON);
    assertThat(inbox().waiting(10)).isEmpty();
  }
}
