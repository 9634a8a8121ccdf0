package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.Community;
import org.littleredbridge.follow.Communities;

/// One row a community that was ever seen.
final class SqlCommunities implements Communities {
  private final Database database;

  SqlCommunities(Database database) {
    this.database = database;
  }

  @Override
  public Known seen(Community community, Instant now) {
    // Every event asks; nearly all of them change nothing, and so need not wait for the writer.
    return find(community.key())
        .filter(known ->
            community.name().isEmpty() || community.name().equals(known.community().name()))
        .orElseGet(() ->
            database.write(handle -> {
              keep(handle, community, now);
              return find(handle, community.key()).orElseThrow();
            }));
  }

  private static void keep(Handle handle, Community community, Instant now) {
    handle
        .createUpdate(
            """
            insert into communities (id, name, state, since, decided_by)
            values (:id, :name, 'ASKED', :now, '')
            on conflict (id) do update set name = excluded.name where excluded.name <> ''
            """)
        .bind("id", community.key())
        .bind("name", community.name())
        .bind("now", now)
        .execute();
  }

  @Override
  public Optional<Known> find(String key) {
    return database.read(handle -> find(handle, key));
  }

  private static Optional<Known> find(Handle handle, String key) {
    return handle
        .createQuery("select * from communities where id = :id")
        .bind("id", key)
        .map((row, _) -> known(row))
        .findOne();
  }

  @Override
  public boolean decide(String key, State state, String by, Instant now) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    update communities set state = :state, since = :now, decided_by = :by
                    where id = :id
                    """)
                .bind("state", state.name())
                .bind("now", now)
                .bind("by", by)
                .bind("id", key)
                .execute()
            == 1);
  }

  @Override
  public List<Known> all() {
    return database.read(handle ->
        handle
            .createQuery("select * from communities order by lower(name), id")
            .map((row, _) -> known(row))
            .list());
  }

  private static Known known(ResultSet row) throws SQLException {
    var key = row.getString("id");
    var colon = key.indexOf(':');
    return new Known(
        new Community(key.substring(0, colon), key.substring(colon + 1), row.getString("name")),
        State.valueOf(row.getString("state")),
        Columns.at(row, "since"),
        row.getString("decided_by"));
  }
}
