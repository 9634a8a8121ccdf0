package org.littleredbridge.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// A channel of the browser, as a member sees it.
record WebChannel(Caller bridge, String name) {
  private static final int ALL = 500;

  /// What stands in the channel.
  record Message(JsonNode json) {
    String id() {
      return json.path("id").asText();
    }

    String text() {
      return json.path("text").asText();
    }

    /// `rednote`, `bridge` or `member`.
    String from() {
      return json.path("from").asText();
    }

    Optional<String> replyTo() {
      return word(json.path("replyTo"));
    }

    /// The note that it shows.
    Optional<String> note() {
      return word(json.path("note").path("id"));
    }

    Optional<String> outcome() {
      return word(json.path("outcome"));
    }

    boolean answers(Message message) {
      return replyTo().equals(Optional.of(message.id()));
    }

    private static Optional<String> word(JsonNode node) {
      return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
  }

  List<Message> messages() {
    var list = bridge.get(path() + "?limit=" + ALL).fine();
    return StreamSupport.stream(list.spliterator(), false).map(Message::new).toList();
  }

  List<Message> notes() {
    return messages().stream().filter(m -> m.note().isPresent()).toList();
  }

  Message say(String text) {
    return post(text, Optional.empty(), UUID.randomUUID().toString());
  }

  Message reply(Message to, String text) {
    return post(text, Optional.of(to.id()), UUID.randomUUID().toString());
  }

  /// @param key the same for each try of one message
  Message post(String text, Optional<String> replyTo, String key) {
    var body = Caller.JSON.createObjectNode().put("text", text).put("author", "Ann");
    replyTo.ifPresent(to -> body.put("replyTo", to));
    return new Message(bridge.post(path(), body, "Idempotency-Key", key).fine());
  }

  /// Gives a command and waits for its answer.
  String ask(String command) {
    var said = say(command);
    return await("“" + command + "” is answered", m -> m.from().equals("bridge") && m.answers(said))
        .text();
  }

  Message await(String what, Predicate<Message> wanted) {
    return Eventually.present(
        what + " in " + name, () -> messages().stream().filter(wanted).findFirst());
  }

  /// The message that shows a note.
  Message awaitNote(String id) {
    return await("note " + id + " is there", m -> m.note().equals(Optional.of(id)));
  }

  /// One of the bridge's counters, by its name at `/metrics`.
  long counter(String counter) {
    var line =
        Pattern.compile("(?m)^" + counter + " ([0-9.E]+)$").matcher(bridge.get("/metrics").text());
    if (!line.find()) {
      throw new AssertionError("there is no counter " + counter);
    }
    return (long) Double.parseDouble(line.group(1));
  }

  private String path() {
    return "/api/channels/" + name + "/messages";
  }
}
