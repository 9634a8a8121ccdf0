package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// The words in which the suites of the outbox tell their stories.
public abstract class DeliveryContract extends StoreContract {
  static final Feed FEED = new Feed.CreatorFeed(new CreatorId("mei"));
  static final Feed OTHER_FEED = new Feed.TrendingFeed();
  static final Verdict SEND = new Verdict.Send();

  DeliveryContract() {}

  final Outbox outbox() {
    return ports().outbox();
  }

  /// Notes of these ids that are to be sent to one channel.
  final void accepted(ChannelId channel, Instant now, String... ids) {
    var notes = Arrays.stream(ids).map(id -> routed(id, Map.of(channel, SEND))).toList();
    assertThat(outbox().accept(FEED, notes, now)).isEqualTo(ids.length);
  }

  static Outbox.Routed routed(String id, Map<ChannelId, Verdict> verdicts) {
    return routed(SampleNotes.note(id, "title of " + id), verdicts);
  }

  static Outbox.Routed routed(Note note, Map<ChannelId, Verdict> verdicts) {
    return new Outbox.Routed(note, verdicts);
  }

  /// Claims the only lane that is due, and everything in it.
  final List<Delivery> claimedLane(Instant now) {
    var claims = outbox().claimDue(now, 10, 100, LEASE);
    assertThat(claims).as("lanes due at %s", now).hasSize(1);
    return claims.getFirst().deliveries();
  }

  /// Claims the first delivery of the only lane that is due.
  final Delivery claimedFirst(Instant now) {
    return claimedLane(now).getFirst();
  }

  final void assertNothingIsDue(Instant now) {
    assertThat(outbox().claimDue(now, 10, 100, LEASE)).as("due at %s", now).isEmpty();
  }

  static List<String> notesOf(List<Delivery> deliveries) {
    return deliveries.stream().map(one -> noteOf(one.cargo())).toList();
  }

  private static String noteOf(Cargo cargo) {
    return switch (cargo) {
      case Cargo.NoteCargo(var note, _) -> note.value();
      case Cargo.CommentCargo(_, var note, _) -> note.value();
      case Cargo.Digest(var notes) -> notes.toString();
      case Cargo.Update(var note, var revision) -> note.value() + "@" + revision;
      case Cargo.Notice _, Cargo.LoginCode _, Cargo.Outcome _ -> "no note";
    };
  }

  static Cargo notice(String text) {
    return new Cargo.Notice(text, Optional.empty());
  }

  static MessageRef message(ChannelId channel, String id) {
    return new MessageRef(channel, id);
  }

  static NoteId noteId(String id) {
    return new NoteId(id);
  }
}
