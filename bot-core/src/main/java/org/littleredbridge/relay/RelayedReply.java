package org.littleredbridge.relay;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// A member's reply on its way to RedNote.
///
/// @param message the member's message; there is one reply a message
/// @param memberId the member's id at the messenger
/// @param to the comment that it answers; empty: the note itself
/// @param text as the member wrote it
/// @param posted the text that was or will be posted; set before the request leaves
/// @param comment our comment's id, once known
/// @param looks how often its comment was looked for
public record RelayedReply(
    long id,
    MessageRef message,
    String memberId,
    NoteId note,
    Optional<CommentId> to,
    String text,
    State state,
    Optional<String> posted,
    Optional<CommentId> comment,
    int attempts,
    int looks,
    Instant acceptedAt,
    Optional<Instant> postingAt) {

  public enum State {
    /// Stored, nothing sent.
    WAITING,
    /// A request may have left. After a crash it stays here until a look has told what became of
    /// it.
    POSTING,
    POSTED,
    /// The platform did not confirm, and a look could not tell.
    UNKNOWN,
    REFUSED
  }
}
