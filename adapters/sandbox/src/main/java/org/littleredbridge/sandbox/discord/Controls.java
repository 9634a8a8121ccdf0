package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The strings behind the stage, `/_sandbox/…`, for programs that cannot call the Java door. No
/// part of the real service.
final class Controls {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration MOST_WAIT = Duration.ofSeconds(30);
  private final SandboxDiscord discord;
  private final World world;
  private final CallLog calls;
  private final Map<String, SandboxInteraction> interactions = new ConcurrentHashMap<>();

  Controls(SandboxDiscord discord, World world, CallLog calls) {
    this.discord = discord;
    this.world = world;
    this.calls = calls;
  }

  void route(HttpRouting.Builder to) {
    on(to, Method.GET, "info", _ -> info());
    on(to, Method.POST, "guilds", req -> id(discord.guild(need(body(req), "name")).id()));
    on(to, Method.POST, "channels", this::channel);
    on(to, Method.POST, "members", this::member);
    on(to, Method.POST, "direct", req -> id(discord.direct(user(body(req))).id()));
    on(to, Method.POST, "say", this::say);
    on(to, Method.POST, "slash", req -> slash(body(req)));
    on(to, Method.POST, "autocomplete", req -> slash(body(req)));
    on(to, Method.POST, "press", req -> press(body(req)));
    on(to, Method.POST, "submit", req -> submit(body(req)));
    on(to, Method.GET, "interactions/{id}", this::interaction);
    on(to, Method.GET, "messages", this::messages);
    on(to, Method.GET, "threads", this::threads);
    on(to, Method.GET, "calls", this::calls);
    on(to, Method.POST, "faults", req -> fault(body(req)));
    on(to, Method.DELETE, "faults", _ -> cleared());
    on(to, Method.POST, "gateway", req -> gateway(body(req)));
  }

  private void on(
      HttpRouting.Builder to, Method method, String path, Function<ServerRequest, JsonNode> ask) {
    to.route(method, "/_sandbox/" + path, (req, res) -> answer(ask, req, res));
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
    var body = body(req);
    var guild = guild(body);
    var name = need(body, "name");
    var kind = Json.string(body, "type").orElse("text");
    return id(
        switch (kind) {
          case "text" -> guild.text(name).id();
          case "announcement" -> guild.announcement(name).id();
          case "forum" -> guild.forum(name, words(body.path("tags"))).id();
          case "thread" -> guild.thread(place(body, "parent"), name).id();
          case "hidden-thread" -> guild.hiddenThread(place(body, "parent"), name).id();
          default ->
              throw new IllegalArgumentException(
                  "\"type\" is text, announcement, forum, thread or hidden-thread.");
        });
  }

  private JsonNode member(ServerRequest req) {
    var body = body(req);
    var names = words(body.path("rights"));
    var rights = new Right[names.length];
    for (int i = 0; i < rights.length; i++) {
      rights[i] = Right.valueOf(names[i].toUpperCase(Locale.ROOT));
    }
    return id(guild(body).member(need(body, "name"), rights).id());
  }

  private JsonNode say(ServerRequest req) {
    var body = body(req);
    var channel = place(body, "channel");
    var text = need(body, "text");
    var answered = Json.string(body, "replyTo");
    return id(
        answered
            .map(message -> discord.say(channel, user(body), text, message))
            .orElseGet(() -> discord.say(channel, user(body), text)));
  }

  private JsonNode slash(JsonNode body) {
    var command = need(body, "command");
    var focused = Json.string(body, "focused");
    var options = texts(body.path("options"));
    var channel = place(body, "channel");
    return begun(
        focused
            .map(name -> discord.autocomplete(channel, user(body), command, options, name))
            .orElseGet(() -> discord.slash(channel, user(body), command, options)));
  }

  private JsonNode press(JsonNode body) {
    return begun(
        discord.press(
            place(body, "channel"), user(body), need(body, "message"), need(body, "customId")));
  }

  private JsonNode submit(JsonNode body) {
    return begun(
        discord.submit(
            place(body, "channel"),
            user(body),
            need(body, "customId"),
            texts(body.path("fields"))));
  }

  private JsonNode begun(SandboxInteraction interaction) {
    if (interactions.size() > 10_000) {
      interactions.clear();
    }
    interactions.put(interaction.id(), interaction);
    return id(interaction.id());
  }

