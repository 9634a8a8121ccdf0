package org.littleredbridge.note;

import java.util.List;

/// Is told whatever the platform was asked for anyway, so that changes of notes are found without
/// further requests. Called on the thread of who asked. Thread-safe.
public interface NoteSight {
  /// For those who do not care.
  NoteSight NONE =
      new NoteSight() {
        @Override
        public void listed(List<? extends Card> cards) {}

        @Override
        public void seen(Note note) {}

        @Override
        public void gone(NoteId note, String reason) {}
      };

  /// A list had these cards.
  void listed(List<? extends Card> cards);

  /// A detail brought this note.
  void seen(Note note);

  /// A detail was refused because the note is gone for good.
  ///
  /// @param reason the platform's own words
  void gone(NoteId note, String reason);
}
