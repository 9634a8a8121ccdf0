package org.littleredbridge.note;

import java.util.Optional;

/// How the platform answered a comment.
public sealed interface CommentOutcome {
  /// Posted, as far as the gateway can tell; not every gateway tells the id.
  record Accepted(Optional<CommentId> id) implements CommentOutcome {}

  /// It may or may not have been posted. Never sent again without a look.
  record Unknown() implements CommentOutcome {}

  /// Surely not posted.
  ///
  /// @param reason the platform's own words
  record Refused(String reason) implements CommentOutcome {}
}
