package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes slash commands, presses and forms. Discord waits three seconds for a first sign, so that
/// is given before anything else; what then cannot be stored is told in its place. Thread-safe;
/// calls block.
///
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding.
final class Interactions {
  static final String WHAT = "what";
  static final String CHANNEL = "channel";

  private static final Logger log = LoggerFactory.getLogger(Interactions.class);
  private static final int MESSAGE = 4;
  private static final int LATER = 5;
  private static final int CHOICES = 8;
  private static final int FORM = 9;
  private static final int FOR_ONE = 64;
  private static final int MOST_CHOICES = 25;
  private static final int LONGEST_CHOICE = 100;
  private static final int LONGEST_TITLE = 45;
  private static final int LONGEST_NAME = 80;
  // What a comment may be set to hold at most.
  private static final int LONGEST_REPLY = 1000;
  private static final String REPLY = "reply:";
  private static final String TEXT = "text";

  private final DiscordRest rest;
  private final Asked asked;
  private final Messenger.Listener listener;
  private final Wording wording;
  private final Clock clock;

  Interactions(
      DiscordRest rest, Asked asked, Messenger.Listener listener, Wording wording, Clock clock) {
    this.rest = rest;
    this.asked = asked;
    this.listener = listener;
    this.wording = wording;
    this.clock = clock;
  }

  /// What became of a first sign.
  private sealed interface Sign {
    record Given(JsonNode answer) implements Sign {}

    /// The answer was lost on the way, or Discord had one already.
    record Unsure() implements Sign {}

    /// Discord has told the member that nobody answered.
    record TooLate() implements Sign {}
  }

  /// @param it as INTERACTION_CREATE brings it
  void handle(JsonNode it) {
    if (!Asked.isId(id(it)) || !token(it).matches("[^:\\s]{3,1000}")) {
      log.atWarn().log("discord sent an interaction without an address");
      return;
    }
    var data = it.path("data");
    switch (it.path("type").asInt()) {
      case 2 -> {
        if (data.path("type").asInt(1) == 1 && !data.path("name").asText().isBlank()) {
          deferred(it, () -> command(it));
        } else {
          say(it, "discord.unknown");
        }
      }
      case 3 -> pressed(it, Action.of(data.path("custom_id").asText()));
      case 4 -> complete(it);
      case 5 -> submitted(it);
      default -> say(it, "discord.unknown");
    }
  }

  private void pressed(JsonNode it, Optional<Action> action) {
    var message = it.path("message").path("id").asText();
    if (action.isEmpty() || message.isBlank()) {
      say(it, "discord.unknown");
    } else if (action.get() instanceof Action.Reply) {
      sign(it, FORM, form(it, message));
    } else {
      deferred(it, () -> press(it, message, action.get()));
    }
  }

  private void deferred(JsonNode it, Supplier<Event> event) {
    var data = JsonNodeFactory.instance.objectNode().put("flags", FOR_ONE);
    switch (sign(it, LATER, data)) {
      // A sign that was given twice, or was heard and not confirmed, is one all the same.
      case Sign.Given _, Sign.Unsure() -> {
        if (!stored(it, event)) {
          tell(it, sentence(it, "discord.not-stored"));
        }
      }
      case Sign.TooLate() -> {}
    }
  }

  private Event command(JsonNode it) {
    var here = asked.channel(it);
    var about = option(it, CHANNEL).map(id -> asked.channel(id, resolved(it, id))).orElse(here);
    var words = it.path("data").path("name").asText() + " " + option(it, WHAT).orElse("");
    return new Event.Command(
        event(it),
        about,
        asked.community(it),
        Optional.empty(),
        privately(it),
        asked.member(it),
        words.strip(),
        at(it));
  }

  private Event press(JsonNode it, String message, Action action) {
    var channel = asked.channel(it);
    return new Event.Press(
        event(it),
        channel,
        asked.community(it),
        new MessageRef(channel, message),
        privately(it),
        asked.member(it),
        action,
        at(it));
  }

  /// A reply that was typed into the form becomes a message for all, below which its answers hang.
  private void submitted(JsonNode it) {
    var form = it.path("data").path("custom_id").asText();
    if (!form.matches(REPLY + "[0-9]{1,20}")) {
      say(it, "discord.unknown");
      return;
    }
    var message =
        switch (sign(it, LATER, JsonNodeFactory.instance.objectNode())) {
          case Sign.Given(var answer) -> shown(answer).or(() -> original(it));
          case Sign.Unsure() -> original(it);
          case Sign.TooLate() -> Optional.<String>empty();
        };
    if (message.isEmpty()) {
      // Discord shows the form again, with the text in it, and says that it failed.
      log.atWarn().addKeyValue("interaction", id(it)).log("a reply could not be shown");
      return;
    }
    var text = typed(it);
    var kept = stored(it, () -> reply(it, form.substring(REPLY.length()), message.get(), text));
    tell(it, kept ? said(it, text) : sentence(it, "discord.reply-not-stored"));
  }

  private Event reply(JsonNode it, String to, String message, String text) {
    var channel = asked.channel(it);
    return new Event.Reply(
        event(it),
        channel,
        asked.community(it),
        new MessageRef(channel, message),
        new MessageRef(channel, to),
        asked.member(it),
        text,
        at(it));
  }

  private String said(JsonNode it, String text) {
    var name = Markup.escape(Markup.plain(asked.member(it).name(), LONGEST_NAME));
    var head = "**" + name + "**: ";
    return head + Markup.fit(text, Drafts.CONTENT - head.length());
  }

  private static Optional<String> shown(JsonNode answer) {
    return text(answer.path("resource").path("message").path("id"))
        .or(() -> text(answer.path("interaction").path("response_message_id")));
  }

