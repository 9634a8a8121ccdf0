package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.relay.RelayedReply;

/// The rows of replies.
final class ReplyRows {
  private ReplyRows() {}

  /// When a reply that has not ended is due again.
  static void dueAt(Handle handle, long id, Instant at) {
    handle
        .createUpdate("update replies set due_at = :at where id = :id and due_at is not null")
        .bind("at", at)
        .bind("id", id)
        .execute();
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
