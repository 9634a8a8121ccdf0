package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Control.id;
import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Lets people write, command and press, and shows what they see.
final class PeopleControls {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration MOST_WAIT = Duration.ofSeconds(30);
  private static final int KEPT = 10_000;
  private final SandboxDiscord discord;
  private final Asking asking;
  private final Map<String, SandboxInteraction> interactions = new ConcurrentHashMap<>();

  PeopleControls(SandboxDiscord discord, Asking asking) {
    this.discord = discord;
    this.asking = asking;
  }

  List<Control> all() {
    return List.of(
        new Control(Method.POST, "direct", this::direct),
        new Control(Method.POST, "say", this::say),
        new Control(Method.POST, "slash", req -> slash(Asking.body(req))),
        new Control(Method.POST, "autocomplete", req -> slash(Asking.body(req))),
        new Control(Method.POST, "press", req -> press(Asking.body(req))),
        new Control(Method.POST, "submit", req -> submit(Asking.body(req))),
        new Control(Method.GET, "interactions/{id}", this::interaction),
        new Control(Method.GET, "messages", this::messages),
        new Control(Method.GET, "threads", this::threads));
  }

  private JsonNode direct(ServerRequest req) {
    return id(discord.direct(asking.user(Asking.body(req))).id());
  }

  private JsonNode say(ServerRequest req) {
    var body = Asking.body(req);
    var channel = asking.place(body, "channel");
    var text = Asking.need(body, "text");
    var answered = Json.string(body, "replyTo");
    return id(
        answered
            .map(message -> discord.say(channel, asking.user(body), text, message))
            .orElseGet(() -> discord.say(channel, asking.user(body), text)));
  }

  private JsonNode slash(JsonNode body) {
    var command = Asking.need(body, "command");
    var focused = Json.string(body, "focused");
    var options = Asking.texts(body.path("options"));
    var channel = asking.place(body, "channel");
    return begun(
        focused
            .map(name -> discord.autocomplete(channel, asking.user(body), command, options, name))
            .orElseGet(() -> discord.slash(channel, asking.user(body), command, options)));
  }

  private JsonNode press(JsonNode body) {
    return begun(
        discord.press(
            asking.place(body, "channel"),
            asking.user(body),
            Asking.need(body, "message"),
            Asking.need(body, "customId")));
  }

  private JsonNode submit(JsonNode body) {
    return begun(
        discord.submit(
            asking.place(body, "channel"),
            asking.user(body),
            Asking.need(body, "customId"),
            Asking.texts(body.path("fields"))));
  }

  private JsonNode begun(SandboxInteraction interaction) {
    if (interactions.size() > KEPT) {
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
    for (var seen : discord.messages(asking.place(object().put("channel", id), "channel"))) {
      var one = all.addObject();
      one.setAll((ObjectNode) seen.raw());
      one.put("onlyFor", seen.onlyFor().orElse(null));
      seen.pings().forEach(one.putArray("pings")::add);
    }
    return all;
  }

  private JsonNode threads(ServerRequest req) {
    var all = Json.array();
    var id = req.query().first("channel").orElse("");
    discord
        .threads(asking.place(object().put("channel", id), "channel"))
        .forEach(thread -> all.addObject().put("id", thread.id()).put("name", thread.name()));
    return all;
  }
}
