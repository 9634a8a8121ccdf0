package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// When each followed feed was and will be polled. Feeds that nobody follows are never due.
/// Thread-safe.
public interface FeedStates {
  /// Takes feeds that are due, most overdue first; none of them is due again before `lease` is
  /// over.
  List<FeedState> claimDue(Instant now, int limit, Duration lease);

  Optional<FeedState> state(Feed feed);

  /// How many feeds of each kind somebody follows.
  record Followed(int creators, int trending, int searches) {}

  Followed followed();

  /// When the next feed is due; empty when no feed is followed.
  Optional<Instant> nextDue();

  /// Which of `ids` this feed has not brought before.
  Set<NoteId> unseen(Feed feed, Collection<NoteId> ids);

  /// The notes that a feed brought last, at most so many, newest first.
  List<NoteId> newest(Feed feed, int limit);

  /// What a look at a list saw of a note.
  record Look(Count likes, Instant at) {}

  /// What was kept of the notes by [#looked] for this feed; none of notes that it did not see, or
  /// saw too long ago.
  Map<NoteId, Look> looks(Feed feed, Collection<NoteId> ids);

  /// Keeps what a look saw, in the place of an earlier look at the same notes.
  void looked(Feed feed, Map<NoteId, Look> looks);

  /// A poll that began at `began` went well: its subscriptions from before then are primed, and the
  /// feed is due again at `next`.
  void polled(Feed feed, Instant began, Instant next);

  /// A poll failed; the feed is due again at `next`.
  void failed(Feed feed, Instant next, String reason);
}
