package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `/bot<token>/<method>`: reads a call, lets the faults have it, does it and answers
/// (https://core.telegram.org/bots/api#making-requests).
final class BotApi {
  static final String PREFIX = "/bot";
  // An album of ten pictures; the real server's own gate is about as wide.
  private static final long MOST_BODY = 105_000_000;
  private static final long ENDLESS_BYTES = 1L << 30;
  private static final String GARBAGE =
      "<html><head><title>502 Bad Gateway</title></head><body>\u0000\ufffd{\"ok\":tru</body>";
  private final Map<String, BotMethod> methods;
  private final String token;
  private final FaultList faults;
  private final CallBook calls;
  private final Clock clock;
  private volatile boolean revoked;

  BotApi(
      Map<String, BotMethod> methods, String token, FaultList faults, CallBook calls, Clock clock) {
    this.methods = Map.copyOf(methods);
    this.token = token;
    this.faults = faults;
    this.calls = calls;
    this.clock = clock;
  }

  void revoke(boolean value) {
    revoked = value;
  }

  boolean knows(String shown) {
    return !revoked && shown.equals(token);
  }

  void handle(ServerRequest req, ServerResponse res) {
    var path = req.path().path();
    int slash = path.indexOf('/', PREFIX.length());
    var shown = slash < 0 ? "" : path.substring(PREFIX.length(), slash);
    var method = slash < 0 ? "" : path.substring(slash + 1).toLowerCase(Locale.ROOT);
    try {
      var body = body(req);
      if (!shown.contains(":") || method.isEmpty()) {
        throw Refusal.of(404, "Not Found");
      }
      if (!knows(shown)) {
        throw Refusal.of(401, "Unauthorized");
      }
      if (!methods.containsKey(method)) {
        throw Refusal.of(404, "Not Found: method not found");
      }
      var type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
      call(method, Params.read(req.query().rawValue(), type, body), res);
    } catch (Refusal refusal) {
      calls.add(
          new SeenCall(
              methods.containsKey(method) ? method : "?",
              Map.of(),
              List.of(),
              refusal.code(),
              clock.instant()));
      send(res, refusal.code(), refusal.body());
    }
  }

  private void call(String method, Params params, ServerResponse res) {
    var fault = faults.take(method, params.text("chat_id").orElse(""));
    fault.ifPresent(BotApi::hold);
    var way = fault.map(TelegramFault::way).orElse(TelegramFault.Way.NOTHING);
    switch (way) {
      case NOTHING -> whole(res, act(method, params));
      case ERROR -> {
        var refusal = Refusal.faulty(fault.flatMap(TelegramFault::answer).orElseThrow());
        seen(method, params, refusal.code());
        whole(res, new Outcome(refusal.code(), refusal.body()));
      }
      case DROP_BEFORE -> {
        seen(method, params, 0);
        throw new CloseConnectionException("closed on purpose");
      }
      case DROP_AFTER -> {
        act(method, params);
        throw new CloseConnectionException("closed on purpose");
      }
      case GARBAGE -> {
        seen(method, params, 502);
        res.status(Status.BAD_GATEWAY_502)
            .header(HeaderNames.CONTENT_TYPE, "text/html")
            .send(GARBAGE.getBytes(StandardCharsets.UTF_8));
      }
      case TRUNCATED -> {
        var outcome = act(method, params);
        var bytes = Json.bytes(outcome.body);
        json(res, outcome.status, Arrays.copyOf(bytes, bytes.length / 2));
      }
      case ENDLESS -> {
        seen(method, params, 200);
        pour(res);
      }
    }
  }

  private record Outcome(int status, JsonNode body) {}

  private Outcome act(String method, Params params) {
    try {
      var result = methods.getOrDefault(method, BotApi::unknown).call(params);
      seen(method, params, 200);
      return new Outcome(200, Json.object().put("ok", true).set("result", result));
    } catch (Refusal refusal) {
      seen(method, params, refusal.code());
      return new Outcome(refusal.code(), refusal.body());
    }
  }

  private static JsonNode unknown(Params params) {
    throw Refusal.of(404, "Not Found: method not found");
  }

  private void seen(String method, Params params, int status) {
    calls.add(
        new SeenCall(
            method,
            params.shown(),
            params.uploads().keySet().stream().sorted().toList(),
            status,
            clock.instant()));
  }

  private static void hold(TelegramFault fault) {
    if (fault.delay().isPositive()) {
      try {
        Thread.sleep(fault.delay());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CloseConnectionException("the server ends", e);
      }
    }
  }

  /// The whole body, or a refusal once all of it was taken in: a client that still writes would not
  /// read the answer.
  private static byte[] body(ServerRequest req) {
    if (!req.content().hasEntity()) {
      return new byte[0];
    }
    try (var in = req.content().inputStream()) {
      var read = in.readNBytes((int) MOST_BODY);
      if (read.length < MOST_BODY) {
        return read;
      }
      var waste = new byte[1 << 16];
      for (long more = 0; more < ENDLESS_BYTES; ) {
        int n = in.read(waste);
        if (n < 0) {
          throw Refusal.tooLarge();
        }
        more += n;
      }
      throw new CloseConnectionException("the body does not end");
    } catch (IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
  }

  private static void whole(ServerResponse res, Outcome outcome) {
    send(res, outcome.status, outcome.body);
  }

  static void send(ServerResponse res, int status, JsonNode body) {
    json(res, status, Json.bytes(body));
  }

  private static void json(ServerResponse res, int status, byte[] bytes) {
    res.status(status).header(HeaderNames.CONTENT_TYPE, "application/json").send(bytes);
  }

  private static void pour(ServerResponse res) {
    var chunk = "{\"update_id\":1,\"x\":\"y\"},".repeat(2000).getBytes(StandardCharsets.UTF_8);
    res.header(HeaderNames.CONTENT_TYPE, "application/json");
    try (var out = res.outputStream()) {
      out.write("{\"ok\":true,\"result\":[".getBytes(StandardCharsets.UTF_8));
      for (long sent = 0; sent < ENDLESS_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client had enough", e);
    }
  }
}
