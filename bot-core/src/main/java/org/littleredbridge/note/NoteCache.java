package org.littleredbridge.note;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;

/// Recently used notes in memory before the store: one note goes to many channels within seconds.
/// Thread-safe.
public final class NoteCache {
  // Tokens and addresses of media age.
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final LoadingCache<NoteId, Optional<Note>> cache;

  /// @param size how many notes stay in memory
  public NoteCache(Notes notes, int size) {
    cache = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(FRESH).build(notes::note);
  }

  /// The note has changed: the next time it is read from the store.
  public void forget(NoteId id) {
    cache.invalidate(id);
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
}
