package org.littleredbridge.config;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.store.StoreConfig;

/// A PostgreSQL server on loopback with one empty database.
final class OwnPostgres implements AutoCloseable {
  static final String USER = "postgres";

  private final EmbeddedPostgres server;

  OwnPostgres() {
    try {
      server =
          EmbeddedPostgres.builder()
              // Nothing has to outlive the test.
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  private String url() {
    return url(port());
  }

  /// Its address behind another port.
  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /// For the section `data`.
  String settings() {
    return settings(port());
  }

  /// The same, on the way through another port.
  static String settings(int port) {
    return "{ url: \"" + url(port) + "\", user: " + USER + " }";
  }

  StoreConfig.Postgres store() {
    return new StoreConfig.Postgres(url(), USER, "");
  }

  /// The first column of every row.
  List<String> query(String sql) {
    try (var connection = DriverManager.getConnection(url(), USER, "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
