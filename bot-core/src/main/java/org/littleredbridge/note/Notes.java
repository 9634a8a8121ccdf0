package org.littleredbridge.note;

import java.util.List;
import java.util.Optional;

/// Stored notes, creators and comments, each in its newest state. Thread-safe.
///
/// New notes enter the store through the outbox, in the transaction that also makes their
/// deliveries.
public interface Notes {
  /// The note with the newest token known for it.
  Optional<Note> note(NoteId id);

  /// What became of a note that was shown; [NoteHistory#UNCHANGED] when nothing is known.
  NoteHistory history(NoteId id);

  Optional<Creator> creator(CreatorId id);

  /// The creators whose name is `name`, newest first; names are not unique.
  List<Creator> creatorsNamed(String name);

  Optional<Comment> comment(CommentId id);

  /// Keeps a note seen outside a poll (a pasted link, a refreshed token, its detail). Never
  /// replaces a complete note by a card, only its token and likes.
  void keep(Note note);

  /// Keeps a creator's newest name and token.
  void keep(Creator creator);
}
