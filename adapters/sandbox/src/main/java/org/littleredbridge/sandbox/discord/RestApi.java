package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `/api/v10`: finds the route, lets faults, the token and the rate limits have their say, and
/// answers as Discord does.
final class RestApi {
  private static final String PREFIX = "/api/v10/";
  private static final String JSON = "application/json";
  private final List<Route> routes;
  private final String token;
  private final Gateway gateway;
  private final RateLimits limits;
  private final RestFaults faults;
  private final CallLog log;
  private final Clock clock;

  RestApi(
      List<Route> routes,
      String token,
      Gateway gateway,
      RateLimits limits,
      RestFaults faults,
      CallLog log,
      Clock clock) {
    this.routes = List.copyOf(routes);
    this.token = token;
    this.gateway = gateway;
    this.limits = limits;
    this.faults = faults;
    this.log = log;
    this.clock = clock;
  }

  void route(HttpRouting.Builder to) {
    to.any("/api/*", this::handle);
  }

  private record Found(Route route, Map<String, String> path) {}

  /// What is sent, and what the log keeps of the call.
  private record Sent(int status, Map<String, String> headers, byte[] body) {
    private static Sent of(int status, JsonNode body) {
      return new Sent(status, Map.of(), Json.bytes(body));
    }

    private Sent with(Map<String, String> more) {
      Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      all.putAll(headers);
      all.putAll(more);
      return new Sent(status, all, body);
    }
  }

  private void handle(ServerRequest req, ServerResponse res) {
    var raw = req.path().rawPath();
    var body = req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0];
    var steps = steps(raw);
    var method = req.prologue().method().text();
    var found = raw.startsWith(PREFIX) ? find(method, steps) : Optional.<Found>empty();
    if (found.isEmpty()) {
      boolean elsewhere =
          raw.startsWith(PREFIX)
              && routes.stream().anyMatch(route -> route.match(steps).isPresent());
      int status = elsewhere ? 405 : 404;
      var words = elsewhere ? "405: Method Not Allowed" : "404: Not Found";
      send(res, Sent.of(status, Json.object().put("message", words).put("code", 0)));
      return;
    }
    answer(req, res, found.get(), body);
  }

  private void answer(ServerRequest req, ServerResponse res, Found found, byte[] body) {
    boolean authorized =
        !gateway.troubles.tokenRevoked()
            && req.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(shown -> shown.equals("Bot " + token))
                .isPresent();
    var type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    var fault = faults.take(found.route);
    fault.ifPresent(RestApi::linger);
    if (fault.filter(f -> f.drop() == DiscordFault.Drop.BEFORE).isPresent()) {
      note(found, req, Optional.empty(), 0, authorized);
      throw new CloseConnectionException("cut on purpose before the call was done");
    }
    var call = new Read();
    var sent =
        fault.filter(f -> f.status() != 0).isPresent()
            ? new Sent(fault.get().status(), Map.of(), fault.get().bytes())
            : done(found, req, type, body, authorized, call);
    if (call.call.isEmpty()) {
      call.read(found, req, type, body);
    }
    boolean cut = fault.filter(f -> f.drop() == DiscordFault.Drop.AFTER).isPresent();
    note(found, req, call.call, cut ? 0 : sent.status, authorized);
    if (cut) {
      throw new CloseConnectionException("cut on purpose after the call was done");
    }
    send(res, fault.map(f -> sent.with(f.headers())).orElse(sent));
  }

  /// The call once it could be read.
  private static final class Read {
    private Optional<Call> call = Optional.empty();

    private void read(Found found, ServerRequest req, String type, byte[] body) {
      try {
        call = Optional.of(Call.read(found.path, query(req), type, body));
      } catch (Refusal e) {
        // The log shows such a call without its form.
        call = Optional.empty();
      }
    }
  }

  private Sent done(
      Found found, ServerRequest req, String type, byte[] body, boolean authorized, Read read) {
    Map<String, String> headers = Map.of();
    try {
      if (!found.route.open() && !authorized) {
        throw Refusal.unauthorized();
      }
      var verdict = limits.count(found.route, found.path);
      headers = verdict.headers();
      if (verdict.refused()) {
        return Sent.of(429, verdict.body()).with(headers);
      }
      var call = Call.read(found.path, query(req), type, body);
      read.call = Optional.of(call);
      var answer = found.route.handler().answer(call);
      var bytes = answer.body().map(Json::bytes).orElse(new byte[0]);
      return new Sent(answer.status(), headers, bytes);
    } catch (Refusal e) {
      return Sent.of(e.status, e.body()).with(headers);
    }
  }

  private void note(
      Found found, ServerRequest req, Optional<Call> call, int status, boolean authorized) {
    log.add(
        new RestCall(
            found.route.name(),
            "/" + String.join("/", steps(req.path().rawPath())),
            query(req),
            call.map(Call::form).orElse(MissingNode.getInstance()),
            call.map(c -> c.files().size()).orElse(0),
            status,
            authorized,
            clock.instant()));
  }

  private static void linger(DiscordFault fault) {
    try {
      Thread.sleep(fault.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Found> find(String method, List<String> steps) {
    for (var route : routes) {
      if (route.method().equals(method)) {
        var path = route.match(steps);
        if (path.isPresent()) {
          return Optional.of(new Found(route, path.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> steps(String raw) {
    var steps = new ArrayList<String>();
    for (var step : raw.substring(Math.min(raw.length(), PREFIX.length())).split("/", -1)) {
      steps.add(decoded(step));
    }
    return steps;
  }

  private static String decoded(String step) {
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return step; // Not a valid escape: no route has it.
    }
  }

  private static Map<String, String> query(ServerRequest req) {
    Map<String, String> all = new HashMap<>();
    for (var name : req.query().names()) {
      req.query().first(name).ifPresent(value -> all.put(name, value));
    }
    return all;
  }

  private static void send(ServerResponse res, Sent sent) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    // Javacord takes a 429 without it for a ban by the firm before Discord's servers.
    headers.put("Via", "1.1 google");
    if (sent.body.length > 0) {
      headers.put("Content-Type", JSON);
    }
    headers.putAll(sent.headers);
    res.status(sent.status);
    headers.forEach((name, value) -> {
      if (!value.isEmpty()) {
        res.header(HeaderNames.create(name), value);
      }
    });
    if (sent.body.length > 0) {
      res.send(sent.body);
    } else {
      res.send();
    }
  }
}
