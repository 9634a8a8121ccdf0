package org.littleredbridge.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.lease.NodeTakenException;

/// Leases and the nodes that take them. The database tells the time.
final class SqlLeases implements Leases {
  private static final Duration FORGET_NODES_AFTER = Duration.ofDays(1);
  // A lease is looked for when it has surely ended.
  private static final Duration SURELY = Duration.ofMillis(10);

  private final Database database;
  private final Duration length;

  SqlLeases(Database database, Duration length) {
    this.database = database;
    this.length = length;
  }

  @Override
  public Duration length() {
    return length;
  }

  @Override
  public Picture renew(Node node, Set<String> names, Set<Lease> held) {
    return database.urgent(handle -> {
      lives(handle, node, names);
      var renewed = new HashSet<Lease>();
      for (var lease : held) {
        if (renew(handle, node, lease)) {
          renewed.add(lease);
        }
      }
      return new Picture(renewed, holders(handle), nodes(handle), nextEnd(handle, node));
    });
  }

  private void lives(Handle handle, Node node, Set<String> names) {
    var signedIn =
        handle
            .createUpdate(
                """
                insert into nodes (id, process, names, alive_until)
                values (:id, :process, :names, %1$s + :length)
                on conflict (id) do update set process = excluded.process,
                    names = excluded.names, alive_until = excluded.alive_until
                where nodes.process = excluded.process or nodes.alive_until <= %1$s
                """
                    .formatted(database.now()))
            .bind("id", node.id())
            .bind("process", node.process())
            .bind("names", JsonTexts.write(List.copyOf(names)))
            .bind("length", length.toMillis())
            .execute();
    if (signedIn == 0) {
      throw new NodeTakenException(node.id());
    }
  }

  private boolean renew(Handle handle, Node node, Lease lease) {
    return handle
            .createUpdate(
                """
                update leases set ends_at = %s + :length
                where name = :name and fence = :fence and node = :node
                """
                    .formatted(database.now()))
            .bind("length", length.toMillis())
            .bind("name", lease.name())
            .bind("fence", lease.fence())
            .bind("node", node.id())
            .execute()
        == 1;
  }

  private Map<String, String> holders(Handle handle) {
    var holders = new HashMap<String, String>();
    handle
        .createQuery(
            "select name, node from leases where node is not null and ends_at > " + database.now())
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("node")))
        .forEach(held -> holders.put(held.getKey(), held.getValue()));
    return holders;
  }

  private Map<String, Set<String>> nodes(Handle handle) {
    var nodes = new HashMap<String, Set<String>>();
    handle
        .createQuery("select id, names from nodes where alive_until > " + database.now())
        .map((row, _) ->
            Map.entry(row.getString("id"), Set.copyOf(JsonTexts.read(row.getString("names")))))
        .forEach(node -> nodes.put(node.getKey(), node.getValue()));
    return nodes;
  }

  private Optional<Duration> nextEnd(Handle handle, Node node) {
    return handle
        .createQuery(
            """
            select min(ends_at) - %1$s rest from leases
            where node is not null and node <> :node and ends_at > %1$s
            """
                .formatted(database.now()))
        .bind("node", node.id())
        .map((row, _) -> {
          var rest = row.getLong("rest");
          return row.wasNull()
              ? Optional.<Duration>empty()
              : Optional.of(Duration.ofMillis(Math.max(0, rest)).plus(SURELY));
        })
        .one();
  }

  @Override
  public Optional<Lease> take(Node node, Duty duty) {
    return database.urgent(handle -> {
      var taken = take(handle, node, duty.lease());
      taken.ifPresent(_ -> free(handle, duty));
      return taken;
    });
  }

  private Optional<Lease> take(Handle handle, Node node, String name) {
    handle
        .createUpdate("insert into leases (name) values (:name) on conflict (name) do nothing")
        .bind("name", name)
        .execute();
    var free =
        handle
            .createQuery(
                database.holding(
                    "select fence from leases l where name = :name and (node is null"
                        + " or node = :node or ends_at <= "
                        + database.now()
                        + ")",
                    "l"))
            .bind("name", name)
            .bind("node", node.id())
            .mapTo(Long.class)
            .findOne();
    if (free.isEmpty()) {
      return Optional.empty();
    }
    var lease = new Lease(name, free.get() + 1);
    handle
        .createUpdate(
            """
            update leases set fence = :fence, node = :node, ends_at = %s + :length
            where name = :name
            """
                .formatted(database.now()))
        .bind("fence", lease.fence())
        .bind("node", node.id())
        .bind("length", length.toMillis())
        .bind("name", name)
        .execute();
    forgetNodes(handle);
    return Optional.of(lease);
  }

  private void forgetNodes(Handle handle) {
    handle
        .createUpdate("delete from nodes where alive_until < " + database.now() + " - :long")
        .bind("long", FORGET_NODES_AFTER.toMillis())
        .execute();
  }

  /// What the former holder had in hand is due again when it was; what was told to wait, waits.
  private static void free(Handle handle, Duty duty) {
    switch (duty) {
      case Duty.Gateway _ -> {
        handle.execute("update feeds set held_until = 0 where held_until > 0");
        handle.execute("update replies set held_until = 0 where held_until > 0");
      }
      case Duty.Connection(var _, var speaks) ->
          speaks.ifPresent(messenger ->
              handle
                  .createUpdate(
                      """
                      update lanes set held_until = 0
                      where held_until > 0 and channel >= :from and channel < :to
                      """)
                  .bind("from", messenger + ":")
                  .bind("to", messenger + ";")
                  .execute());
    }
  }

  @Override
  public void giveBack(Lease lease) {
    database.urgent(handle -> {
      var given =
          handle
              .createUpdate(
                  """
                  update leases set node = null, ends_at = 0
                  where name = :name and fence = :fence and node is not null
                  """)
              .bind("name", lease.name())
              .bind("fence", lease.fence())
              .execute();
      return ringWhen(given > 0, handle);
    });
  }

  @Override
  public void leave(Node node) {
    database.urgent(handle -> {
      var lived =
          handle
              .createUpdate("delete from nodes where id = :id and process = :process")
              .bind("id", node.id())
              .bind("process", node.process())
              .execute();
      if (lived > 0) {
        handle
            .createUpdate("update leases set node = null, ends_at = 0 where node = :id")
            .bind("id", node.id())
            .execute();
      }
      return ringWhen(lived > 0, handle);
    });
  }

  private boolean ringWhen(boolean free, Handle handle) {
    if (free) {
      database.ring(handle, Wake.LEASES);
    }
    return free;
  }
}
