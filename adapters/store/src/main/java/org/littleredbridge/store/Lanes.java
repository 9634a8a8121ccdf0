package org.littleredbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;

/// The rows of lanes: when each channel may be sent something next, and until when somebody holds
/// it. Its methods run within the caller's transaction.
final class Lanes {
  private static final HotStatement EMPTY =
      new HotStatement(
          """
          update lanes set due_at = null
          where channel = (select channel from deliveries where id = ?)
              and not exists (select 1 from deliveries d
                  where d.channel = lanes.channel and d.state = 'waiting')
          """);

  private final Database database;

  Lanes(Database database) {
    this.database = database;
  }

  /// Takes lanes that are due and that nobody holds, longest waiting first. A lane that is given
  /// back with more in it queues up behind those that waited meanwhile.
  List<ChannelId> claim(Handle handle, Instant now, int limit, Instant until) {
    var due =
        handle
            .createQuery(
                database.claiming(
                    """
                    select channel from lanes
                    where due_at <= :now and held_until <= :now and paused_since is null
                    order by due_at, turn limit :limit
                    """))
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
    if (channel.isPrivate()) {
      // There is a new place for every press of a button: its lane must not outlive the answer.
      handle
          .createUpdate("delete from lanes where channel = :channel and due_at is null")
          .bind("channel", channel)
          .execute();
    }
  }

  /// Makes the lane of a delivery wait. It is looked up by the delivery, since its channel may have
  /// got another id after the claim.
  void waitUntil(Handle handle, long delivery, Instant at) {
    handle
        .createUpdate(
            """
            update lanes set due_at = :at where due_at is not null
                and channel = (select channel from deliveries where id = :delivery)
            """)
        .bind("at", at)
        .bind("delivery", delivery)
        .execute();
  }

  /// A delivery ended: without another one, its lane is due no more.
  void ended(Handle handle, long delivery) {
    // Only a statement after this one surely sees what others have just added to the lane.
    database.hold(
        handle,
        """
        select 1 from lanes
        where channel = (select channel from deliveries where id = cast(:key as bigint))
        """,
        Long.toString(delivery));
    database.run(handle, EMPTY, delivery);
  }

  /// As above, when several ended at once.
  void ended(Handle handle, ChannelId channel) {
    hold(handle, channel);
    handle
        .createUpdate(
            """
            update lanes set due_at = null
            where channel = :channel and not exists (select 1 from deliveries
                where channel = :channel and state = 'waiting')
            """)
        .bind("channel", channel)
        .execute();
  }

  /// Keeps others from changing the lane until the transaction ends.
  void hold(Handle handle, ChannelId channel) {
    database.hold(handle, "select 1 from lanes where channel = :key", channel.key());
  }

  Optional<Instant> nextDue(Handle handle) {
    return handle
        .createQuery(
            """
            select min(case when held_until > due_at then held_until else due_at end) due
            from lanes where due_at is not null and paused_since is null
            """)
        .map((row, _) -> Columns.maybeAt(row, "due"))
        .one();
  }
}
