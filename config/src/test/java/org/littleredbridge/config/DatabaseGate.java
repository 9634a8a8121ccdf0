package org.littleredbridge.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// One node's way to the database, which a test can cut or let fall silent.
final class DatabaseGate implements AutoCloseable {
  private enum State {
    OPEN,
    CUT,
    SILENT
  }

  private final ServerSocket entrance;
  private final int behind;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile State state = State.OPEN;

  /// @param behind the port on loopback to which it leads
  DatabaseGate(int behind) {
    this.behind = behind;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::admit);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /// Ends all connections and every new one.
  void cut() {
    state = State.CUT;
    endAll();
  }

  /// Connections stay, and nothing passes any more.
  void fallSilent() {
    state = State.SILENT;
  }

  void open() {
    state = State.OPEN;
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        var near = entrance.accept();
        sockets.add(near);
        if (state == State.CUT) {
          near.close();
          continue;
        }
        var far = new Socket(InetAddress.getLoopbackAddress(), behind);
        sockets.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException _) {
        // The test has ended, or the server: the next look at the entrance tells.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    var buffer = new byte[16_384];
    try (from;
        to) {
      while (true) {
        var count = from.getInputStream().read(buffer);
        if (count < 0) {
          return;
        }
        while (state == State.SILENT) {
          LockSupport.parkNanos(5_000_000);
        }
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException _) {
      // One side has ended, and so does the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void endAll() {
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    state = State.CUT;
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    endAll();
  }
}
