package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.note.SampleNotes;

/// What every [Outbox] keeps to when notes change.
public abstract class OutboxChangesContract extends DeliveryContract {
  private static final Instant LATER = NOON.plus(Duration.ofHours(1));

  private static NoteChange seen(Note note) {
    return new NoteChange.Seen(note);
  }

  private static Note edited(String text) {
    return SampleNotes.note("n1", "title of n1", text, SampleNotes.MEI, SampleNotes.PUBLISHED);
  }

  private static NoteChange gone(String reason) {
    return new NoteChange.Gone(noteId("n1"), reason);
  }

  private NoteHistory history() {
    return ports().notes().history(noteId("n1"));
  }

  /// The channel has it, in as many messages.
  private void delivered(ChannelId channel, Shape shape, String... messages) {
    accepted(channel, NOON, "n1");
    var claim = outbox().claimDue(NOON, 9, 9, LEASE).getFirst();
    var delivery = claim.deliveries().getFirst();
    if (!shape.equals(Shape.SINGLE)) {
      assertThat(outbox().shaped(delivery, shape)).isTrue();
    }
    for (var part = 0; part < messages.length; part++) {
      var also = List.of(message(channel, messages[part] + "+"));
      outbox().partSent(delivery, part, new Sent(message(channel, messages[part]), also), NOON);
    }
    outbox().delivered(delivery, NOON);
    outbox().release(claim);
  }

  @Test
  void givenANoteInTwoChannels_whenItIsEdited_thenEachGetsOneUpdateAndTheStoreHasTheNewText() {
    delivered(LOBBY, Shape.SINGLE, "m1");
    delivered(GARDEN, Shape.SINGLE, "m2");

    assertThat(outbox().change(seen(edited("new text")), LATER)).isEqualTo(2);
    restart();

    assertThat(ports().notes().note(noteId("n1"))).map(Note::text).contains("new text");
    assertThat(history()).isEqualTo(new NoteHistory(1, Optional.of(LATER), Optional.empty()));
    var claims = outbox().claimDue(LATER, 9, 9, LEASE);
    assertThat(claims).extracting(Outbox.Claim::channel).containsExactlyInAnyOrder(LOBBY, GARDEN);
    assertThat(claims)
        .allSatisfy(claim ->
            assertThat(claim.deliveries())
                .extracting(Delivery::cargo)
                .containsExactly(new Cargo.Update(noteId("n1"), 1)));
  }

  @Test
  void givenAChangeThatIsKnown_whenItComesAgain_thenNothingIsAdded() {
    delivered(LOBBY, Shape.SINGLE, "m1");

    assertThat(outbox().change(seen(edited("text of n1")), LATER)).isZero();
    assertThat(history()).isEqualTo(NoteHistory.UNCHANGED);
    assertThat(outbox().change(seen(edited("new text")), LATER)).isEqualTo(1);
    assertThat(outbox().change(seen(edited("new text")), LATER)).isZero();
    assertThat(outbox().change(gone("deleted"), LATER)).isEqualTo(1);
    assertThat(outbox().change(gone("private"), LATER)).isZero();
    assertThat(outbox().waiting()).isEqualTo(2);
  }

  @Test
  void givenANoteThatIsTakenDown_whenItComesBack_thenTheMarkGoesAndAnotherUpdateIsAdded() {
    delivered(LOBBY, Shape.SINGLE, "m1");
    assertThat(outbox().change(gone("deleted"), LATER)).isEqualTo(1);
    restart();
    assertThat(history())
        .isEqualTo(
            new NoteHistory(
                1, Optional.empty(), Optional.of(new NoteHistory.Gone("deleted", LATER))));
    assertThat(ports().notes().note(noteId("n1"))).map(Note::text).contains("text of n1");

    assertThat(outbox().change(seen(edited("text of n1")), LATER.plusSeconds(1))).isEqualTo(1);
    assertThat(history()).isEqualTo(new NoteHistory(2, Optional.empty(), Optional.empty()));
  }

