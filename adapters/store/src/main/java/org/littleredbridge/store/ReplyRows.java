package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.relay.RelayedReply;

/// The rows of replies.
final class ReplyRows {
  private ReplyRows() {}

  /// Keeps replies from being claimed again until then.
  static void hold(Handle handle, List<RelayedReply> claimed, Instant until) {
    for (var reply : claimed) {
      handle
          .createUpdate("update replies set held_until = :until where id = :id")
          .bind("until", until)
          .bind("id", reply.id())
          .execute();
    }
  }

  static RelayedReply reply(ResultSet row) throws SQLException {
    return new RelayedReply(
        row.getLong("id"),
        new MessageRef(Columns.channel(row, "channel"), row.getString("message")),
        row.getString("member"),
        new NoteId(row.getString("note")),
        Columns.text(row, "answers").map(CommentId::new),
        row.getString("text"),
        RelayedReply.State.valueOf(row.getString("state")),
        Columns.text(row, "posted"),
        Columns.text(row, "comment").map(CommentId::new),
        row.getInt("attempts"),
        row.getInt("looks"),
        Columns.at(row, "accepted_at"),
        Columns.maybeAt(row, "posting_at"));
  }
}
