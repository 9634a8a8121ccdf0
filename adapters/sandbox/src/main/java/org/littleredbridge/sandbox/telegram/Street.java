package org.littleredbridge.sandbox.telegram;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Which door a request goes to.
final class Street {
  private final BotApi api;

  Street(BotApi api) {
    this.api = api;
  }

  void handle(ServerRequest req, ServerResponse res) {
    var path = req.path().path();
    if (path.startsWith(BotApi.PREFIX)) {
      api.handle(req, res);
    } else {
      BotApi.send(res, 404, Refusal.of(404, "Not Found").body());
    }
  }
}
