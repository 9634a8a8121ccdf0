package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FakeMessengerTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final ChatFailure LIMITED = new ChatFailure.RateLimited(Duration.ofSeconds(3));

  private static FakeMessenger open() {
    var messenger = new FakeMessenger("web");
    new Heard().on(messenger);
    return messenger;
  }

  private static Part say(String text) {
    return new Part.Say(text, Optional.empty());
  }

  @Test
  void givenMessages_whenTheyAreSent_thenEachChannelShowsItsOwnInOrder() {
    var messenger = open();
    messenger.send(LOBBY, say("one"), "k1");
    messenger.send(GARDEN, say("two"), "k1");
    var third = messenger.send(LOBBY, say("three"), "k2");

    assertThat(messenger.parts(LOBBY)).containsExactly(say("one"), say("three"));
    assertThat(messenger.parts(GARDEN)).containsExactly(say("two"));
    assertThat(messenger.sent(LOBBY).getLast().message()).isEqualTo(third);
    assertThat(messenger.sent()).hasSize(3);
  }

  @Test
  void givenAKeyThatWasUsed_whenItIsSentAgain_thenOnlyAForgetfulServiceShowsItTwice() {
    var messenger = open();
    var first = messenger.send(LOBBY, say("one"), "k1");
    assertThat(messenger.send(LOBBY, say("one"), "k1")).isEqualTo(first);
    assertThat(messenger.sent()).hasSize(1);

    messenger.forgetKeys();
    assertThat(messenger.send(LOBBY, say("one"), "k1")).isNotEqualTo(first);
    assertThat(messenger.sent()).hasSize(2);
    assertThat(messenger.tries()).isEqualTo(3);
  }

  @Test
  void givenFaults_whenItIsSent_thenAsManyFailAsWereAskedFor() {
    var messenger = open();
    messenger.failNext(GARDEN, 1, new ChatFailure.Closed(ChatFailure.Cause.GONE, "deleted"));
    messenger.failNext(1, LIMITED);

    assertThatThrownBy(() -> messenger.send(LOBBY, say("one"), "k1"))
        .isInstanceOfSatisfying(
            ChatException.class, e -> assertThat(e.failure()).isEqualTo(LIMITED));
    messenger.send(LOBBY, say("one"), "k1");
    assertThatThrownBy(() -> messenger.send(GARDEN, say("two"), "k2"))
        .hasMessageContaining("deleted");
    messenger.send(GARDEN, say("two"), "k2");
    assertThat(messenger.sent()).hasSize(2);
  }

  @Test
  void givenALostAnswer_whenItIsSentAgain_thenItIsShownOnce() {
    var messenger = open();
    messenger.loseNextAnswers(1, new ChatFailure.Unavailable("reset"));

    assertThatThrownBy(() -> messenger.send(LOBBY, say("one"), "k1"))
        .isInstanceOf(ChatException.class);
    assertThat(messenger.sent()).hasSize(1);
    messenger.send(LOBBY, say("one"), "k1");
    assertThat(messenger.sent()).hasSize(1);
  }

  @Test
  void givenAHeldChannel_whenTwoSendToIt_thenTheSecondIsToldThatThisIsNotAllowed() {
    var messenger = open();
    messenger.hold(LOBBY);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> messenger.send(LOBBY, say("one"), "k1"));
      messenger.awaitSending(LOBBY);
      assertThat(messenger.sending(LOBBY)).isTrue();
      messenger.send(GARDEN, say("two"), "k2");

      assertThatThrownBy(() -> messenger.send(LOBBY, say("three"), "k3"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("two sends at once");
      messenger.letGo(LOBBY);
    }
    assertThat(messenger.awaitSent(LOBBY, 1)).hasSize(1);
  }

  @Test
  void givenAListener_whenMembersAct_thenItHearsThemUntilTheEnd() {
    var heard = new Heard();
    var messenger = new FakeMessenger("web");
    var event =
        new Event.Command(
            "web:1",
            LOBBY,
            new Community("web", "town", "Town"),
            Optional.empty(),
            new Member("a", "A", Member.Standing.TAKES_PART),
            "list",
            Instant.EPOCH);
    assertThatThrownBy(() -> messenger.emit(event)).isInstanceOf(AssertionError.class);
    heard.on(messenger);
    messenger.emit(event);
    messenger.close();

    assertThat(heard.events()).containsExactly(event);
    assertThat(messenger.closed()).isTrue();
    assertThatThrownBy(() -> messenger.emit(event)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> messenger.send(LOBBY, say("one"), "k1"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void givenACallerThatBreaksThePromises_whenItSends_thenItIsToldWhich() {
    var messenger = open();

    assertThatThrownBy(() -> messenger.send(LOBBY, say("one"), "k".repeat(26)))
        .hasMessageContaining("1 to 25");
    assertThatThrownBy(() -> messenger.send(ChannelId.of("telegram", "7"), say("one"), "k"))
        .hasMessageContaining("no channel of web");
    assertThatThrownBy(() -> new Heard().on(messenger)).hasMessageContaining("once");
    assertThat(messenger.brokenPromises()).hasSize(3);
    messenger.send(LOBBY, say("one"), "k".repeat(25));
    assertThat(messenger.brokenPromises()).hasSize(3);
  }
}
