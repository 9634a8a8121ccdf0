package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/// The controls under `/_sandbox/`: `GET requests`, `DELETE requests`, `POST trouble` with
/// `{"trouble":"RATE","times":1,"retryAfter":7}`, `POST obey` with `{"obeys":true}`, `POST
/// misbehave` with `{"misdeeds":["LINK"]}`, `POST calm`.
final class Controls {
  static final String PREFIX = "/_sandbox/";

  private final SandboxTranslators translators;

  Controls(SandboxTranslators translators) {
    this.translators = translators;
  }

  void handle(ServerRequest req, ServerResponse res) {
    // A page of another site could let a browser send this.
    if (req.headers().contains(HeaderNames.ORIGIN)) {
      send(res, new Reply(403, Json.object().put("error", "not for web pages")));
      return;
    }
    var body = req.content().hasEntity() ? req.content().as(String.class) : "";
    var what = req.prologue().method().text() + " " + req.path().path().substring(PREFIX.length());
    try {
      send(res, done(what, body));
    } catch (IllegalArgumentException e) {
      send(res, new Reply(400, Json.object().put("error", "no such trouble or misdeed")));
    }
  }

  private Reply done(String what, String text) {
    var body = Json.read(text);
    switch (what) {
      case "GET requests" -> {
        var list = JsonNodeFactory.instance.arrayNode();
        translators.requests().forEach(request -> list.add(Json.read(request.line())));
        return Reply.ok(list);
      }
      case "DELETE requests" -> translators.forget();
      case "POST trouble" -> {
        var trouble = Trouble.valueOf(body.path("trouble").asText());
        var times = body.path("times").asInt(1);
        if (body.has("retryAfter")) {
          translators.trouble(trouble, times, body.path("retryAfter").asInt());
        } else {
          translators.trouble(trouble, times);
        }
      }
      case "POST obey" -> translators.obey(body.path("obeys").asBoolean(true));
      case "POST misbehave" -> {
        var misdeeds = EnumSet.noneOf(Misdeed.class);
        body.path("misdeeds").forEach(name -> misdeeds.add(Misdeed.valueOf(name.asText())));
        translators.misbehave(misdeeds);
      }
      case "POST calm" -> translators.calm();
      default -> {
        return new Reply(404, Json.object().put("error", "no such control"));
      }
    }
    return Reply.ok(Json.object().put("done", true));
  }

  private static void send(ServerResponse res, Reply reply) {
    res.status(reply.status())
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(Json.text(reply.body()).getBytes(StandardCharsets.UTF_8));
  }
}
