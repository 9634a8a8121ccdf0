package org.littleredbridge.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL server on loopback for all tests of this process; each test has a schema of its
/// own. The server ends with the process.
final class PostgresServer {
  static final String USER = "postgres";

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  // To make the tables takes longer than most tests, and to delete thousands longer than all.
  private static final Queue<StoreConfig.Postgres> WIPED = new ConcurrentLinkedQueue<>();

  private PostgresServer() {}

  // Started when the first test asks.
  private static final class Started {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            // Nothing has to outlive the tests.
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "200")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static int port() {
    return Started.SERVER.getPort();
  }

  static StoreConfig.Postgres emptyStore() {
    var schema = "store_" + SCHEMAS.incrementAndGet();
    sql("create schema " + schema);
    return in(schema);
  }

  /// An empty store whose tables may be there already. To be given back.
  static StoreConfig.Postgres wipedStore() {
    var wiped = WIPED.poll();
    return wiped == null ? emptyStore() : wiped;
  }

  static void giveBack(StoreConfig.Postgres config) {
    sql(
        """
        do $$ begin
          execute (select 'truncate ' || string_agg(format('%%I.%%I', schemaname, tablename), ', ')
              || ' restart identity' from pg_tables
              where schemaname = '%1$s' and tablename <> 'flyway_schema_history');
        end $$
        """
            .formatted(schema(config)),
        "insert into %s.counters (name, value) values ('delivery', 0), ('creator', 0)"
            .formatted(schema(config)));
    WIPED.add(config);
  }

  static StoreConfig.Postgres in(String schema) {
    return new StoreConfig.Postgres(url("postgres") + "?currentSchema=" + schema, USER, "");
  }

  static String schema(StoreConfig.Postgres config) {
    return config.url().substring(config.url().indexOf('=') + 1);
  }

  static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /// Runs statements as the server's owner.
  static void sql(String... statements) {
    try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
