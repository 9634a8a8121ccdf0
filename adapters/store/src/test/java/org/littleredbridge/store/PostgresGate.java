package org.littleredbridge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The way to the test server, which can be shut: as if the server had gone away.
final class PostgresGate implements AutoCloseable {
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  PostgresGate() {
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::admit);
  }

  StoreConfig.Postgres through(StoreConfig.Postgres config) {
    var url =
        config
            .url()
            .replace(":" + PostgresServer.port() + "/", ":" + entrance.getLocalPort() + "/");
    return new StoreConfig.Postgres(url, config.user(), config.password());
  }

  /// Cuts all connections and takes no more.
  void shut() {
    shut = true;
    open.forEach(PostgresGate::end);
  }

  void reopen() {
    shut = false;
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        var from = entrance.accept();
        open.add(from);
        if (shut) {
          end(from);
          continue;
        }
        var to = new Socket(InetAddress.getLoopbackAddress(), PostgresServer.port());
        open.add(to);
        Thread.ofVirtual().start(() -> pass(from, to));
        Thread.ofVirtual().start(() -> pass(to, from));
      } catch (IOException e) {
        // Closed, which the loop's condition sees.
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The one side has ended, and so does the other.
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    shut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
