package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private final Pace pace;
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
    this.pace = pace;
    chats();
    acts();
    looks();
    switches();
  }

  private void chats() {
    all.put("GET chats", _ -> showChats());
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
    all.put("GET messages", this::messages);
    all.put("GET answers", this::answer);
    all.put("GET calls", this::calls);
    all.put("GET commands", _ -> commands());
    all.put("GET files", _ -> showFiles());
    all.put("POST files/forget", _ -> done(files::forget));
  }

  private void switches() {
    all.put("GET faults", _ -> showFaults());
    all.put(
        "POST faults",
        wish -> {
          faults.add(wish.fault());
          return showFaults();
        });
    all.put(
        "DELETE faults",
        _ -> {
          faults.clear();
          return showFaults();
        });
    all.put("GET limits", _ -> showLimits());
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

  private JsonNode showChats() {
    var list = Json.array();
    for (var room : rooms.all()) {
      var chat = list.addObject().put("id", room.id()).put("title", room.title());
      chat.put("type", room.kind().name().toLowerCase(Locale.ROOT));
      chat.put("bot", rooms.mine(room).standing().wire());
      room.migratedTo().ifPresent(to -> chat.put("migratedTo", to));
      var topics = chat.putArray("topics");
      for (var topic : room.topics()) {
        topics
            .addObject()
            .put("id", topic.id())
            .put("name", topic.name())
            .put("closed", topic.closed());
      }
      var members = chat.putArray("members");
      for (var member : room.members()) {
        members
            .addObject()
            .put("id", member.user().id())
            .put("name", member.user().firstName())
            .put("status", member.standing().wire());
      }
    }
    return list;
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

  private JsonNode messages(Wish wish) {
    var list = Json.array();
    telegram
        .messages(wish.needNumber("chat"), wish.small("after").orElse(0))
        .forEach(message -> list.add(message.json()));
    return list;
  }

  private JsonNode answer(Wish wish) {
    var shown = Json.object().put("answered", false);
    telegram
        .answer(wish.needText("query"))
        .ifPresent(answer -> {
          shown.put("answered", true).put("show_alert", answer.alert());
          answer.text().ifPresent(text -> shown.put("text", text));
          answer.url().ifPresent(url -> shown.put("url", url));
        });
    return shown;
  }

  private JsonNode calls(Wish wish) {
    if (wish.has("method")) {
      var list = Json.array();
      telegram.calls(wish.needText("method")).forEach(call -> list.add(call.json()));
      return list;
    }
    var counts = Json.object();
    telegram.callCounts().forEach(counts::put);
    return counts;
  }

  private JsonNode commands() {
    var menus = Json.object();
    telegram.commands().forEach((key, words) -> words.forEach(menus.putObject(key)::put));
    return menus;
  }

  private JsonNode showFiles() {
    var shown = Json.object().put("uploads", files.uploads());
    var list = shown.putArray("files");
    for (var file : files.all()) {
      list.addObject()
          .put("id", file.id())
          .put("kind", file.kind())
          .put("fileName", file.fileName())
          .put("bytes", file.size())
          .put("sha256", file.sha256());
    }
    return shown;
  }

  private JsonNode showFaults() {
    var list = Json.array();
    for (var fault : faults.left()) {
      var one = list.addObject().put("method", fault.method()).put("times", fault.times());
      one.put("way", fault.way().name().toLowerCase(Locale.ROOT));
      fault.chat().ifPresent(chat -> one.put("chat", chat));
      fault.answer().ifPresent(answer -> one.put("error_code", answer.code()));
      one.put("delay_millis", fault.delay().toMillis());
    }
    return list;
  }

  private JsonNode limit(Wish wish) {
    telegram.limits(
        new Limits(
            wish.small("perSecond").orElse(0),
            wish.small("perChatPerSecond").orElse(0),
            wish.small("perGroupPerMinute").orElse(0)));
    return showLimits();
  }

  private JsonNode showLimits() {
    var now = pace.limits();
    return Json.object()
        .put("perSecond", now.perSecond())
        .put("perChatPerSecond", now.perChatPerSecond())
        .put("perGroupPerMinute", now.perGroupPerMinute());
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
