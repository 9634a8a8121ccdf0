package org.littleredbridge.deliver;

import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// Which note or comment a message shows. Thread-safe.
public interface MessageMap {
  /// @param comment when the message shows a comment
  record Shown(NoteId note, Optional<CommentId> comment) {}

  Optional<Shown> find(MessageRef message);

  /// Whether it lists several notes, so that nobody can tell which one an answer is meant for.
  default boolean isDigest(MessageRef message) {
    return false;
  }
}
