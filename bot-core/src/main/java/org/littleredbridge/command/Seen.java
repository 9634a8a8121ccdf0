package org.littleredbridge.command;

import java.util.Optional;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.ContactMask;

/// What a button stands below: a note, or a comment.
sealed interface Seen {
  record OfNote(Note note) implements Seen {}

  /// What somebody else wrote, without how to reach people.
  ///
  /// @param author with a name that is shown
  record OfComment(Creator author, String text) implements Seen {
    static OfComment of(Comment comment) {
      var by = comment.author();
      return new OfComment(
          new Creator(by.ref(), ContactMask.of(by.name()), by.avatar()),
          ContactMask.of(comment.text()));
    }
  }

  /// Empty when it left the store, or never was there: services hand on whatever code a client made
  /// up.
  static Optional<Seen> of(Subject subject, Notes notes) {
    return subject.comment().isPresent()
        ? comment(subject, notes).map(OfComment::of)
        : note(subject, notes).map(OfNote::new);
  }

  static Optional<Note> note(Subject subject, Notes notes) {
    return isId(subject.note()) ? notes.note(new NoteId(subject.note())) : Optional.empty();
  }

  private static Optional<Comment> comment(Subject subject, Notes notes) {
    return subject
        .comment()
        .filter(Seen::isId)
        .flatMap(id -> notes.comment(new CommentId(id)))
        .filter(comment -> comment.note().value().equals(subject.note()));
  }

  private static boolean isId(String id) {
    return id.length() <= 64;
  }
}
