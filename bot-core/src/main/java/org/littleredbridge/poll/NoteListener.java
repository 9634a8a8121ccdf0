package org.littleredbridge.poll;

import java.util.List;
import org.littleredbridge.note.Feed;

/// Takes what polls find.
public interface NoteListener {
  /// Must have stored what it needs when it returns; the notes count as seen then.
  ///
  /// @param arrivals oldest first; complete notes where anybody may want them
  void onNotes(Feed feed, List<Arrival> arrivals);
}
