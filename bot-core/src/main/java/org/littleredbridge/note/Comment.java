package org.littleredbridge.note;

import java.time.Instant;
import java.util.Optional;

/// A comment under a note. The platform has two levels: a comment, and replies under it.
///
/// @param parent the top-level comment that this one stands under, empty for a top-level comment
/// @param text may be empty: a comment can be a picture alone
/// @param answers the comment that a reply answers, which may be another reply; empty when the
///   gateway does not tell
/// @param hidden whether the platform says that nobody but its author sees it; false when the
///   gateway does not tell, which proves nothing
public record Comment(
    CommentId id,
    NoteId note,
    Creator author,
    String text,
    Instant writtenAt,
    Optional<CommentId> parent,
    Optional<CommentId> answers,
    boolean hidden) {

  /// A comment as gateways tell it that drop whom it answers and who sees it.
  public Comment(
      CommentId id,
      NoteId note,
      Creator author,
      String text,
      Instant writtenAt,
      Optional<CommentId> parent) {
    this(id, note, author, text, writtenAt, parent, Optional.empty(), false);
  }
}
