package org.littleredbridge.sandbox.discord;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to do with this machine talking to itself.
final class Loopback {
  static final String ADDRESS = "127.0.0.1";
  private static final Logger log = LoggerFactory.getLogger(Loopback.class);
  private static final int BACKLOG = 4096;
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private Loopback() {}

  /// @throws SandboxDiscordException when the port is taken
  static ServerSocket listen(int port, String what) {
    try {
      var server = new ServerSocket();
      server.setReuseAddress(true);
      try {
        server.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port), BACKLOG);
      } catch (IOException e) {
        server.close();
        throw e;
      }
      return server;
    } catch (IOException e) {
      throw SandboxDiscordException.portTaken(what, port, e);
    }
  }

  static void shut(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("sandbox Discord socket was broken before it was closed");
    }
  }

  /// Keeps web pages of other sites away: a browser would let them ask this machine under another
  /// Host (DNS rebinding) or with their own Origin.
  static boolean allows(ServerRequest req, int port) {
    var host = req.headers().first(HeaderNames.HOST).orElse("");
    var origin = req.headers().first(HeaderNames.ORIGIN);
    return NAMES.stream().anyMatch(name -> host.equalsIgnoreCase(name + ":" + port))
        && origin.map(o -> o.equals("http://" + host)).orElse(true);
  }
}
