package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Transcript;

/// Lines of chats that we keep ourselves.
final class SqlTranscript implements Transcript {
  private final Database database;

  SqlTranscript(Database database) {
    this.database = database;
  }

  @Override
  public Line add(
      ChannelId channel, String key, Instant at, Optional<String> replyTo, String payload) {
    return database.write(handle -> {
      // Who reads on from the newest line must not miss one with a lower number that comes later.
      database.serialise(handle, "transcript");
      return line(handle, channel, key)
          .orElseGet(() -> insert(handle, channel, key, at, replyTo, payload));
    });
  }

  private static Optional<Line> line(Handle handle, ChannelId channel, String key) {
    return handle
        .createQuery("select * from transcript where channel = :channel and key = :key")
        .bind("channel", channel)
        .bind("key", key)
        .map((row, _) -> line(row))
        .findOne();
  }

  private static Line insert(
      Handle handle,
      ChannelId channel,
      String key,
      Instant at,
      Optional<String> replyTo,
      String payload) {
    return handle
        .createQuery(
            """
            insert into transcript (channel, key, at, reply_to, payload)
            values (:channel, :key, :at, :replyTo, :payload) returning *
            """)
        .bind("channel", channel)
        .bind("key", key)
        .bind("at", at)
        .bind("replyTo", replyTo)
        .bind("payload", payload)
        .map((row, _) -> line(row))
        .one();
  }

  @Override
  public Optional<Line> replace(ChannelId channel, long id, String payload) {
    return database.write(handle ->
        handle
            .createQuery(
                """
                update transcript set payload = :payload
                where id = :id and channel = :channel returning *
                """)
            .bind("id", id)
            .bind("channel", channel)
            .bind("payload", payload)
            .map((row, _) -> line(row))
            .findOne());
  }

  @Override
  public Optional<Line> line(ChannelId channel, long id) {
    return database.read(handle ->
        handle
            .createQuery("select * from transcript where id = :id and channel = :channel")
            .bind("id", id)
            .bind("channel", channel)
            .map((row, _) -> line(row))
            .findOne());
  }

  @Override
  public List<Line> newest(ChannelId channel, long after, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select * from transcript where channel = :channel and id > :after
                order by id desc limit :limit
                """)
            .bind("channel", channel)
            .bind("after", after)
            .bind("limit", Math.max(0, limit))
            .map((row, _) -> line(row))
            .list()
            .reversed());
  }

  @Override
  public List<ChannelId> channels(String messenger) {
    // From "web:" to before "web;", the next character: all keys that begin with "web:".
    return database.read(handle ->
        handle
            .createQuery(
                """
                select distinct channel from transcript
                where channel >= :from and channel < :to order by channel
                """)
            .bind("from", messenger + ":")
            .bind("to", messenger + ";")
            .map((row, _) -> Columns.channel(row, "channel"))
            .list());
  }

  @Override
  public void prune(ChannelId channel, int keep) {
    database.run(handle ->
        handle
            .createUpdate(
                """
                delete from transcript where channel = :channel and id <= (
                    select id from transcript where channel = :channel
                    order by id desc limit 1 offset :keep)
                """)
            .bind("channel", channel)
            .bind("keep", Math.max(0, keep))
            .execute());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        Columns.channel(row, "channel"),
        row.getString("key"),
        Columns.at(row, "at"),
        Columns.text(row, "reply_to"),
        row.getString("payload"));
  }
}
