package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// Makes things go wrong, and tells what was called.
final class TroubleControls {
  private final SandboxDiscord discord;
  private final CallLog calls;

  TroubleControls(SandboxDiscord discord, CallLog calls) {
    this.discord = discord;
    this.calls = calls;
  }

  List<Control> all() {
    return List.of(
        new Control(Method.GET, "calls", this::calls),
        new Control(Method.POST, "faults", req -> fault(Asking.body(req))),
        new Control(Method.DELETE, "faults", _ -> cleared()),
        new Control(Method.POST, "gateway", req -> gateway(Asking.body(req))));
  }

  private JsonNode calls(ServerRequest req) {
    var route = req.query().first("route");
    if (route.isPresent()) {
      var all = Json.array();
      discord
          .calls(route.get())
          .forEach(call -> all.addObject().put("path", call.path()).put("status", call.status()));
      return all;
    }
    var json = object();
    new TreeMap<>(calls.counts()).forEach((name, count) -> json.put(name, count.sum()));
    return json;
  }

  private JsonNode fault(JsonNode body) {
    var made =
        DiscordFault.on(Asking.need(body, "route"))
            .times(body.path("times").asInt(1))
            .delay(Duration.ofMillis(body.path("delayMillis").asLong()));
    if (body.has("status")) {
      made = made.status(body.path("status").asInt(), body.path("body").asText(""));
    }
    for (var header : Asking.texts(body.path("headers")).entrySet()) {
      made = made.header(header.getKey(), header.getValue());
    }
    discord.fault(
        switch (body.path("drop").asText("")) {
          case "" -> made;
          case "before" -> made.dropBefore();
          case "after" -> made.dropAfter();
          default -> throw new IllegalArgumentException("\"drop\" is before or after.");
        });
    return Control.done();
  }

  private JsonNode cleared() {
    discord.clearFaults();
    return Control.done();
  }

  private JsonNode gateway(JsonNode body) {
    var gateway = discord.gateway();
    switch (Asking.need(body, "do")) {
      case "close" -> gateway.close(body.path("code").asInt(4000));
      case "drop" -> gateway.drop();
      case "reconnect" -> gateway.askToReconnect();
      case "invalidate" -> gateway.invalidate(body.path("resumable").asBoolean());
      case "garbage" -> gateway.garbage();
      case "zombie" -> gateway.zombie(body.path("on").asBoolean(true));
      case "revoke" -> gateway.revokeToken(body.path("on").asBoolean(true));
      case "shards" -> {
        gateway.recommendShards(body.path("recommend").asInt(1));
        gateway.requireShards(body.path("require").asInt(1));
      }
      default ->
          throw new IllegalArgumentException(
              "\"do\" is close, drop, reconnect, invalidate, garbage, zombie, revoke or shards.");
    }
    return Control.done();
  }
}
