package org.littleredbridge.note;

import java.time.Instant;
import java.util.Optional;

/// Something that the platform tells the account.
///
/// @param id the platform's own, for telling known ones from new ones
/// @param title what happened in the platform's words, such as `回复了你的评论`
/// @param at to the second; empty when the platform does not tell
/// @param from who did it
/// @param comment what was written, when something was
/// @param text of that comment; may be empty: a comment can be a picture alone
/// @param note where it happened, with a token when the gateway gives one
/// @param noteTitle may be empty
public record Notification(
    String id,
    Kind kind,
    String title,
    Optional<Instant> at,
    Creator from,
    Optional<CommentId> comment,
    String text,
    Optional<NoteRef> note,
    String noteTitle) {
  /// The lists that the platform keeps.
  public enum Kind {
    /// Comments on the account's notes, replies to its comments, and mentions.
    COMMENTS,
    LIKES,
    FOLLOWERS
  }

  public Notification {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException("a notification's id has 1 to 128 characters");
    }
  }
}