  private Optional<String> original(JsonNode it) {
    try {
      return text(rest.get(answerOf(it)).path("id"));
    } catch (ChatException e) {
      log.atWarn().addKeyValue("failure", e.failure()).log("an answer was not found again");
      return Optional.empty();
    }
  }

  private void complete(JsonNode it) {
    var choices = JsonNodeFactory.instance.objectNode();
    var list = choices.putArray("choices");
    try {
      for (var suggestion : suggestions(it)) {
        if (list.size() < MOST_CHOICES && fits(suggestion.value())) {
          var label = Markup.plain(suggestion.label(), LONGEST_CHOICE);
          list.addObject()
              .put("name", label.isBlank() ? suggestion.value() : label)
              .put("value", suggestion.value());
        }
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("completing a command failed");
    }
    sign(it, CHOICES, choices);
  }

  private List<Suggestion> suggestions(JsonNode it) {
    var channel =
        option(it, CHANNEL)
            .map(id -> asked.channel(id, resolved(it, id)))
            .orElseGet(() -> asked.channel(it));
    var name = it.path("data").path("name").asText();
    return listener.suggest(channel, name + " " + option(it, WHAT).orElse(""));
  }

  private static boolean fits(String value) {
    return !value.isBlank() && value.length() <= LONGEST_CHOICE;
  }

  private ObjectNode form(JsonNode it, String message) {
    var form =
        JsonNodeFactory.instance
            .objectNode()
            .put("custom_id", REPLY + message)
            .put("title", Markup.plain(sentence(it, "discord.reply-title"), LONGEST_TITLE));
    form.putArray("components")
        .addObject()
        .put("type", 1)
        .putArray("components")
        .addObject()
        .put("type", 4)
        .put("custom_id", TEXT)
        .put("style", 2)
        .put("label", Markup.plain(sentence(it, "discord.reply-label"), LONGEST_TITLE))
        .put("min_length", 1)
        .put("max_length", LONGEST_REPLY)
        .put("required", true);
    return form;
  }

  /// Inputs come in rows, or in labels since 2025.
  private static String typed(JsonNode it) {
    for (var row : it.path("data").path("components")) {
      for (var input : row.path("components")) {
        if (input.path("custom_id").asText().equals(TEXT)) {
          return input.path("value").asText();
        }
      }
      if (row.path("component").path("custom_id").asText().equals(TEXT)) {
        return row.path("component").path("value").asText();
      }
    }
    return "";
  }

  private boolean stored(JsonNode it, Supplier<Event> event) {
    try {
      listener.happened(event.get());
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("interaction", id(it))
          .log("an interaction was not stored");
      return false;
    }
  }

  private Sign sign(JsonNode it, int type, ObjectNode data) {
    var body = JsonNodeFactory.instance.objectNode().put("type", type);
    if (!data.isEmpty()) {
      body.set("data", data);
    }
    var shape = "/interactions/{}/{}/callback?with_response=true";
    try {
      var route = Route.of(shape, id(it), token(it));
      return switch (rest.ask(Method.POST, route, Optional.of(body), List.of())) {
        case Answer.Taken(var answer) -> new Sign.Given(answer);
        case Answer.Declined(var refusal) -> {
          log.atWarn()
              .addKeyValue("interaction", id(it))
              .addKeyValue("status", refusal.status())
              .addKeyValue("code", refusal.code())
              .log("discord did not take an answer");
          yield refusal.status() == 404 ? new Sign.TooLate() : new Sign.Unsure();
        }
      };
    } catch (ChatException e) {
      log.atWarn()
          .addKeyValue("interaction", id(it))
          .addKeyValue("failure", e.failure())
          .log("discord did not confirm an answer");
      return new Sign.Unsure();
    }
  }

  private void say(JsonNode it, String key) {
    var data =
        JsonNodeFactory.instance
            .objectNode()
            .put("content", sentence(it, key))
            .put("flags", FOR_ONE);
    sign(it, MESSAGE, data);
  }

  /// Puts words where the first sign stands.
  private void tell(JsonNode it, String words) {
    var body = JsonNodeFactory.instance.objectNode().put("content", words);
    body.putObject("allowed_mentions").putArray("parse");
    try {
      rest.call(Method.PATCH, answerOf(it), Optional.of(body), List.of());
    } catch (ChatException e) {
      log.atWarn()
          .addKeyValue("interaction", id(it))
          .addKeyValue("failure", e.failure())
          .log("a member could not be answered");
    }
  }

  private Route answerOf(JsonNode it) {
    var application = text(it.path("application_id")).orElseGet(() -> rest.me().applicationId());
    return Route.of("/webhooks/{}/{}/messages/@original", application, token(it));
  }

  private String sentence(JsonNode it, String key) {
    var language = Locale.forLanguageTag(it.path("locale").asText("en"));
    return wording.say(language, key);
  }

  private static Optional<String> option(JsonNode it, String name) {
    for (var option : it.path("data").path("options")) {
      if (option.path("name").asText().equals(name)) {
        return text(option.path("value"));
      }
    }
    return Optional.empty();
  }

  private static JsonNode resolved(JsonNode it, String channel) {
    return it.path("data").path("resolved").path("channels").path(channel);
  }

  private static ChannelId privately(JsonNode it) {
    return new ChannelId(Places.MESSENGER, "!" + id(it), Optional.of(token(it)));
  }

  private Instant at(JsonNode it) {
    return Asked.at(id(it)).orElseGet(clock::instant);
  }

  private static String event(JsonNode it) {
    return Places.MESSENGER + ":" + id(it);
  }

  private static String id(JsonNode it) {
    return it.path("id").asText();
  }

  private static String token(JsonNode it) {
    return it.path("token").asText();
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(value -> !value.isBlank());
  }
}
