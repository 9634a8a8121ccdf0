package org.littleredbridge.store;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Settings;

/// What holds now, and beside it every change with who made it.
final class SqlSettings implements Settings {
  private final Database database;

  SqlSettings(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> get(ChannelId channel, String name) {
    return database.read(handle ->
        handle
            .createQuery("select value from settings where channel = :channel and name = :name")
            .bind("channel", channel)
            .bind("name", name)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void set(ChannelId channel, String name, String value, String by, Instant at) {
    database.run(handle -> {
      handle
          .createUpdate(
              """
              insert into settings (channel, name, value) values (:channel, :name, :value)
              on conflict (channel, name) do update set value = excluded.value
              """)
          .bind("channel", channel)
          .bind("name", name)
          .bind("value", value)
          .execute();
      handle
          .createUpdate(
              """
              insert into settings_audit (channel, name, value, set_by, set_at)
              values (:channel, :name, :value, :by, :at)
              """)
          .bind("channel", channel)
          .bind("name", name)
          .bind("value", value)
          .bind("by", by)
          .bind("at", at)
          .execute();
    });
  }
}
