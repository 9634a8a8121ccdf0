package org.littleredbridge.config.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.store.StoreConfig;

/// A PostgreSQL server in its own process, for nodes that share a store.
final class Postgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String JARS = "bridge.bench.postgres";

  private final Process process;
  private final int port;
  private int databases;

  private Postgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param log gets what the server has to say
  /// @throws BenchException when there is none on this machine
  static Postgres start(Path log) {
    var process =
        Launch.of(List.of("-Xmx64m"), jars(), List.of(BenchCommand.POSTGRES))
            .errorsTo(log)
            .started();
    var answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      for (var line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.matches("\\d{1,5}")) {
          return new Postgres(process, Integer.parseInt(line));
        }
      }
    } catch (IOException e) {
      throw new BenchException("The PostgreSQL server does not answer.", e);
    }
    throw new BenchException(
        "No PostgreSQL server could be started. Its log is in the benchmark's folder.");
  }

  /// The server is no part of the bridge; a build from source has it beside.
  private static Path jars() {
    return Optional.ofNullable(System.getProperty(JARS))
        .map(Path::of)
        .filter(Files::isDirectory)
        .orElseThrow(() ->
            new BenchException(
                "P10 needs a PostgreSQL server, which only a build from source brings along: run"
                    + " it with mvn -q compile exec:exec -Dbridge.args=\"bench p10\"."));
  }

  /// A new, empty database.
  StoreConfig.Postgres fresh() {
    databases++;
    var name = "bench" + databases;
    try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new BenchException("A database cannot be made: " + e.getMessage(), e);
    }
    return new StoreConfig.Postgres(url(name), USER, "");
  }

  /// Which node holds a lease now.
  ///
  /// @param start how its name begins
  static Optional<String> holder(StoreConfig.Postgres store, String start) {
    try (var connection = DriverManager.getConnection(store.url(), USER, "");
        var query =
            connection.prepareStatement(
                """
                select node from leases where name like ? and node is not null
                    and ends_at > extract(epoch from clock_timestamp()) * 1000
                """)) {
      query.setString(1, start + "%");
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new BenchException("The leases cannot be read: " + e.getMessage(), e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void close() {
    try {
      // It ends with its input.
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    Launch.awaitEnd(process);
  }
}
