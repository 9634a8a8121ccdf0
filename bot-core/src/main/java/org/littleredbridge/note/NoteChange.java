package org.littleredbridge.note;

/// What a look at a note that was shown already has brought.
public sealed interface NoteChange {
  NoteId id();

  /// It is there.
  ///
  /// @param note complete, as it is now
  record Seen(Note note) implements NoteChange {
    public Seen {
      if (!note.complete()) {
        throw new IllegalArgumentException("a card does not tell what a note says");
      }
    }

    @Override
    public NoteId id() {
      return note.id();
    }
  }

  /// It was deleted, made private or taken down.
  ///
  /// @param reason the platform's own words
  record Gone(NoteId id, String reason) implements NoteChange {}
}
