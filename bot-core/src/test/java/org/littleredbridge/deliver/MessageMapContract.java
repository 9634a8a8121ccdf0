package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.note.SampleNotes;

/// What every [MessageMap] keeps to: whoever answers a message finds what it shows.
public abstract class MessageMapContract extends DeliveryContract {
  @Test
  void givenANoteInThreeParts_whenAnyOfThemIsAnswered_thenTheNoteIsFound() {
    accepted(LOBBY, NOON, "n1");
    var delivery = claimedFirst(NOON);
    for (var part = 0; part < 3; part++) {
      outbox().partSent(delivery, part, new Sent(message(LOBBY, "m" + part)), NOON);
    }
    outbox().delivered(delivery, NOON);
    restart();

    for (var part = 0; part < 3; part++) {
      assertThat(shown(message(LOBBY, "m" + part)))
          .contains(new MessageMap.Shown(noteId("n1"), Optional.empty()));
    }
  }

  @Test
  void givenAPartThatWasSent_whenItsDeliveryIsNotDoneYet_thenTheNoteIsFoundAlready() {
    accepted(LOBBY, NOON, "n1");
    outbox().partSent(claimedFirst(NOON), 0, new Sent(message(LOBBY, "m0")), NOON);

    assertThat(shown(message(LOBBY, "m0"))).isPresent();
  }

  @Test
  void givenAPartReportedTwice_whenTheServiceKnewItsKey_thenItIsKeptOnce() {
    accepted(LOBBY, NOON, "n1");
    var delivery = claimedFirst(NOON);
    outbox().partSent(delivery, 0, new Sent(message(LOBBY, "m0")), NOON);
    outbox().partSent(delivery, 0, new Sent(message(LOBBY, "m0")), noonPlusSeconds(1));

    assertThat(claimedFirst(NOON.plus(LEASE)).sent()).containsExactly(message(LOBBY, "m0"));
    assertThat(shown(message(LOBBY, "m0"))).isPresent();
  }

  @Test
  void givenAnAnswerFromThePlatform_whenItIsAnswered_thenItsCommentIsFound() {
    var note = SampleNotes.note("n1", "title");
    var comment = SampleNotes.comment("c1", note, SampleNotes.MEI, "thanks");
    outbox().addAnswer(comment, message(LOBBY, "m1"), "a1", NOON);
    outbox().partSent(claimedFirst(NOON), 0, new Sent(message(LOBBY, "m2")), NOON);

    assertThat(shown(message(LOBBY, "m2")))
        .contains(new MessageMap.Shown(note.id(), Optional.of(comment.id())));
  }

  @Test
  void givenWhatTheBridgeItselfSays_whenItIsAnswered_thenNothingIsFound() {
    outbox().add(LOBBY, notice("hello"), "k1", NOON);
    outbox()
        .add(LOBBY, new Cargo.Outcome(message(LOBBY, "m1"), ReplyState.POSTED, "sent"), "k2", NOON);
    var deliveries = claimedLane(NOON);
    outbox().partSent(deliveries.get(0), 0, new Sent(message(LOBBY, "m2")), NOON);
    outbox().partSent(deliveries.get(1), 0, new Sent(message(LOBBY, "m3")), NOON);

    assertThat(shown(message(LOBBY, "m1"))).isEmpty();
    assertThat(shown(message(LOBBY, "m2"))).isEmpty();
    assertThat(shown(message(LOBBY, "m3"))).isEmpty();
  }

  @Test
  void givenTheSameMessageIdInTwoChannels_whenItIsAnswered_thenTheChannelDecides() {
    var topic = ChannelId.ofKey("web:lobby:topic");
    for (var channel : new ChannelId[] {LOBBY, GARDEN, topic}) {
      accepted(channel, NOON, "note-in-" + channel.chat() + channel.thread().orElse(""));
      outbox().partSent(claimedFirst(NOON), 0, new Sent(message(channel, "m0")), NOON);
    }

    assertThat(shown(message(LOBBY, "m0")).orElseThrow().note()).isEqualTo(noteId("note-in-lobby"));
    assertThat(shown(message(GARDEN, "m0")).orElseThrow().note())
        .isEqualTo(noteId("note-in-garden"));
    assertThat(shown(message(topic, "m0")).orElseThrow().note())
        .isEqualTo(noteId("note-in-lobbytopic"));
    assertThat(shown(message(ChannelId.of("telegram", "lobby"), "m0"))).isEmpty();
  }

  @Test
  void givenAHostileMessageId_whenItIsAnswered_thenOnlyThatMessageIsFound() {
    accepted(LOBBY, NOON, "n1");
    var hostile = message(LOBBY, "m' OR '1'='1 \uD83D\uDE00 %");
    outbox().partSent(claimedFirst(NOON), 0, new Sent(hostile), NOON);

    assertThat(shown(hostile)).isPresent();
    assertThat(shown(message(LOBBY, "m"))).isEmpty();
    assertThat(shown(message(LOBBY, "x' OR '1'='1"))).isEmpty();
  }

  private Optional<MessageMap.Shown> shown(MessageRef message) {
    return ports().messageMap().find(message);
  }
}
