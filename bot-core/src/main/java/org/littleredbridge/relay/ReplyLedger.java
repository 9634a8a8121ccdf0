package org.littleredbridge.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// Every reply that was relayed or is to be, once a message. Thread-safe; every method is one
/// transaction.
public interface ReplyLedger {
  /// A reply to be stored as [RelayedReply.State#WAITING].
  record NewReply(
      MessageRef message, String memberId, NoteId note, Optional<CommentId> to, String text) {}

  /// @return false when this message was accepted before
  boolean accept(NewReply reply, Instant now);

  Optional<RelayedReply> find(MessageRef message);

  /// Takes replies in the states WAITING and POSTING that are due, oldest first; none is due again
  /// before `lease` is over.
  List<RelayedReply> claimDue(Instant now, int limit, Duration lease);

  /// Not now: due again at `at`, in the state WAITING or POSTING that it has.
  void postpone(long id, Instant at);

  /// The request is about to leave with this text: state POSTING, attempts + 1. After a crash it is
  /// due again when the lease of its claim ends.
  void posting(long id, String text, Instant now);

  /// A look proved that nothing was posted: back to WAITING, due at `at`.
  void notPosted(long id, Instant at);

  /// The end of posting: stores the state and, in the same transaction, the delivery that tells the
  /// member.
  ///
  /// @param end POSTED, UNKNOWN or REFUSED
  /// @param firstLook when to look for answers; empty: never
  void settle(
      RelayedReply reply,
      RelayedReply.State end,
      Optional<CommentId> comment,
      Optional<Instant> firstLook,
      Cargo.Outcome tell,
      Instant now);

  /// How many requests left since `since` (postingAt), whatever became of them.
  int postingsSince(Instant since);

  Optional<Instant> lastPosting();

  /// Whether the same text was posted under this note before by another reply.
  boolean postedBefore(NoteId note, String text, long except);

  /// Takes posted replies whose answers are to be looked for, most overdue first.
  List<RelayedReply> claimLooks(Instant now, int limit, Duration lease);

  /// A look is over: keeps the comment's id if it was found, looks + 1; the next look is at `next`,
  /// or never.
  void looked(long id, Optional<CommentId> comment, Optional<Instant> next);

  /// When the next reply or look is due.
  Optional<Instant> nextDue();
}
