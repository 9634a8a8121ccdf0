package org.littleredbridge.deliver;

import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// What a delivery brings to its channel.
public sealed interface Cargo {
  /// @param replyTo the message that asked for it, if one did
  record NoteCargo(NoteId note, Optional<MessageRef> replyTo) implements Cargo {
    /// One that nobody asked for.
    public NoteCargo(NoteId note) {
      this(note, Optional.empty());
    }
  }

  /// A note that the channel has was edited, taken down, or is back: its messages are to show that.
  /// They are brought to the newest state there is, and by the last one of several only.
  ///
  /// @param revision the [org.littleredbridge.note.NoteHistory] that it is about
  record Update(NoteId note, int revision) implements Cargo {}

  /// Notes that waited too long to come one by one, in the order in which they would have come.
  record Digest(List<NoteId> notes) implements Cargo {
    public Digest {
      notes = List.copyOf(notes);
    }
  }

  /// Somebody's comment, as an answer to a member's message.
  record CommentCargo(CommentId comment, NoteId note, MessageRef answerTo) implements Cargo {}

  /// A sentence of the bridge, in the channel's language already.
  ///
  /// @param actions what can be done about it at the press of a button
  record Notice(String text, List<Action> actions, Optional<MessageRef> replyTo) implements Cargo {
    public Notice {
      actions = List.copyOf(actions);
    }

    public Notice(String text, Optional<MessageRef> replyTo) {
      this(text, List.of(), replyTo);
    }
  }

  /// The code to log an account in, for an operator's private place. It names the account alone:
  /// the code is a secret, fetched when it is sent and stored nowhere.
  record LoginCode(String account) implements Cargo {}

  /// What became of a member's reply, in the channel's language already.
  record Outcome(MessageRef reply, ReplyState state, String text) implements Cargo {}
}
