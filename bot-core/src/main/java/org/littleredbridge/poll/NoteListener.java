package org.littleredbridge.poll;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;

/// Takes what polls find.
public interface NoteListener {
  /// Must have stored what it needs when it returns; the notes count as seen then.
  ///
  /// @param arrivals oldest first; complete notes where anybody may want them
  void onNotes(Feed feed, List<Arrival> arrivals);

  /// Which of a look's notes somebody may still get, as far as their cards tell: the others are not
  /// worth a request for their detail. Changes nothing.
  ///
  /// @param cards as they will be handed on, but for what their details tell
  default Set<NoteId> wanted(Feed feed, List<Arrival> cards) {
    return cards.stream().map(card -> card.note().id()).collect(Collectors.toSet());
  }

  /// A note that may have been shown was edited, taken down, or is back. Must have stored what it
  /// needs when it returns. May come again, and for a note that is as it was known. Who only wants
  /// new notes need not care.
  default void onChanged(NoteChange change) {}
}
