package org.littleredbridge.sandbox.telegram;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// Which door a request goes to.
final class Street {
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
}
