package org.littleredbridge.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What every request passes first: the safety headers, the Host and Origin rules, the password.
final class Gate implements Filter {
  private static final Map<HeaderName, String> SAFETY =
      Map.of(
          HeaderNames.create("Content-Security-Policy"),
          "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'",
          HeaderNames.create("X-Content-Type-Options"),
          "nosniff",
          HeaderNames.create("X-Frame-Options"),
          "DENY",
          HeaderNames.create("Referrer-Policy"),
          "no-referrer",
          HeaderNames.create("Cross-Origin-Resource-Policy"),
          "same-origin",
          HeaderNames.create("Cross-Origin-Opener-Policy"),
          "same-origin",
          HeaderNames.CACHE_CONTROL,
          "no-store");
  private static final Set<String> OPEN =
      Set.of("/healthz", "/login", "/login.js", "/style.css", "/icon.svg");

  private final Supplier<HostRule> hosts;
  private final Optional<Sessions> sessions;
  private final Answers answers;

  /// @param hosts known once the port is
  Gate(Supplier<HostRule> hosts, Optional<Sessions> sessions, Answers answers) {
    this.hosts = hosts;
    this.sessions = sessions;
    this.answers = answers;
  }

  /// The cookie of a session. Cookies know no ports, so that the name carries it: two bridges on
  /// one machine do not log each other out.
  static String cookieName(HostRule hosts) {
    return "bridge_session_" + hosts.port();
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    SAFETY.forEach((name, value) -> response.header(name, value));
    try {
      checkHost(request);
      checkOrigin(request);
      if (!request.path().path().equals("/") || known(request)) {
        checkPassword(request);
        chain.proceed();
      } else {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, "/login").send();
      }
    } catch (Refusal e) {
      if (e.status() == 401) {
        response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      }
      answers.refuse(request, response, e);
    }
  }

  private void checkHost(ServerRequest request) {
    var host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!hosts.get().admits(host)) {
      throw new Refusal(421, "web.foreign-host", hosts.get().authority());
    }
  }

  private static void checkOrigin(ServerRequest request) {
    var origin = request.headers().first(HeaderNames.ORIGIN);
    var host = request.headers().first(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
    if (origin.isPresent()
        && !Set.of("http://" + host, "https://" + host)
            .contains(origin.get().toLowerCase(Locale.ROOT))) {
      throw new Refusal(403, "web.foreign-origin");
    }
  }

  private void checkPassword(ServerRequest request) {
    boolean open =
        OPEN.contains(request.path().path())
            && (request.prologue().method().equals(Method.GET)
                || request.path().path().equals("/login"));
    if (!open && !known(request)) {
      throw new Refusal(401, "web.password-asked");
    }
  }

  private boolean known(ServerRequest request) {
    if (sessions.isEmpty() || cookie(request).filter(sessions.get()::holds).isPresent()) {
      return true;
    }
    var bearer =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip());
    bearer.ifPresent(sessions.get()::check);
    return bearer.isPresent();
  }

  private Optional<String> cookie(ServerRequest request) {
    var start = cookieName(hosts.get()) + "=";
    for (var header : request.headers().values(HeaderNames.COOKIE)) {
      for (var pair : header.split(";")) {
        if (pair.strip().startsWith(start)) {
          return Optional.of(pair.strip().substring(start.length()));
        }
      }
    }
    return Optional.empty();
  }
}
