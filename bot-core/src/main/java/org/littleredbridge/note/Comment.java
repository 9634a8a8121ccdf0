package org.littleredbridge.note;

import java.time.Instant;
import java.util.Optional;

/// A comment under a note. The platform has two levels: a comment, and replies under it.
///
/// @param parent the top-level comment that this one stands under, empty for a top-level comment
/// @param text may be empty: a comment can be a picture alone
public record Comment(
    CommentId id,
    NoteId note,
    Creator author,
    String text,
    Instant writtenAt,
    Optional<CommentId> parent) {}
