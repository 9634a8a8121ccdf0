package org.littleredbridge.note;

import java.time.Instant;

/// A note in a list. Most of a list is known already, so the rest is read when it is asked for.
public interface Card {
  NoteRef ref();

  Instant publishedAt();

  /// All that the list tells of it. Reads it anew each time.
  Note note();

  default NoteId id() {
    return ref().id();
  }
}
