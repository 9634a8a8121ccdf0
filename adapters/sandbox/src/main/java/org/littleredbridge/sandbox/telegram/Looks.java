package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// What can be looked at from behind the stage, as JSON.
final class Looks {
  private final SandboxTelegram telegram;
  private final Rooms rooms;
  private final Files files;
  private final FaultList faults;
  private final Pace pace;

  Looks(SandboxTelegram telegram, Rooms rooms, Files files, FaultList faults, Pace pace) {
    this.telegram = telegram;
    this.rooms = rooms;
    this.files = files;
    this.faults = faults;
    this.pace = pace;
  }

  JsonNode chats() {
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

  JsonNode messages(Wish wish) {
    var list = Json.array();
    telegram
        .messages(wish.needNumber("chat"), wish.small("after").orElse(0))
        .forEach(message -> list.add(message.json()));
    return list;
  }

  JsonNode answer(Wish wish) {
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

  JsonNode calls(Wish wish) {
    if (wish.has("method")) {
      var list = Json.array();
      telegram.calls(wish.needText("method")).forEach(call -> list.add(call.json()));
      return list;
    }
    var counts = Json.object();
    telegram.callCounts().forEach(counts::put);
    return counts;
  }

  JsonNode commands() {
    var menus = Json.object();
    telegram.commands().forEach((key, words) -> words.forEach(menus.putObject(key)::put));
    return menus;
  }

  JsonNode files() {
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

  JsonNode faults() {
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

  JsonNode limits() {
    var now = pace.limits();
    return Json.object()
        .put("perSecond", now.perSecond())
        .put("perChatPerSecond", now.perChatPerSecond())
        .put("perGroupPerMinute", now.perGroupPerMinute());
  }
}
