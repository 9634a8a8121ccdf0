package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The strings behind the stage, `/_sandbox/…`: what tests and the demo use to make things happen
/// and to see what the bridge did. No part of the real gateway.
final class Controls {
  private static final int MOST_NOTES = 1000;
  private static final int MOST_PICTURES = 18;
  private final World world;
  private final Tokens tokens;
  private final Faults faults;
  private final Calls calls;
  private final Supplier<URI> base;

  Controls(World world, Tokens tokens, Faults faults, Calls calls, Supplier<URI> base) {
    this.world = world;
    this.tokens = tokens;
    this.faults = faults;
    this.calls = calls;
    this.base = base;
  }

  void route(HttpRouting.Builder to) {
    on(to, Method.GET, "creators", _ -> creators());
    on(to, Method.POST, "creators", this::join);
    on(to, Method.PUT, "creators/{id}", this::change);
    on(to, Method.POST, "notes", this::publish);
    on(to, Method.PUT, "notes/{id}", this::edit);
    on(to, Method.DELETE, "notes/{id}", this::takeDown);
    on(to, Method.GET, "comments", this::comments);
    on(to, Method.POST, "comments", this::comment);
    on(to, Method.GET, "faults", _ -> faults.show());
    on(to, Method.POST, "faults", this::setFaults);
    on(to, Method.DELETE, "faults", _ -> clearFaults());
    on(to, Method.GET, "calls", _ -> calls.show());
  }

  /// Adds a control, open to this machine only.
  void on(
      HttpRouting.Builder to, Method method, String path, Function<ServerRequest, JsonNode> ask) {
    to.route(method, "/_sandbox/" + path, (req, res) -> answer(ask, req, res));
  }

  private void answer(
      Function<ServerRequest, JsonNode> ask, ServerRequest req, ServerResponse res) {
    if (!LoopbackOnly.allows(req, base.get().getPort())) {
      send(
          res,
          403,
          error("The controls answer to this machine only, not to another Host or Origin."));
      return;
    }
    try {
      send(res, 200, ask.apply(req));
    } catch (IllegalArgumentException e) {
      send(res, 400, error(String.valueOf(e.getMessage())));
    }
  }

  private JsonNode creators() {
    var all = Wire.NODES.arrayNode();
    world.creators().forEach(person -> all.add(creator(person)));
    return all;
  }

  private JsonNode join(ServerRequest req) {
    return creator(world.join(required(body(req), "name")));
  }

