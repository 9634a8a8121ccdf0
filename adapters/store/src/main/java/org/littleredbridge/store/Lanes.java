package org.littleredbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;

/// The rows of lanes: when each channel may be sent something next, and until when somebody holds
/// it. Its methods run within the caller's transaction.
final class Lanes {
  /// Takes lanes that are due and that nobody holds, longest waiting first. A lane that is given
  /// back with more in it queues up behind those that waited meanwhile.
  List<ChannelId> claim(Handle handle, Instant now, int limit, Instant until) {
    var due =
        handle
            .createQuery(
                """
                select channel from lanes where due_at <= :now and held_until <= :now
                order by due_at, turn limit :limit
                """)
            .bind("now", now)
            .bind("limit", limit)
            .map((row, _) -> Columns.channel(row, "channel"))
            .list();
    if (due.isEmpty()) {
      return due;
    }
    var batch =
        handle.prepareBatch(
            """
            update lanes set held_until = :until, due_at = :now, turn = turn + 1
            where channel = :channel
            """);
    for (var channel : due) {
      batch.bind("until", until).bind("now", now).bind("channel", channel).add();
    }
    batch.execute();
    return due;
  }

  void release(Handle handle, ChannelId channel) {
    handle
        .createUpdate("update lanes set held_until = 0 where channel = :channel")
        .bind("channel", channel)
        .execute();
  }

  void waitUntil(Handle handle, ChannelId channel, Instant at) {
    handle
        .createUpdate(
            "update lanes set due_at = :at where channel = :channel and due_at is not null")
        .bind("at", at)
        .bind("channel", channel)
        .execute();
  }

  /// A delivery of this lane ended: without another one, the lane is due no more.
  void ended(Handle handle, ChannelId channel) {
    handle
        .createUpdate(
            """
            update lanes set due_at = null where channel = :channel and not exists (
                select 1 from deliveries where channel = :channel and state = 'waiting')
            """)
        .bind("channel", channel)
        .execute();
  }

  Optional<Instant> nextDue(Handle handle) {
    return handle
        .createQuery(
            """
            select min(case when held_until > due_at then held_until else due_at end) due
            from lanes where due_at is not null
            """)
        .map((row, _) -> Columns.maybeAt(row, "due"))
        .one();
  }
}
