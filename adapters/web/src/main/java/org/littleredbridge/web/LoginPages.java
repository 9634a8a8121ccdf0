package org.littleredbridge.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/// `/login`: the page that asks for the password, and its answer.
final class LoginPages {
  private final Sessions sessions;
  private final Supplier<HostRule> hosts;

  LoginPages(Sessions sessions, Supplier<HostRule> hosts) {
    this.sessions = sessions;
    this.hosts = hosts;
  }

  void routing(HttpRules rules) {
    PageFiles.login(rules);
    rules.post("/login", this::login);
  }

  private void login(ServerRequest request, ServerResponse response) {
    var given = Posting.parse(RequestBody.json(request, response)).path("password").asText("");
    var token = sessions.open(given);
    response
        .status(Status.NO_CONTENT_204)
        .header(
            HeaderNames.SET_COOKIE,
            Gate.cookieName(hosts.get())
                + "="
                + token
                + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                + Sessions.LIFETIME.toSeconds())
        .send();
  }
}