  private JsonNode change(ServerRequest req) {
    var body = body(req);
    var id = req.path().pathParameters().get("id");
    var person =
        world.creators().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> noCreator(id));
    var missing = body.path("gone");
    if (!missing.isMissingNode() && !missing.isBoolean()) {
      throw new IllegalArgumentException("\"gone\" is true or false.");
    }
    text(body, "name").ifPresent(name -> world.rename(person, name));
    if (missing.isBoolean()) {
      world.setGone(id, missing.asBoolean());
    }
    return creator(world.person(id));
  }

  private static IllegalArgumentException noCreator(String id) {
    return new IllegalArgumentException(
        "There is no creator with the id \"%s\"; GET /_sandbox/creators lists them.".formatted(id));
  }

  private ObjectNode creator(Person person) {
    return object()
        .put("id", person.id())
        .put("name", person.name())
        .put("url", tokens.profile(base.get(), person.id()).toString());
  }

  private JsonNode publish(ServerRequest req) {
    var body = body(req);
    if (!body.isArray()) {
      return object().put("id", publish(body, draft(body)));
    }
    if (body.size() > MOST_NOTES) {
      throw new IllegalArgumentException("At most %d notes at a time.".formatted(MOST_NOTES));
    }
    // All are looked at before the first is published.
    var drafts = new ArrayList<Note>();
    body.forEach(node -> drafts.add(draft(node)));
    var ids = Wire.NODES.arrayNode();
    for (int i = 0; i < drafts.size(); i++) {
      ids.addObject().put("id", publish(body.get(i), drafts.get(i)));
    }
    return ids;
  }

  private String publish(JsonNode node, Note draft) {
    learn(node, draft.title(), draft.text());
    return world.publish(draft).id();
  }

  private Note draft(JsonNode node) {
    var creator = required(node, "creator");
    if (world.creators().stream().noneMatch(person -> person.id().equals(creator))) {
      throw noCreator(creator);
    }
    var type = text(node, "type").orElse("normal");
    if (!type.equals("normal") && !type.equals("video")) {
      throw new IllegalArgumentException("\"type\" is \"normal\" or \"video\".");
    }
    boolean video = type.equals("video");
    int pictures = video ? 1 : node.path("pictures").asInt(1);
    if (pictures < 1 || pictures > MOST_PICTURES) {
      throw new IllegalArgumentException("\"pictures\" is 1 to %d.".formatted(MOST_PICTURES));
    }
    return new Note(
        "",
        creator,
        "posted",
        video,
        text(node, "title").orElse(""),
        required(node, "text"),
        text(node, "scene").orElse(""),
        pictures,
        text(node, "place").orElse(""),
        Math.max(0, node.path("likes").asLong()),
        0);
  }

  private JsonNode edit(ServerRequest req) {
    var body = body(req);
    var id = req.path().pathParameters().get("id");
    var old = world.page(id).orElseThrow(() -> noNote(id)).note();
    var title = text(body, "title").orElse(old.title());
    var text = text(body, "text").orElse(old.text());
    learn(body, title, text);
    if (!world.edit(id, title, text)) {
      throw noNote(id);
    }
    return object().put("id", id);
  }

  private JsonNode takeDown(ServerRequest req) {
    var id = req.path().pathParameters().get("id");
    if (!world.takeDown(id)) {
      throw noNote(id);
    }
    return object().put("id", id);
  }

  private JsonNode comments(ServerRequest req) {
    var id = req.query().first("note").orElse("");
    var list = Wire.NODES.arrayNode();
    for (var comment : world.page(id).orElseThrow(() -> noNote(id)).comments()) {
      list.addObject()
          .put("id", comment.id())
          .put("text", comment.text())
          .put("by", world.person(comment.author()).name())
          .put("replyTo", comment.isRoot() ? null : comment.target())
          .put("at", Instant.ofEpochMilli(comment.atMillis()).toString())
          .put("mine", comment.author().equals(World.ACCOUNT.id()))
          .put("hidden", comment.hidden());
    }
    return list;
  }

  private JsonNode comment(ServerRequest req) {
    var body = body(req);
    var note = required(body, "note");
    var text = required(body, "text");
    text(body, "textEn").ifPresent(english -> world.learn(text, english));
    var author = Person.named(text(body, "by").orElse("路过的小红薯"));
    world.settle(author, false);
    return world
        .comment(note, text(body, "replyTo"), World.Remark.by(author.id(), text))
        .map(comment -> object().put("id", comment.id()))
        .orElseThrow(() ->
            new IllegalArgumentException("There is no such note, or no such comment under it."));
  }

  private JsonNode setFaults(ServerRequest req) {
    faults.set(body(req));
    return faults.show();
  }

  private JsonNode clearFaults() {
    faults.clear();
    return faults.show();
  }

  private void learn(JsonNode node, String title, String text) {
    text(node, "titleEn").filter(_ -> !title.isEmpty()).ifPresent(en -> world.learn(title, en));
    text(node, "textEn").filter(_ -> !text.isEmpty()).ifPresent(en -> world.learn(text, en));
  }

  static JsonNode body(ServerRequest req) {
    try {
      return Wire.read(req.content().hasEntity() ? req.content().as(byte[].class) : new byte[0]);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static String required(JsonNode node, String key) {
    return text(node, key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(key)));
  }

  static Optional<String> text(JsonNode node, String key) {
    var value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"%s\" must be a text.".formatted(key));
    }
    return Optional.of(value.asText());
  }

  private static IllegalArgumentException noNote(String id) {
    return new IllegalArgumentException("There is no note \"%s\" to be seen.".formatted(id));
  }

  private static ObjectNode error(String sentence) {
    return object().put("error", sentence);
  }

  private static void send(ServerResponse res, int status, JsonNode body) {
    res.status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .send(Wire.bytes(body));
  }
}
