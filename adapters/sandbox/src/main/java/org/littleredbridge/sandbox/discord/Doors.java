package org.littleredbridge.sandbox.discord;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client can reach: the REST interface, the gateway, and the proxy that leads to both under
/// Discord's host names. May be used from any thread.
final class Doors implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Doors.class);
  private static final List<String> HOSTS =
      List.of("discord.com", "gateway.discord.gg", "cdn.discordapp.com");
  private static final int MOST_FILES = 10;
  private static final long FORM_BYTES = 1 << 20;
  private static final Duration GRACE = Duration.ofMillis(100);
  private final Certificates certificates = new Certificates(HOSTS);
  private final Path caFile;
  private final WebServer rest;
  private final WebSocketServer sockets;
  private final ConnectProxy proxy;

  /// Opens all three; when this returns they answer.
  ///
  /// @throws SandboxDiscordException when a port is taken; the message says what to do
  Doors(
      SandboxDiscordConfig config,
      HttpRouting.Builder routing,
      Consumer<WebSocketConnection> gateway) {
    caFile = config.caFile().orElseGet(Doors::temporary);
    certificates.write(caFile);
    // A port that is taken must not leave the others open.
    sockets = new WebSocketServer(config.gatewayPort(), gateway);
    proxy = opened(() -> new ConnectProxy(config.proxyPort(), certificates.tls()), sockets::close);
    rest =
        opened(
            () -> started(config, routing),
            () -> {
              sockets.close();
              proxy.close();
            });
    proxy.map("discord.com", rest.port());
    proxy.map("cdn.discordapp.com", rest.port());
    proxy.map("gateway.discord.gg", sockets.port());
    sockets.start();
    proxy.start();
    log.atInfo()
        .addKeyValue("port", rest.port())
        .addKeyValue("gateway", sockets.port())
        .addKeyValue("proxy", proxy.port())
        .log("sandbox Discord answers");
  }

  private static <T> T opened(Supplier<T> open, Runnable undo) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      undo.run();
      throw e;
    }
  }

  private static WebServer started(SandboxDiscordConfig config, HttpRouting.Builder routing) {
    var server =
        WebServer.builder()
            .address(InetAddress.ofLiteral(Loopback.ADDRESS))
            .port(config.port())
            .backlog(4096)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .maxPayloadSize(config.mostUploadBytes() * (MOST_FILES + 1) + FORM_BYTES)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .routing(routing)
            .build();
    server.start();
    // Helidon tells a port that is taken to its own log only.
    if (!server.isRunning()) {
      throw SandboxDiscordException.portTaken(
          "REST interface", config.port(), new IOException("The server did not start."));
    }
    return server;
  }

  private static Path temporary() {
    try {
      var file = java.nio.file.Files.createTempFile("sandbox-discord-ca", ".pem");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new SandboxDiscordException(
          "The sandbox's Discord cannot write a temporary file. Free some space, or set caFile.",
          e);
    }
  }

  int restPort() {
    return rest.port();
  }

  int gatewayPort() {
    return sockets.port();
  }

  int proxyPort() {
    return proxy.port();
  }

  /// The authority a client behind the proxy must trust, as PEM.
  String caPem() {
    return certificates.pem();
  }

  /// The file that holds it.
  Path caFile() {
    return caFile;
  }

  /// As [SandboxDiscord#through].
  void through(String host, int port) {
    if (!HOSTS.contains(host)) {
      throw new SandboxDiscordException("The proxy does not know the host " + host + ".");
    }
    proxy.map(host, port);
  }

  /// How often the proxy was asked for each other host.
  Map<String, Long> refusedHosts() {
    Map<String, Long> all = new TreeMap<>();
    proxy.refused().forEach((host, count) -> all.put(host, count.sum()));
    return all;
  }

  @Override
  public void close() {
    proxy.close();
    sockets.close();
    rest.stop();
  }
}
