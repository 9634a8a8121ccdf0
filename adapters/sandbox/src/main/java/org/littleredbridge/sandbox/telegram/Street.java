package org.littleredbridge.sandbox.telegram;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.littleredbridge.sandbox.SandboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which door a request goes to.
final class Street {
  static final String LOOPBACK = "127.0.0.1";
  private static final Logger log = LoggerFactory.getLogger(Street.class);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final String FILES = "/file/bot";
  private final BotApi api;
  private final Controls controls;
  private final HumanPage page;
  private final Files files;

  Street(BotApi api, Controls controls, HumanPage page, Files files) {
    this.api = api;
    this.controls = controls;
    this.page = page;
    this.files = files;
  }

  void handle(ServerRequest req, ServerResponse res) {
    var path = req.path().path();
    if (path.startsWith(BotApi.PREFIX)) {
      api.handle(req, res);
    } else if (path.startsWith(Controls.PREFIX)) {
      controls.handle(req, res);
    } else if (path.startsWith(FILES)) {
      download(path.substring(FILES.length()), res);
    } else if (path.equals("/_picture")) {
      page.picture(req, res);
    } else if (path.equals("/")) {
      page.handle(req, res);
    } else {
      BotApi.send(res, 404, Refusal.of(404, "Not Found").body());
    }
  }

  /// https://core.telegram.org/bots/api#getfile
  private void download(String rest, ServerResponse res) {
    int slash = rest.indexOf('/');
    boolean known = slash > 0 && api.knows(rest.substring(0, slash));
    var bytes = known ? files.content(rest.substring(slash + 1)) : Optional.<byte[]>empty();
    if (bytes.isPresent()) {
      res.header(HeaderNames.CONTENT_TYPE, "application/octet-stream").send(bytes.get());
    } else {
      var refusal = known ? Refusal.of(404, "Not Found") : Refusal.of(401, "Unauthorized");
      BotApi.send(res, refusal.code(), refusal.body());
    }
  }

  /// Begins to answer.
  ///
  /// @throws SandboxException when the port is taken; the message says what to do
  WebServer open(int port) {
    var server =
        WebServer.builder()
            .address(InetAddress.ofLiteral(LOOPBACK))
            .port(port)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .routing(HttpRouting.builder().any(this::handle))
            .build();
    server.start();
    // Helidon tells a port that is taken to its own log only.
    if (!server.isRunning()) {
      throw new SandboxException(
          "The sandbox's Telegram cannot listen on %s:%d: the port is taken or not allowed. Choose another port, or 0 for any free one."
              .formatted(LOOPBACK, port));
    }
    log.atInfo().addKeyValue("port", server.port()).log("sandbox Telegram answers");
    return server;
  }
}
