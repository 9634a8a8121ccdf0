package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The strings behind the stage, `/_sandbox/…`, by JSON: the same as the methods of
/// [SandboxTelegram]. No part of the real service. They answer to this machine only, so that a page
/// of another site cannot pull them through somebody's browser.
final class Controls {
  static final String PREFIX = "/_sandbox/";
  private final SandboxTelegram telegram;
  private final Rooms rooms;
  private final People people;
  private final Files files;
  private final FaultList faults;
  private final Looks looks;
  private final Map<String, Function<Wish, JsonNode>> all = new HashMap<>();

  Controls(
      SandboxTelegram telegram,
      Rooms rooms,
      People people,
      Files files,
      FaultList faults,
      Pace pace) {
    this.telegram = telegram;
    this.rooms = rooms;
    this.people = people;
    this.files = files;
    this.faults = faults;
    this.looks = new Looks(telegram, rooms, files, faults, pace);
    chats();
    acts();
    looks();
    switches();
  }

  private void chats() {
    all.put("GET chats", _ -> looks.chats());
    all.put("POST chats", this::createChat);
    all.put("POST members", this::member);
    all.put("POST bot", this::bot);
    all.put("POST migrate", this::migrate);
    all.put(
        "POST topics",
        wish -> id(telegram.createTopic(wish.needNumber("chat"), wish.needText("name"))));
    all.put(
        "POST topics/close",
        wish -> done(() -> telegram.closeTopic(wish.needNumber("chat"), wish.needSmall("topic"))));
    all.put(
        "POST topics/open",
        wish -> done(() -> telegram.reopenTopic(wish.needNumber("chat"), wish.needSmall("topic"))));
    all.put(
        "POST topics/delete",
        wish -> done(() -> telegram.deleteTopic(wish.needNumber("chat"), wish.needSmall("topic"))));
  }

  private void acts() {
    all.put("POST say", wish -> people.say(wish.saying()));
    all.put(
        "POST edit",
        wish ->
            done(() ->
                telegram.edit(
                    wish.needNumber("chat"), wish.needSmall("message"), wish.needText("text"))));
    all.put(
        "POST delete",
        wish -> done(() -> telegram.delete(wish.needNumber("chat"), wish.needSmall("message"))));
    all.put("POST press", this::press);
    all.put(
        "POST updates",
        wish -> Json.object().put("update_id", telegram.update(wish.body().toString())));
  }

  private void looks() {
    all.put("GET messages", looks::messages);
    all.put("GET answers", looks::answer);
    all.put("GET calls", looks::calls);
    all.put("GET commands", _ -> looks.commands());
    all.put("GET files", _ -> looks.files());
    all.put("POST files/forget", _ -> done(files::forget));
  }

  private void switches() {
    all.put("GET faults", _ -> looks.faults());
    all.put(
        "POST faults",
        wish -> {
          faults.add(wish.fault());
          return looks.faults();
        });
    all.put(
        "DELETE faults",
        _ -> {
          faults.clear();
          return looks.faults();
        });
    all.put("GET limits", _ -> looks.limits());
    all.put("POST limits", this::limit);
    all.put("POST token", wish -> done(() -> telegram.revokeToken(wish.flag("revoked"))));
  }

  void handle(ServerRequest req, ServerResponse res) {
    if (!here(req)) {
      send(res, 403, "The controls answer to this machine only, not to another Host or Origin.");
      return;
    }
    var name = req.prologue().method().text() + " " + req.path().path().substring(PREFIX.length());
    var control = Optional.ofNullable(all.get(name));
    if (control.isEmpty()) {
      send(
          res,
          404,
          "There is no such control; there are: %s."
              .formatted(String.join(", ", all.keySet().stream().sorted().toList())));
      return;
    }
    try {
      BotApi.send(res, 200, control.get().apply(Wish.of(req)));
    } catch (IllegalArgumentException e) {
      send(res, 400, String.valueOf(e.getMessage()));
    }
  }

  private boolean here(ServerRequest req) {
    int port = telegram.url().getPort();
    var host = req.headers().first(HeaderNames.HOST).orElse("");
    var origin = req.headers().first(HeaderNames.ORIGIN);
    return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port).contains(host)
        && origin.map(from -> from.equals("http://" + host)).orElse(true);
  }

  private JsonNode createChat(Wish wish) {
    var kind = ChatKind.named(wish.needText("type"));
    if (kind == ChatKind.PRIVATE) {
      return id(rooms.privately(wish.user("user")).id());
    }
    var standing =
        wish.text("bot")
            .map(Standing::named)
            .orElse(kind == ChatKind.CHANNEL ? Standing.ADMINISTRATOR : Standing.MEMBER);
    long chat =
        telegram.createChat(
            wish.number("id").orElseGet(() -> rooms.freshId(kind)),
            kind,
            wish.needText("title"),
            wish.text("username"),
            standing);
    var made = id(chat);
    var topics = made.putObject("topics");
    for (var name : wish.body().path("topics")) {
      topics.put(name.asText(), telegram.createTopic(chat, name.asText()));
    }
    return made;
  }

  private JsonNode member(Wish wish) {
    return done(() ->
        people.member(
            wish.needNumber("chat"),
            new Membership(
                wish.user("user"),
                Standing.named(wish.needText("status")),
                wish.flag("anonymous"),
                wish.flags("rights"))));
  }

  private JsonNode bot(Wish wish) {
    return done(() ->
        telegram.bot(
            wish.needNumber("chat"),
            wish.user("by"),
            Standing.named(wish.needText("status")),
            wish.flags("rights")));
  }

  private JsonNode migrate(Wish wish) {
    return id(telegram.migrate(wish.needNumber("chat"), wish.user("by")));
  }

  private JsonNode press(Wish wish) {
    var query =
        telegram.press(
            wish.needNumber("chat"),
            wish.needSmall("message"),
            wish.user("user"),
            wish.needText("data"));
    return Json.object().put("id", query);
  }

  private JsonNode limit(Wish wish) {
    telegram.limits(
        new Limits(
            wish.small("perSecond").orElse(0),
            wish.small("perChatPerSecond").orElse(0),
            wish.small("perGroupPerMinute").orElse(0)));
    return looks.limits();
  }

  private static ObjectNode id(long id) {
    return Json.object().put("id", id);
  }

  private static JsonNode done(Runnable act) {
    act.run();
    return Json.object().put("ok", true);
  }

  private static void send(ServerResponse res, int status, String sentence) {
    BotApi.send(res, status, Json.object().put("error", sentence));
  }
}
