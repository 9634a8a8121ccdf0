package org.littleredbridge.sandbox.discord;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts WebSockets on loopback, a virtual thread for each. Source: RFC 6455 section 4.2.
final class WebSocketServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebSocketServer.class);
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MOST_HEAD = 16 << 10;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Consumer<WebSocketConnection> talk;

  /// @param talk reads the connection until it ends; runs on its own thread
  WebSocketServer(int port, Consumer<WebSocketConnection> talk) {
    this.talk = talk;
    this.server = Loopback.listen(port, "gateway");
  }

  void start() {
    Thread.ofVirtual().name("sandbox-discord-gateway").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.atWarn().setCause(e).log("sandbox Discord gateway did not take a connection");
        }
      }
    }
  }

  private void serve(Socket socket) {
    sockets.add(socket);
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 14));
      if (!greeted(socket, head(in))) {
        return;
      }
      var connection = new WebSocketConnection(socket, in);
      var writer = Thread.ofVirtual().start(connection::write);
      talk.accept(connection);
      writer.join();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("sandbox Discord gateway connection ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  private static boolean greeted(Socket socket, Map<String, String> head) throws IOException {
    var key = head.get("sec-websocket-key");
    boolean upgrade = "websocket".equalsIgnoreCase(head.getOrDefault("upgrade", ""));
    var out = socket.getOutputStream();
    if (key == null || !upgrade) {
      out.write(
          "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      return false;
    }
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(key)))
            .getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  private static String accept(String key) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1.", e);
    }
  }

  /// The header fields by lower-case name.
  private static Map<String, String> head(DataInputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4) {
      int next = in.readUnsignedByte();
      bytes.write(next);
      ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : (next == '\r' ? 1 : 0);
      if (bytes.size() > MOST_HEAD) {
        throw new IOException("The request's head is too long.");
      }
    }
    Map<String, String> fields = new HashMap<>();
    for (var line : bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  @Override
  public void close() {
    Loopback.shut(server);
    sockets.forEach(Loopback::shut);
  }
}