  /// What the bot answered; `?wait=MILLIS` waits for it.
  private JsonNode interaction(ServerRequest req) {
    var found = interactions.get(req.path().pathParameters().get("id"));
    if (found == null) {
      throw new IllegalArgumentException("There is no such interaction.");
    }
    var asked = req.query().first("wait").orElse("0");
    if (!asked.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("\"wait\" is a number of milliseconds.");
    }
    var wait = Duration.ofMillis(Math.min(Integer.parseInt(asked), MOST_WAIT.toMillis()));
    var json = object();
    var type = found.awaitResponse(wait);
    type.ifPresent(number -> json.put("type", number));
    if (type.filter(t -> t >= 4 && t <= 7).isPresent()) {
      json.put("answered", found.awaitMessage(wait).isPresent());
    }
    json.set(
        "messages", MAPPER.valueToTree(found.messages().stream().map(SeenMessage::raw).toList()));
    found
        .awaitChoices(Duration.ZERO)
        .ifPresent(choices -> choices.forEach(json.withArray("choices")::add));
    found.awaitForm(Duration.ZERO).ifPresent(form -> json.set("form", form));
    return json;
  }

  private JsonNode messages(ServerRequest req) {
    var all = Json.array();
    var id = req.query().first("channel").orElse("");
    for (var seen : discord.messages(place(object().put("channel", id), "channel"))) {
      var one = all.addObject();
      one.setAll((com.fasterxml.jackson.databind.node.ObjectNode) seen.raw());
      one.put("onlyFor", seen.onlyFor().orElse(null));
      seen.pings().forEach(one.putArray("pings")::add);
    }
    return all;
  }

  private JsonNode threads(ServerRequest req) {
    var all = Json.array();
    var id = req.query().first("channel").orElse("");
    discord
        .threads(place(object().put("channel", id), "channel"))
        .forEach(thread -> all.addObject().put("id", thread.id()).put("name", thread.name()));
    return all;
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
        DiscordFault.on(need(body, "route"))
            .times(body.path("times").asInt(1))
            .delay(Duration.ofMillis(body.path("delayMillis").asLong()));
    if (body.has("status")) {
      made = made.status(body.path("status").asInt(), body.path("body").asText(""));
    }
    for (var header : texts(body.path("headers")).entrySet()) {
      made = made.header(header.getKey(), header.getValue());
    }
    discord.fault(
        switch (body.path("drop").asText("")) {
          case "" -> made;
          case "before" -> made.dropBefore();
          case "after" -> made.dropAfter();
          default -> throw new IllegalArgumentException("\"drop\" is before or after.");
        });
    return object().put("ok", true);
  }

  private JsonNode cleared() {
    discord.clearFaults();
    return object().put("ok", true);
  }

  private JsonNode gateway(JsonNode body) {
    var gateway = discord.gateway();
    switch (need(body, "do")) {
      case "close" -> gateway.close(body.path("code").asInt(4000));
      case "drop" -> gateway.drop();
      case "reconnect" -> gateway.askToReconnect();
      case "invalidate" -> gateway.invalidate(body.path("resumable").asBoolean());
      case "garbage" -> gateway.garbage();
      case "zombie" -> gateway.zombie(body.path("on").asBoolean(true));
      case "revoke" -> gateway.revokeToken(body.path("on").asBoolean(true));
      default ->
          throw new IllegalArgumentException(
              "\"do\" is close, drop, reconnect, invalidate, garbage, zombie or revoke.");
    }
    return object().put("ok", true);
  }

  private static JsonNode id(String id) {
    return object().put("id", id);
  }

  private static JsonNode body(ServerRequest req) {
    var bytes = req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0];
    return Json.read(new String(bytes, StandardCharsets.UTF_8))
        .filter(JsonNode::isObject)
        .orElseThrow(() -> new IllegalArgumentException("Send a JSON object."));
  }

  private static String need(JsonNode body, String field) {
    return Json.string(body, field)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(field)));
  }

  private SandboxGuild guild(JsonNode body) {
    var state = world.guilds.get(need(body, "guild"));
    if (state == null) {
      throw new IllegalArgumentException("There is no such guild; GET /_sandbox/info lists them.");
    }
    return discord.known(state);
  }

  private SandboxUser user(JsonNode body) {
    var user = world.users.get(need(body, "user"));
    if (user == null) {
      throw new IllegalArgumentException("There is no such user.");
    }
    return user;
  }

  private SandboxChannel place(JsonNode body, String field) {
    return world
        .find(need(body, field))
        .orElseThrow(() -> new IllegalArgumentException("There is no such channel."))
        .handle();
  }

  private static String[] words(JsonNode list) {
    var words = new String[list.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = list.path(i).asText();
    }
    return words;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
