package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;

/// The strings behind the stage that move the gateway's account: who scans its login code, and who
/// likes and follows it.
final class AccountControls {
  private final Controls controls;
  private final Notifications notifications;
  private final Login login;

  AccountControls(Controls controls, Notifications notifications, Login login) {
    this.controls = controls;
    this.notifications = notifications;
    this.login = login;
  }

  void route(HttpRouting.Builder to) {
    controls.on(to, Method.GET, "login", _ -> login.waiting());
    controls.on(to, Method.POST, "login/scan", this::scan);
    controls.on(to, Method.POST, "notifications", this::tell);
  }

  private JsonNode scan(ServerRequest req) {
    var session = Controls.body(req).path("session");
    if (!session.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "\"session\" is the number of a code; GET /_sandbox/login tells the newest.");
    }
    return login.scan(session.asInt());
  }

  private JsonNode tell(ServerRequest req) {
    var body = Controls.body(req);
    var from = Person.named(Controls.text(body, "by").orElse("路过的小红薯"));
    notifications.tell(
        Controls.required(body, "kind"), from, Controls.text(body, "note").orElse(""));
    return Wire.object().put("by", from.id());
  }
}
