package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// The strings behind the stage, `/_sandbox/…`, for programs that cannot call the Java door: sets
/// it up, and hands out those that others hold. No part of the real service.
final class Controls {
  private final SandboxDiscord discord;
  private final World world;
  private final CallLog calls;
  private final Asking asking;

  Controls(SandboxDiscord discord, World world, CallLog calls) {
    this.discord = discord;
    this.world = world;
    this.calls = calls;
    asking = new Asking(discord, world);
  }

  void route(HttpRouting.Builder to) {
    Stream.of(
            scenery(),
            new PeopleControls(discord, asking).all(),
            new TroubleControls(discord, calls).all())
        .flatMap(List::stream)
        .forEach(one ->
            to.route(
                one.method(),
                "/_sandbox/" + one.path(),
                (req, res) -> answer(one.ask(), req, res)));
  }

  private List<Control> scenery() {
    return List.of(
        new Control(Method.GET, "info", _ -> info()),
        new Control(
            Method.POST,
            "guilds",
            req -> Control.id(discord.guild(Asking.need(Asking.body(req), "name")).id())),
        new Control(Method.POST, "channels", this::channel),
        new Control(Method.POST, "members", this::member));
  }

  private void answer(
      Function<ServerRequest, JsonNode> ask, ServerRequest req, ServerResponse res) {
    if (!Loopback.allows(req, discord.port())) {
      send(
          res,
          403,
          error("The controls answer to this machine only, not to another Host or Origin."));
      return;
    }
    try {
      send(res, 200, ask.apply(req));
    } catch (IllegalArgumentException | SandboxDiscordException | Refusal e) {
      send(res, 400, error(String.valueOf(e.getMessage())));
    }
  }

  private static JsonNode error(String words) {
    return object().put("error", words);
  }

  private static void send(ServerResponse res, int status, JsonNode body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .send(Json.bytes(body));
  }

  private JsonNode info() {
    var json =
        object()
            .put("rest", discord.restUrl().toString())
            .put("gateway", discord.gatewayUrl().toString())
            .put("proxy", "127.0.0.1:" + discord.proxy().getPort())
            .put("ca", discord.caPem())
            .put("bot", discord.bot().id())
            .put("connected", discord.gateway().connected())
            .put("identified", discord.gateway().identified())
            .put("resumed", discord.gateway().resumed());
    discord.gateway().shards().forEach(json.putArray("shards")::add);
    var guilds = json.putArray("guilds");
    for (var guild : world.guilds.values()) {
      var one = guilds.addObject().put("id", guild.id).put("name", guild.name);
      var channels = one.putArray("channels");
      for (var channel : world.channelsOf(guild.id)) {
        channels
            .addObject()
            .put("id", channel.id)
            .put("name", channel.name)
            .put("type", channel.type)
            .put("parent", channel.parent.orElse(null));
      }
    }
    var refused = json.putObject("refusedHosts");
    discord.refusedHosts().forEach(refused::put);
    return json;
  }

  private JsonNode channel(ServerRequest req) {
    var body = Asking.body(req);
    var guild = asking.guild(body);
    var name = Asking.need(body, "name");
    var kind = Json.string(body, "type").orElse("text");
    return Control.id(
        switch (kind) {
          case "text" -> guild.text(name).id();
          case "announcement" -> guild.announcement(name).id();
          case "forum" -> guild.forum(name, Asking.words(body.path("tags"))).id();
          case "thread" -> guild.thread(asking.place(body, "parent"), name).id();
          case "hidden-thread" -> guild.hiddenThread(asking.place(body, "parent"), name).id();
          default ->
              throw new IllegalArgumentException(
                  "\"type\" is text, announcement, forum, thread or hidden-thread.");
        });
  }

  private JsonNode member(ServerRequest req) {
    var body = Asking.body(req);
    var names = Asking.words(body.path("rights"));
    var rights = new Right[names.length];
    for (int i = 0; i < rights.length; i++) {
      rights[i] = Right.valueOf(names[i].toUpperCase(Locale.ROOT));
    }
    return Control.id(asking.guild(body).member(Asking.need(body, "name"), rights).id());
  }
}
