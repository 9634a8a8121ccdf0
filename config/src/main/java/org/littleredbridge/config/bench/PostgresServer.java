package org.littleredbridge.config.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/// The process of a PostgreSQL server on loopback: says its port, a line, and ends with its input.
final class PostgresServer {
  private static final String CONNECTIONS = "100";

  private PostgresServer() {}

  static void run(InputStream in, PrintStream out) throws IOException {
    // What the tests of others switch off is on: a commit is on the disk.
    try (var server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", CONNECTIONS)
            .start()) {
      out.println(server.getPort());
      out.flush();
      while (in.read() >= 0) {
        // Nobody has anything to say.
      }
    }
  }
}
