package org.littleredbridge.store;

import java.util.Optional;
import org.littleredbridge.media.FileIds;

/// Ids of files that chat services keep for us; the newest counts.
final class SqlFileIds implements FileIds {
  private final Database database;

  SqlFileIds(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> find(String service, String key) {
    return database.read(handle ->
        handle
            .createQuery("select id from file_ids where service = :service and key = :key")
            .bind("service", service)
            .bind("key", key)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void keep(String service, String key, String id) {
    database.run(handle ->
        handle
            .createUpdate(
                """
                insert into file_ids (service, key, id) values (:service, :key, :id)
                on conflict (service, key) do update set id = excluded.id
                """)
            .bind("service", service)
            .bind("key", key)
            .bind("id", id)
            .execute());
  }

  @Override
  public void forget(String service, String key) {
    database.run(handle ->
        handle
            .createUpdate("delete from file_ids where service = :service and key = :key")
            .bind("service", service)
            .bind("key", key)
            .execute());
  }
}
