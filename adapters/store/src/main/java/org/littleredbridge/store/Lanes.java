package org.littleredbridge.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox;

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

  private static final HotStatement TAKE =
      new HotStatement(
          """
          update lanes set held_until = ?, due_at = ?, turn = turn + 1 where channel = ?
          """);
  private static final HotStatement RELEASE =
      new HotStatement(
          """
          update lanes set held_until = 0
          where channel = ? and (cast(? as bigint) = 0 or turn = ?)
          """);

  private final Database database;

  Lanes(Database database) {
    this.database = database;
  }

  /// A lane that was claimed.
  ///
  /// @param turn how often it was by then
  record Turn(ChannelId channel, long turn) {}

  private static String of(Optional<Set<String>> messengers) {
    return messengers
        .map(some ->
            some.isEmpty()
                ? "and 1 = 0"
                : IntStream.range(0, some.size())
                    .mapToObj("channel >= :from%1$d and channel < :to%1$d"::formatted)
                    .collect(Collectors.joining(" or ", "and (", ")")))
        .orElse("");
  }

  private static void bind(SqlStatement<?> query, Optional<Set<String>> messengers) {
    var at = 0;
    for (var messenger : messengers.orElse(Set.of())) {
      // From "web:" to before "web;", the next sign.
      query.bind("from" + at, messenger + ":").bind("to" + at++, messenger + ";");
    }
  }

  /// Whether nobody has claimed the lane since; then nobody does until the transaction ends.
  boolean isTurn(Handle handle, Outbox.Claim claim) {
    return claim.turn() == 0
        || handle
            .createQuery(
                database.holding(
                    "select 1 from lanes l where channel = :channel and turn = :turn", "l"))
            .bind("channel", claim.channel())
            .bind("turn", claim.turn())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
  }

  /// Takes lanes that are due and that nobody holds, longest waiting first. A lane that is given
  /// back with more in it queues up behind those that waited meanwhile.
  ///
  /// @param messengers whose lanes are wanted; empty: of all
  List<Turn> claim(
      Handle handle, Optional<Set<String>> messengers, Instant now, int limit, Instant until) {
    var query =
        handle.createQuery(
            database.claiming(
                """
                select channel, turn from lanes
                where due_at <= :now and held_until <= :now and paused_since is null %s
                order by due_at, turn limit :limit
                """
                    .formatted(of(messengers))));
    bind(query, messengers);
    var due =
        query
            .bind("now", now)
            .bind("limit", limit)
            .map((row, _) -> new Turn(Columns.channel(row, "channel"), row.getLong("turn") + 1))
            .list();
    if (due.isEmpty()) {
      return due;
    }
    database.runAll(
        handle, TAKE, due.stream().map(lane -> new Object[] {until, now, lane.channel()}).toList());
    return due;
  }

  /// @param turn of the claim that is over: a lane that another claimed since stays his; 0 is never
  ///   late
  void release(Handle handle, ChannelId channel, long turn) {
    var released = database.run(handle, RELEASE, channel, turn, turn);
    if (released > 0 && channel.isPrivate()) {
      // There is a new place for every press of a button: its lane must not outlive the answer.
      handle
          .createUpdate("delete from lanes where channel = :channel and due_at is null")
          .bind("channel", channel)
          .execute();
    }
  }

  void free(Handle handle, Set<String> messengers, Collection<ChannelId> but) {
    var update =
        handle.createUpdate(
            "update lanes set held_until = 0 where held_until > 0 "
                + of(Optional.of(messengers))
                + (but.isEmpty() ? "" : " and channel not in (<but>)"));
    bind(update, Optional.of(messengers));
    if (!but.isEmpty()) {
      update.bindList("but", List.copyOf(but));
    }
    update.execute();
  }

  /// Makes the lane of a delivery wait. It is looked up by the delivery, since its channel may have
  /// got another id after the claim. A lane that another claimed meanwhile does not wait.
  void waitUntil(Handle handle, Delivery delivery, Instant at) {
    handle
        .createUpdate(
            """
            update lanes set due_at = :at where due_at is not null
                and channel = (select channel from deliveries where id = :delivery)
                and (:turn = 0 or turn = :turn)
            """)
        .bind("at", at)
        .bind("delivery", delivery.id())
        .bind("turn", delivery.turn())
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

  /// @param messengers whose lanes count; empty: all
  Optional<Instant> nextDue(Handle handle, Optional<Set<String>> messengers) {
    var query =
        handle.createQuery(
            """
            select min(case when held_until > due_at then held_until else due_at end) due
            from lanes where due_at is not null and paused_since is null %s
            """
                .formatted(of(messengers)));
    bind(query, messengers);
    return query.map((row, _) -> Columns.maybeAt(row, "due")).one();
  }
}
