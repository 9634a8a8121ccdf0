package org.littleredbridge.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.note.NoteId;

/// Where a note stands that was sent by itself. Its methods run within the caller's transaction.
final class NoteCopies {
  private NoteCopies() {}

  /// One message of a note's delivery.
  private record Row(long delivery, int pictures, int part, MessageRef message) {}

  /// Channels that have the note or are about to get it; private answers to one press end with it.
  static List<ChannelId> channels(Handle handle, NoteId note) {
    return handle
        .createQuery(
            """
            select distinct channel from deliveries
            where note = :note and cargo = 'note' and digest is null
                and state in ('waiting', 'delivered') and channel not like '%:!%'
            order by channel
            """)
        .bind("note", note)
        .map((row, _) -> Columns.channel(row, "channel"))
        .list();
  }

  static List<Outbox.Copy> of(Handle handle, ChannelId channel, NoteId note) {
    var rows =
        handle
            .createQuery(
                """
                select d.id, coalesce(d.pictures, 0) pictures, m.part, m.channel sent_channel,
                    m.message sent_message
                from deliveries d join messages m on m.delivery = d.id and m.also = 0
                where d.note = :note and d.channel = :channel and d.cargo = 'note'
                    and d.digest is null and d.state in ('waiting', 'delivered')
                order by d.id, m.part, m.sent_at
                """)
            .bind("note", note)
            .bind("channel", channel)
            .map((row, _) ->
                new Row(
                    row.getLong("id"),
                    row.getInt("pictures"),
                    row.getInt("part"),
                    Columns.message(row, "sent_channel", "sent_message").orElseThrow()))
            .list();
    var copies = new ArrayList<Outbox.Copy>();
    for (var row : rows) {
      // Also the second of a part that was sent twice, by a holder that had lost its lease.
      if (row.part() == row.pictures()) {
        copies.add(new Outbox.Copy(row.message(), rest(rows, row)));
      }
    }
    return copies;
  }

  private static List<MessageRef> rest(List<Row> rows, Row card) {
    return rows.stream()
        .filter(row -> row.delivery() == card.delivery() && row.part() > card.part())
        .map(Row::message)
        .toList();
  }
}
