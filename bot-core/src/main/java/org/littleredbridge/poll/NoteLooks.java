package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.note.NoteId;

/// Which notes are to be looked at again, because people were shown them not long ago. The outbox
/// puts them here when a channel is to get them. Thread-safe.
public interface NoteLooks {
  /// A note to be looked at.
  ///
  /// @param since when a channel was last to get it
  /// @param looks how many of the looks of a [LookPlan] are done
  /// @param hinted whether a list has shown it otherwise than it is known
  /// @param shown whether any channel has a message of its own for it, which could be changed
  record Look(NoteId note, Instant since, int looks, boolean hinted, boolean shown) {}

  /// Notes that have reached the age for their next look, or are hinted at; the newest first. None
  /// while this node does not hold the gateway's lease.
  ///
  /// @param ages when to look, counted from [Look#since()], growing
  /// @param since older notes are left alone
  List<Look> due(List<Duration> ages, Instant since, Instant now, int limit);

  /// When the next look is due; empty when nothing is to be looked at.
  Optional<Instant> nextDue(List<Duration> ages, Instant since, Instant now);

  Optional<Look> look(NoteId note);

  /// Those of `notes` that are to be looked at.
  List<NoteId> watched(Collection<NoteId> notes);

  /// A list has shown it otherwise than it is known, so the next look is due at once.
  void hint(NoteId note);

  /// So many looks are done, and no hint is open; a smaller number than is known changes only the
  /// hint. Does nothing without the gateway's lease.
  void looked(NoteId note, int looks);

  /// It need not be looked at any more. Does nothing without the gateway's lease.
  void done(NoteId note);
}
