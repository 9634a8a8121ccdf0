package org.littleredbridge.config.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// The process of the stand-ins: obeys orders, an object of JSON a line, and answers each with one
/// line. Ends with its input, and so with the process that gives the orders.
final class Orders implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private Optional<Town> town = Optional.empty();

  static void obey(InputStream in, PrintStream out) throws IOException {
    try (var orders = new Orders();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(orders.answer(line));
        out.flush();
      }
    }
  }

  /// One line; a failure is an answer too, so that who waits for it learns the reason.
  String answer(String line) {
    try {
      return JSON.writeValueAsString(done(JSON.readTree(line)));
    } catch (JsonProcessingException | RuntimeException e) {
      return JSON.createObjectNode().put("error", String.valueOf(e.getMessage())).toString();
    }
  }

  private ObjectNode done(JsonNode order) {
    var answer = JSON.createObjectNode();
    switch (order.path("do").asText()) {
      case "open" -> open(order, answer);
      case "warm" -> answer.put("rate", WarmUp.run(order.path("messages").asInt()));
      case "chats" -> {
        var list = answer.putArray("chats");
        town().house().rooms(order.path("count").asInt()).forEach(list::add);
      }
      case "creators" -> {
        var list = answer.putArray("creators");
        town()
            .creators(order.path("count").asInt())
            .forEach(one ->
                list.addObject()
                    .put("id", one.id())
                    .put("name", one.name())
                    .put("url", one.url().toString()));
      }
      case "publish" -> {
        var list = answer.putArray("ids");
        town()
            .publish(
                order.path("creator").asText(),
                order.path("first").asInt(),
                order.path("count").asInt(),
                order.path("written").asBoolean())
            .forEach(list::add);
      }
      case "limit" -> limit(order);
      case "count" ->
          answer
              .put("arrived", town().house().arrived())
              .put("looks", town().rednote().looks().count());
      case "received" -> received(answer);
      case "looks" -> looks(answer);
      default -> throw new IllegalArgumentException("no such order: " + order);
    }
    return answer;
  }

  private void open(JsonNode order, ObjectNode answer) {
    town.ifPresent(Town::close);
    town = Optional.empty();
    Supplier<House> chats =
        switch (order.path("messenger").asText()) {
          case "telegram" -> TelegramHouse::new;
          case "discord" -> DiscordHouse::new;
          default -> throw new IllegalArgumentException("no such messenger: " + order);
        };
    var fresh = new Town(order.path("page").asInt(), chats);
    town = Optional.of(fresh);
    answer
        .put("rednote", fresh.rednote().url().toString())
        .put("settings", fresh.house().settings());
  }

  private void limit(JsonNode order) {
    if (!(town().house() instanceof TelegramHouse telegram)) {
      throw new IllegalStateException("only Telegram's chats can be given limits");
    }
    telegram.limit(
        order.path("chat").asText(),
        order.path("messages").asInt(),
        Duration.ofMillis(order.path("millis").asLong()));
  }

  private void received(ObjectNode answer) {
    town()
        .house()
        .received()
        .forEach((chat, got) -> {
          var one = answer.putObject(chat).put("refused", got.refused());
          var marks = one.putArray("marks");
          var micros = one.putArray("micros");
          got.messages()
              .forEach(message -> {
                marks.add(message.mark());
                micros.add(message.micros());
              });
        });
  }

  private void looks(ObjectNode answer) {
    var looks = town().rednote().looks();
    answer.put("count", looks.count());
    looks.first().ifPresent(at -> answer.put("first", micros(at)));
    var shown = answer.putObject("shown");
    looks.shown().forEach((note, at) -> shown.put(note, micros(at)));
  }

  static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  private Town town() {
    return town.orElseThrow(() -> new IllegalStateException("nothing is open"));
  }

  @Override
  public void close() {
    town.ifPresent(Town::close);
    town = Optional.empty();
  }
}
