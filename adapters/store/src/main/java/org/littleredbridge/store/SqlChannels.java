package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.follow.Channels;

/// Pauses stand in the lanes, so that a claim sees them without a further look.
final class SqlChannels implements Channels {
  private final Database database;
  private final Moving moving;

  SqlChannels(Database database) {
    this.database = database;
    this.moving = new Moving(new Lanes(database));
  }

  @Override
  public boolean pause(ChannelId channel, Closed why, Instant now) {
    return database.write(handle -> {
      handle
          .createUpdate("insert into lanes (channel) values (:channel) on conflict do nothing")
          .bind("channel", channel)
          .execute();
      var fresh =
          handle
              .createUpdate(
                  """
                  update lanes set paused_since = :now
                  where channel = :channel and paused_since is null
                  """)
              .bind("now", now)
              .bind("channel", channel)
              .execute();
      handle
          .createUpdate(
              """
              update lanes set paused_cause = :cause, paused_detail = :detail
              where channel = :channel
              """)
          .bind("cause", why.cause().name())
          .bind("detail", why.detail())
          .bind("channel", channel)
          .execute();
      return fresh == 1;
    });
  }

  @Override
  public boolean resume(ChannelId channel, Instant now) {
    return database.write(handle -> {
      database.ring(handle, Wake.DELIVER);
      var resumed =
          handle
              .createUpdate(
                  """
                  update lanes set paused_since = null, paused_cause = null, paused_detail = null,
                      due_at = case when due_at is null then null else :now end
                  where channel = :channel and paused_since is not null
                  """)
              .bind("now", now)
              .bind("channel", channel)
              .execute();
      if (resumed == 1) {
        handle
            .createUpdate(
                """
                update deliveries set attempts = 0, failing_since = null
                where channel = :channel and state = 'waiting' and attempts > 0
                """)
            .bind("channel", channel)
            .execute();
      }
      return resumed == 1;
    });
  }

  @Override
  public Optional<Pause> paused(ChannelId channel) {
    return database.read(handle -> find(handle, channel));
  }

  private static Optional<Pause> find(Handle handle, ChannelId channel) {
    return handle
        .createQuery("select * from lanes where channel = :channel and paused_since is not null")
        .bind("channel", channel)
        .map((row, _) -> pause(row))
        .findOne();
  }

  private static Pause pause(ResultSet row) throws SQLException {
    return new Pause(
        new Closed(Cause.valueOf(row.getString("paused_cause")), row.getString("paused_detail")),
        Columns.at(row, "paused_since"));
  }

  @Override
  public int pausedCount() {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from lanes where paused_since is not null")
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public void move(ChannelId from, ChannelId to, Instant now) {
    if (!from.equals(to)) {
      database.run(handle -> moving.move(handle, from, to, now));
    }
  }
}
