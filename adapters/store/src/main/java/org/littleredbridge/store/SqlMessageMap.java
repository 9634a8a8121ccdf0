package org.littleredbridge.store;

import java.util.Optional;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;

/// Finds the note of a message among the parts that the outbox recorded.
final class SqlMessageMap implements MessageMap {
  private final Database database;

  SqlMessageMap(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Shown> find(MessageRef message) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select note, comment from messages
                where channel = :channel and message = :message and note is not null
                """)
            .bind("channel", message.channel())
            .bind("message", message.id())
            .map((row, _) ->
                new Shown(
                    new NoteId(row.getString("note")),
                    Columns.text(row, "comment").map(CommentId::new)))
            .findOne());
  }

  @Override
  public boolean isDigest(MessageRef message) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select 1 from messages m join deliveries d on d.id = m.delivery
                where m.channel = :channel and m.message = :message and d.cargo = 'digest'
                """)
            .bind("channel", message.channel())
            .bind("message", message.id())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }
}
