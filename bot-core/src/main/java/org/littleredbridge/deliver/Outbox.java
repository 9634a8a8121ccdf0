package org.littleredbridge.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;

/// What is to be sent, kept until it is. Each channel is a lane: its deliveries are handed out in
/// order, and only to one holder at a time. Thread-safe; every method is one transaction.
public interface Outbox {
  /// How long a note may wait before it is late.
  Duration IN_TIME = Duration.ofHours(1);

  /// A note and what was decided about it for each channel.
  ///
  /// @param late channels for which it is late on its arrival
  record Routed(Note note, Map<ChannelId, Verdict> verdicts, Set<ChannelId> late) {
    public Routed {
      verdicts = Map.copyOf(verdicts);
      late = Set.copyOf(late);
    }

    /// One that is in time everywhere.
    public Routed(Note note, Map<ChannelId, Verdict> verdicts) {
      this(note, verdicts, Set.of());
    }
  }

  /// What became of a note in a channel.
  ///
  /// @param state `waiting`, `delivered`, `abandoned`, or empty when the verdict was not to send
  /// @param attempts failed tries
  /// @param reason of the last failure or of the end
  /// @param inDigest whether it comes, or came, as one of many in a digest: state, attempts and
  ///   reason are the digest's then
  record Fate(
      NoteId note,
      Verdict verdict,
      Optional<String> state,
      int attempts,
      Optional<String> reason,
      Instant decidedAt,
      boolean inDigest) {
    /// Of a note by itself.
    public Fate(
        NoteId note,
        Verdict verdict,
        Optional<String> state,
        int attempts,
        Optional<String> reason,
        Instant decidedAt) {
      this(note, verdict, state, attempts, reason, decidedAt, false);
    }
  }

  /// A messenger and the lease under which somebody sends for it.
  record Voice(String messenger, Lease lease) {}

  /// A lane with what it may send now, in order; the caller holds it until [#release] or the end of
  /// the lease.
  ///
  /// @param turn how often the lane was claimed by then: who comes with a smaller number is late; 0
  ///   is never late
  record Claim(ChannelId channel, List<Delivery> deliveries, long turn) {
    public Claim {
      deliveries = List.copyOf(deliveries);
    }

    /// One that is never late.
    public Claim(ChannelId channel, List<Delivery> deliveries) {
      this(channel, deliveries, 0);
    }
  }

  /// Stores notes (oldest first), that `feed` has brought them, a verdict for each channel, and one
  /// delivery for each channel with [Verdict.Send]. A channel that was sent a note never gets it
  /// again, and a later verdict replaces one that was not to send. A note is late after [#IN_TIME],
  /// or at once where it is said to be.
  ///
  /// @return how many deliveries were added
  int accept(Feed feed, List<Routed> notes, Instant now);

  /// Stores what a look at a note brought, unless the store knows as much, and adds a delivery of
  /// [Cargo.Update] for each channel that has the note, or is about to get it, by itself.
  ///
  /// @return how many deliveries were added
  int change(NoteChange change, Instant now);

  /// The messages by which a channel has a note.
  ///
  /// @param card the message that says what it is about
  /// @param rest the further messages of its text, in order
  record Copy(MessageRef card, List<MessageRef> rest) {
    public Copy {
      rest = List.copyOf(rest);
    }
  }

  /// What a channel has of a note as the work of this outbox, oldest first; the messages may stand
  /// in threads of the channel. Notes within digests do not count, and what was sent too long ago
  /// is forgotten.
  List<Copy> copies(ChannelId channel, NoteId note);

  /// Adds a delivery.
  ///
  /// @param key tells it from all others; a second one of this key is not added
  /// @return whether it was added
  boolean add(ChannelId channel, Cargo cargo, String key, Instant now);

  /// Stores a comment and adds its delivery, like [#add].
  boolean addAnswer(Comment comment, MessageRef answerTo, String key, Instant now);

  /// Takes lanes that have something due, longest waiting first. Asks for no lease: for who has the
  /// store alone.
  ///
  /// @param lanes at most so many
  /// @param perLane at most so many deliveries of each; nothing comes after a digest, which is long
  /// @param lease until when the lane belongs to the caller
  List<Claim> claimDue(Instant now, int lanes, int perLane, Duration lease);

  /// As [#claimDue(Instant, int, int, Duration)], of some messengers, each as long as the store
  /// knows no later lease of that name.
  List<Claim> claimDue(
      Collection<Voice> voices, Instant now, int lanes, int perLane, Duration lease);

  /// When more than `most` late notes of which nothing was sent wait in a lane, they become one
  /// delivery of a [Cargo.Digest] in the place of the first of them: a thousand notes at most, then
  /// a further digest. A digest that waits there, and of which nothing was sent, takes in late
  /// notes however few they are. The rest of the lane keeps its order. May be called again.
  ///
  /// @param claim of a lane that the caller holds
  /// @return what of the lane may be sent now: the same claim when nothing became a digest, and
  ///   nothing when another has the lane
  Claim catchUp(Claim claim, int most, Instant now);

  /// Gives a lane back before its lease ends. The lane is due again when something waits in it.
  void release(ChannelId channel);

  /// The same, unless another has the lane.
  void release(Claim claim);

  /// Gives back every lane of some messengers but a few, each as long as the store knows no later
  /// lease of that name: for one who may have claimed lanes and never heard of it.
  void free(Collection<Voice> voices, Collection<ChannelId> but);

  /// When the next lane that nobody holds is due; empty when nothing waits.
  Optional<Instant> nextDue();

  /// The same, of some messengers.
  Optional<Instant> nextDue(Collection<String> messengers);

  /// The post of a delivery takes several messages: later tries go on with this shape. To be called
  /// before the first of them is sent, and again when what is left of it has changed.
  ///
  /// @return false when nothing was stored: it has ended, or another has the lane
  boolean shaped(Delivery delivery, Shape shape);

  /// Part number `part` (from 0) is in the channel: its message is kept with the delivery, and all
  /// its messages in the [MessageMap] when the cargo is a note or comment.
  void partSent(Delivery delivery, int part, Sent sent, Instant now);

  /// As [#partSent] of the last part and [#delivered], at once.
  void lastPartSent(Delivery delivery, int part, Sent sent, Instant now);

  /// All parts are sent.
  void delivered(Delivery delivery, Instant now);

  /// It failed; the try counts, and the lane waits until `at`, unless another has the lane.
  void retry(Delivery delivery, Instant at, String reason);

  /// The channel is to be left alone until `at`, unless another has the lane; no try is counted.
  void postpone(Delivery delivery, Instant at);

  /// It will never be sent, for a reason that people can read. The lane goes on.
  void abandon(Delivery delivery, String reason, Instant now);

  /// No note or comment that waits for a channel will ever be sent; what the bridge itself has to
  /// say there goes on. A lane that is held may still send what its holder has claimed.
  void abandonAll(ChannelId channel, String reason, Instant now);

  /// What became of the channel's notes, newest decision first.
  List<Fate> fates(ChannelId channel, int limit);

  Optional<Fate> fate(ChannelId channel, NoteId note);

  /// How many notes were to be sent to a channel because of this feed, since then.
  int sentSince(ChannelId channel, Feed feed, Instant since);

  /// How many deliveries wait, in all.
  long waiting();

  /// How many deliveries wait for one channel.
  long waiting(ChannelId channel);
}
