package org.littleredbridge.deliver;

import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// What a delivery brings to its channel.
public sealed interface Cargo {
  record NoteCargo(NoteId note) implements Cargo {}

  /// Somebody's comment, as an answer to a member's message.
  record CommentCargo(CommentId comment, NoteId note, MessageRef answerTo) implements Cargo {}

  /// A sentence of the bridge, in the channel's language already.
  record Notice(String text, Optional<MessageRef> replyTo) implements Cargo {}

  /// What became of a member's reply, in the channel's language already.
  record Outcome(MessageRef reply, ReplyState state, String text) implements Cargo {}
}
