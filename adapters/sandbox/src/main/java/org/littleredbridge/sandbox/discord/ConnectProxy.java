package org.littleredbridge.sandbox.discord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP proxy on loopback for clients that insist on Discord's host names. It answers `CONNECT`
/// for the hosts it knows, ends TLS itself and passes the plain bytes on to a port of this machine;
/// every other host is refused, so that nothing can leave. A virtual thread for each direction.
/// Source: RFC 9110 section 9.3.6.
final class ConnectProxy implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectProxy.class);
  private static final int MOST_HEAD = 16 << 10;
  private static final int TLS_PORT = 443;
  private final ServerSocket server;
  private final SSLContext tls;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final LongAdder opened = new LongAdder();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  ConnectProxy(int port, SSLContext tls) {
    this.tls = tls;
    this.server = Loopback.listen(port, "proxy");
  }

  void start() {
    Thread.ofVirtual().name("sandbox-discord-proxy").start(this::accept);
  }

  /// From now on that host is answered by this port on loopback.
  void map(String host, int port) {
    ports.put(host, port);
  }

  int port() {
    return server.getLocalPort();
  }

  /// How often each other host was asked for.
  Map<String, LongAdder> refused() {
    return refused;
  }

  long opened() {
    return opened.sum();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.atWarn().setCause(e).log("sandbox Discord proxy did not take a connection");
        }
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      var asked = head(client.getInputStream()).split("\r\n", 2)[0].split(" ");
      var target = asked.length > 1 ? asked[1] : "";
      var port = port(asked[0], target);
      if (port == 0) {
        refuse(client.getOutputStream(), target);
        return;
      }
      client
          .getOutputStream()
          .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      opened.increment();
      tunnel(client, port);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("sandbox Discord proxy connection ended");
    } finally {
      sockets.remove(client);
    }
  }

  private int port(String method, String target) {
    int colon = target.lastIndexOf(':');
    boolean right = method.equals("CONNECT") && target.endsWith(":" + TLS_PORT);
    return right ? ports.getOrDefault(target.substring(0, colon).toLowerCase(Locale.ROOT), 0) : 0;
  }

  private void refuse(OutputStream out, String target) throws IOException {
    var host = target.replaceAll("[^A-Za-z0-9.:_-]", "?");
    refused.computeIfAbsent(host, _ -> new LongAdder()).increment();
    log.atWarn().addKeyValue("host", host).log("sandbox Discord proxy refused a host");
    out.write(
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
  }

  private void tunnel(Socket client, int port) throws IOException {
    var secure =
        (SSLSocket)
            tls.getSocketFactory().createSocket(client, Loopback.ADDRESS, client.getPort(), true);
    secure.setUseClientMode(false);
    var inside = new Socket();
    sockets.add(inside);
    try (secure;
        inside) {
      var parameters = secure.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      inside.connect(new InetSocketAddress(InetAddress.ofLiteral(Loopback.ADDRESS), port));
      inside.setTcpNoDelay(true);
      var back = Thread.ofVirtual().start(() -> pipe(inside, secure));
      pipe(secure, inside);
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(inside);
    }
  }

  /// Passes bytes on until one side ends, then ends both.
  private static void pipe(Socket from, Socket to) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("sandbox Discord tunnel ended");
    } finally {
      Loopback.shut(to);
      Loopback.shut(from);
    }
  }

  private static String head(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4) {
      int next = in.read();
      if (next < 0 || bytes.size() > MOST_HEAD) {
        throw new IOException("The request's head is cut off or too long.");
      }
      bytes.write(next);
      ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : (next == '\r' ? 1 : 0);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    Loopback.shut(server);
    sockets.forEach(Loopback::shut);
  }
}
