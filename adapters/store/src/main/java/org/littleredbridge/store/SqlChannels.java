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
  private final Moving moving = new Moving();

  SqlChannels(Database database) {
    this.database = database;
  }

  @Override
  public boolean pause(ChannelId channel, Closed why, Instant now) {
    return database.write(handle -> {
      var fresh = find(handle, channel).isEmpty();
      handle
          .createUpdate(
              """
              insert into lanes (channel, paused_since, paused_cause, paused_detail)
              values (:channel, :now, :cause, :detail)
              on conflict (channel) do update set
                  paused_since = coalesce(lanes.paused_since, excluded.paused_since),
                  paused_cause = excluded.paused_cause, paused_detail = excluded.paused_detail
              """)
          .bind("channel", channel)
          .bind("now", now)
          .bind("cause", why.cause().name())
          .bind("detail", why.detail())
          .execute();
      return fresh;
    });
  }

  @Override
  public boolean resume(ChannelId channel, Instant now) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    update lanes set paused_since = null, paused_cause = null, paused_detail = null,
                        due_at = case when due_at is null then null else :now end
                    where channel = :channel and paused_since is not null
                    """)
                .bind("now", now)
                .bind("channel", channel)
                .execute()
            == 1);
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
