package org.littleredbridge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /// A poll that began at `began` went well: its subscriptions from before then are primed, and the
  /// feed is due again at `next`.
  void polled(Feed feed, Instant began, Instant next);

  /// A poll failed; the feed is due again at `next`.
  void failed(Feed feed, Instant next, String reason);
}
