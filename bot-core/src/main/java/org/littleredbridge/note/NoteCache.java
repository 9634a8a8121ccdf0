package org.littleredbridge.note;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;

/// Recently used notes in memory before the store: one note goes to many channels within seconds.
/// Thread-safe.
public final class NoteCache {
  private final LoadingCache<NoteId, Optional<Note>> cache;

  /// @param size how many notes stay in memory
  public NoteCache(Notes notes, int size) {
    cache = Caffeine.newBuilder().maximumSize(size).build(notes::note);
  }

  public Optional<Note> note(NoteId id) {
    var found = cache.get(id);
    if (found.filter(Note::complete).isEmpty()) {
      // Absence is not worth remembering, nor is a card: the note or its detail may be stored in
      // the next moment.
      cache.invalidate(id);
    }
    return found;
  }

  /// Forgets a note that changed in the store.
  public void changed(NoteId id) {
    cache.invalidate(id);
  }
}