  @Test
  void givenANoteThatNobodyHas_whenItChanges_thenItIsStoredAndNothingIsSent() {
    outbox().accept(FEED, List.of(routed("n1", Map.of())), NOON);

    assertThat(outbox().change(seen(edited("new text")), LATER)).isZero();
    assertThat(history().editedAt()).contains(LATER);
    assertThat(outbox().waiting()).isZero();
  }

  @Test
  void givenAnUnknownNoteOrACard_whenTheyAreSeen_thenNothingIsStoredByThat() {
    assertThat(outbox().change(seen(edited("x")), LATER)).isZero();
    assertThat(outbox().change(gone("deleted"), LATER)).isZero();
    assertThat(ports().notes().note(noteId("n1"))).isEmpty();

    outbox().accept(FEED, List.of(routed(SampleNotes.card("n1", "t"), Map.of())), NOON);
    assertThat(outbox().change(seen(edited("x")), LATER)).isZero();
    assertThat(history()).isEqualTo(NoteHistory.UNCHANGED);
  }

  @Test
  void givenANoteThatStillWaits_whenItChanges_thenTheUpdateComesAfterIt() {
    accepted(LOBBY, NOON, "n1");
    outbox().change(seen(edited("new text")), NOON);

    assertThat(claimedLane(NOON))
        .extracting(Delivery::cargo)
        .containsExactly(new Cargo.NoteCargo(noteId("n1")), new Cargo.Update(noteId("n1"), 1));
  }

  @Test
  void givenPrivateAnswersAndGivenUpNotes_whenTheNoteChanges_thenTheyGetNoUpdate() {
    delivered(ChannelId.of("discord", "!77"), Shape.SINGLE, "m1");
    accepted(LOBBY, NOON, "n1");
    outbox().abandonAll(LOBBY, "left", NOON);

    assertThat(outbox().change(seen(edited("new text")), LATER)).isZero();
  }

  @Test
  void givenANoteInSeveralMessages_whenAskedForItsCopies_thenPicturesAndAlbumsAreLeftOut() {
    delivered(LOBBY, new Shape(1, List.of("rest", "more")), "p", "card", "r1", "r2");
    delivered(GARDEN, Shape.SINGLE, "m2");
    restart();

    assertThat(outbox().copies(LOBBY, noteId("n1")))
        .containsExactly(new Outbox.Copy(message(LOBBY, "card"), List.of(ref("r1"), ref("r2"))));
    assertThat(outbox().copies(GARDEN, noteId("n1")))
        .containsExactly(new Outbox.Copy(message(GARDEN, "m2"), List.of()));
    assertThat(outbox().copies(GARDEN, noteId("n2"))).isEmpty();
  }

  @Test
  void givenANoteOfADigest_whenItChanges_thenTheDigestIsLeftAlone() {
    accepted(LOBBY, NOON, "n1", "n2");
    var late = NOON.plus(Outbox.IN_TIME);
    var claim = outbox().claimDue(late, 1, 9, LEASE).getFirst();
    var digest = outbox().catchUp(claim, 1, late).deliveries().getFirst();
    outbox().lastPartSent(digest, 0, new Sent(message(LOBBY, "d")), late);

    assertThat(outbox().change(seen(edited("new text")), late)).isZero();
    assertThat(outbox().copies(LOBBY, noteId("n1"))).isEmpty();
  }

  @Test
  void givenAnUpdate_whenAChannelIsLeft_thenItIsNotSentEither() {
    delivered(LOBBY, Shape.SINGLE, "m1");
    outbox().change(gone("deleted"), LATER);
    outbox().abandonAll(LOBBY, "left", LATER);

    assertThat(outbox().waiting()).isZero();
  }

  private static MessageRef ref(String id) {
    return message(LOBBY, id);
  }
}
