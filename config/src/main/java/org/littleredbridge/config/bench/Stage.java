package org.littleredbridge.config.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.littleredbridge.sandbox.SandboxRedNote.Creator;
import org.littleredbridge.sandbox.telegram.Received;

/// The stand-ins in their own process, as the benchmark sees them. For one thread.
final class Stage implements AutoCloseable {
  // What the stand-ins cost is taken from what the bridge could have: the second compiler would be
  // at work for most of a burst.
  private static final List<String> OPTIONS =
      List.of("-Xms512m", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  /// Where the stand-ins of a run answer.
  ///
  /// @param messenger `telegram` or `discord`
  /// @param settings the messenger's line of a configuration
  record Addresses(URI rednote, String messenger, String settings) {}

  /// @param arrived messages at the chats
  /// @param looks profiles that were shown
  record Count(long arrived, long looks) {}

  /// @param first when the first profile was shown, Unix time in microseconds
  /// @param shown the same for each note
  record Shown(long count, OptionalLong first, Map<String, Long> shown) {}

  private Stage(Process process) {
    this.process = process;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// @param log gets what the process has to say besides its answers
  static Stage start(Path log) {
    return new Stage(Launch.of(OPTIONS, List.of(BenchCommand.STAND_INS)).errorsTo(log).started());
  }

  /// @return messages a second that the stand-in took
  double warmUp(int messages) {
    return ask(order("warm").put("messages", messages)).path("rate").asDouble();
  }

  /// Closes what was open and opens all afresh.
  ///
  /// @param messenger `telegram` or `discord`
  Addresses open(int profilePage, String messenger) {
    var answer = ask(order("open").put("page", profilePage).put("messenger", messenger));
    return new Addresses(
        URI.create(answer.path("rednote").asText()), messenger, answer.path("settings").asText());
  }

  List<String> chats(int count) {
    var chats = new ArrayList<String>();
    ask(order("chats").put("count", count)).path("chats").forEach(id -> chats.add(id.asText()));
    return chats;
  }

  List<Creator> creators(int count) {
    var creators = new ArrayList<Creator>();
    ask(order("creators").put("count", count))
        .path("creators")
        .forEach(one ->
            creators.add(
                new Creator(
                    one.path("id").asText(),
                    one.path("name").asText(),
                    URI.create(one.path("url").asText()))));
    return creators;
  }

  List<String> publish(String creator, int first, int count, boolean written) {
    var order = order("publish").put("creator", creator).put("first", first);
    var ids = new ArrayList<String>();
    ask(order.put("count", count).put("written", written))
        .path("ids")
        .forEach(id -> ids.add(id.asText()));
    return ids;
  }

  void limit(String chat, int messages, Duration span) {
    ask(order("limit").put("chat", chat).put("messages", messages).put("millis", span.toMillis()));
  }

  Count count() {
    var answer = ask(order("count"));
    return new Count(answer.path("arrived").asLong(), answer.path("looks").asLong());
  }

  Map<String, Received> received() {
    var all = new TreeMap<String, Received>();
    for (var chat : ask(order("received")).properties()) {
      var messages = new ArrayList<Received.Message>();
      var marks = chat.getValue().path("marks");
      var micros = chat.getValue().path("micros");
      for (int i = 0; i < marks.size(); i++) {
        messages.add(new Received.Message(marks.path(i).asText(), micros.path(i).asLong()));
      }
      all.put(chat.getKey(), new Received(messages, chat.getValue().path("refused").asInt()));
    }
    return all;
  }

  Shown looks() {
    var answer = ask(order("looks"));
    var shown = new HashMap<String, Long>();
    answer
        .path("shown")
        .properties()
        .forEach(note -> shown.put(note.getKey(), note.getValue().asLong()));
    return new Shown(
        answer.path("count").asLong(),
        answer.has("first") ? OptionalLong.of(answer.path("first").asLong()) : OptionalLong.empty(),
        shown);
  }

  private static ObjectNode order(String what) {
    return Orders.JSON.createObjectNode().put("do", what);
  }

  private JsonNode ask(ObjectNode order) {
    try {
      orders.write(order.toString());
      orders.newLine();
      orders.flush();
      var line = answers.readLine();
      if (line == null) {
        throw new BenchException(
            "The process of the stand-ins has ended. Its log is in the benchmark's folder.");
      }
      var answer = Orders.JSON.readTree(line);
      if (answer.has("error")) {
        throw new BenchException("The stand-ins failed: " + answer.path("error").asText());
      }
      return answer;
    } catch (IOException e) {
      throw new BenchException("The process of the stand-ins does not answer.", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Launch.awaitEnd(process);
  }
}
