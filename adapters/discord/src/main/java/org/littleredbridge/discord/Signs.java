package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers interactions: with the first sign, for which Discord waits three seconds, and with words
/// that take its place. Thread-safe; calls block.
///
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding.
final class Signs {
  /// What a first sign is, by Discord's numbers.
  static final int MESSAGE = 4;

  static final int LATER = 5;
  static final int CHOICES = 8;
  static final int FORM = 9;

  /// What became of a first sign.
  sealed interface Sign {
    record Given(JsonNode answer) implements Sign {}

    /// The answer was lost on the way, or Discord had one already.
    record Unsure() implements Sign {}

    /// Discord has told the member that nobody answered.
    record TooLate() implements Sign {}
  }

  private static final Logger log = LoggerFactory.getLogger(Signs.class);
  private static final int FOR_ONE = 64;

  private final DiscordRest rest;
  private final Wording wording;

  Signs(DiscordRest rest, Wording wording) {
    this.rest = rest;
    this.wording = wording;
  }

  /// Says that an answer follows, which its member alone will read.
  Sign laterForOne(Interaction it) {
    return give(it, LATER, JsonNodeFactory.instance.objectNode().put("flags", FOR_ONE));
  }

  /// Says that an answer follows, which all will read.
  Sign laterForAll(Interaction it) {
    return give(it, LATER, JsonNodeFactory.instance.objectNode());
  }

  /// A sentence that its member alone reads, as first sign and whole answer.
  ///
  /// @param key of the wording
  void say(Interaction it, String key) {
    var data =
        JsonNodeFactory.instance
            .objectNode()
            .put("content", sentence(it, key))
            .put("flags", FOR_ONE);
    give(it, MESSAGE, data);
  }

  /// @param data may be empty
  Sign give(Interaction it, int type, ObjectNode data) {
    var body = JsonNodeFactory.instance.objectNode().put("type", type);
    if (!data.isEmpty()) {
      body.set("data", data);
    }
    try {
      var route = Route.callback(it.id(), it.token());
      return switch (rest.ask(Method.POST, route, Optional.of(body), List.of())) {
        case Answer.Taken(var answer) -> new Sign.Given(answer);
        case Answer.Declined(var refusal) -> {
          log.atWarn()
              .addKeyValue("interaction", it.id())
              .addKeyValue("status", refusal.status())
              .addKeyValue("code", refusal.code())
              .log("discord did not take an answer");
          yield refusal.status() == 404 ? new Sign.TooLate() : new Sign.Unsure();
        }
      };
    } catch (ChatException e) {
      log.atWarn()
          .addKeyValue("interaction", it.id())
          .addKeyValue("failure", e.failure())
          .log("discord did not confirm an answer");
      return new Sign.Unsure();
    }
  }

  /// The id of the message that a first sign became; empty when it did not, or cannot be found.
  Optional<String> shown(Interaction it, Sign sign) {
    return switch (sign) {
      case Sign.Given(var answer) ->
          text(answer.path("resource").path("message").path("id"))
              .or(() -> text(answer.path("interaction").path("response_message_id")))
              .or(() -> original(it));
      case Sign.Unsure() -> original(it);
      case Sign.TooLate() -> Optional.empty();
    };
  }

  private Optional<String> original(Interaction it) {
    try {
      return text(rest.get(answerOf(it)).path("id"));
    } catch (ChatException e) {
      log.atWarn().addKeyValue("failure", e.failure()).log("an answer was not found again");
      return Optional.empty();
    }
  }

  /// Puts words where the first sign stands.
  ///
  /// @param words escaped
  void tell(Interaction it, String words) {
    var body = JsonNodeFactory.instance.objectNode().put("content", words);
    body.putObject("allowed_mentions").putArray("parse");
    try {
      rest.call(Method.PATCH, answerOf(it), Optional.of(body), List.of());
    } catch (ChatException e) {
      log.atWarn()
          .addKeyValue("interaction", it.id())
          .addKeyValue("failure", e.failure())
          .log("a member could not be answered");
    }
  }

  private Route answerOf(Interaction it) {
    var application = it.application().orElseGet(() -> rest.me().applicationId());
    return Route.of("/webhooks/{}/{}/messages/@original", application, it.token());
  }

  String sentence(Interaction it, String key) {
    return wording.say(it.language(), key);
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(value -> !value.isBlank());
  }
}
