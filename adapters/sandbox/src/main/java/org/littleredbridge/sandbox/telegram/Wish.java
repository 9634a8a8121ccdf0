package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What somebody asks of the controls: the body's object, or the address's parameters. Every reader
/// throws an `IllegalArgumentException` with a sentence when it does not fit.
record Wish(ObjectNode body) {
  private static final int MOST_BYTES = 1 << 20;

  static Wish of(ServerRequest req) {
    var body = Json.object();
    req.query().names().forEach(name -> body.put(name, req.query().get(name)));
    if (!req.content().hasEntity()) {
      return new Wish(body);
    }
    try (var in = req.content().inputStream()) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("The body is larger than 1 MiB.");
      }
      if (bytes.length > 0) {
        body.setAll(object(Json.read(bytes)));
      }
      return new Wish(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("Send a JSON object.");
  }

  boolean has(String key) {
    return body.hasNonNull(key);
  }

  Optional<String> text(String key) {
    return has(key) ? Optional.of(body.path(key).asText()) : Optional.empty();
  }

  String needText(String key) {
    return text(key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(key)));
  }

  OptionalLong number(String key) {
    if (!has(key)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(body.path(key).asText()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" must be a whole number.".formatted(key), e);
    }
  }

  long needNumber(String key) {
    return number(key)
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(key)));
  }

  OptionalInt small(String key) {
    var number = number(key);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (number.getAsLong() != (int) number.getAsLong()) {
      throw new IllegalArgumentException("\"%s\" is too large.".formatted(key));
    }
    return OptionalInt.of((int) number.getAsLong());
  }

  int needSmall(String key) {
    return small(key)
        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is missing.".formatted(key)));
  }

  boolean flag(String key) {
    return body.path(key).asBoolean();
  }

  Map<String, Boolean> flags(String key) {
    var flags = new HashMap<String, Boolean>();
    body.path(key).properties().forEach(one -> flags.put(one.getKey(), one.getValue().asBoolean()));
    return flags;
  }

  /// Somebody: `{"id","first_name","username"?,"language_code"?}`.
  TelegramUser user(String key) {
    if (!body.path(key).isObject()) {
      throw new IllegalArgumentException(
          "\"%s\" must be a user, such as {\"id\":71,\"first_name\":\"Ann\"}.".formatted(key));
    }
    var user = new Wish((ObjectNode) body.path(key));
    return new TelegramUser(
        user.needNumber("id"),
        user.flag("is_bot"),
        user.needText("first_name"),
        user.text("username"),
        user.text("language_code"));
  }

  Saying saying() {
    return new Saying(
        needNumber("chat"),
        user("from"),
        needText("text"),
        small("reply_to_message_id"),
        small("message_thread_id"),
        number("sender_chat"));
  }

  TelegramFault fault() {
    var way =
        text("way")
            .map(word -> oneOf(TelegramFault.Way.class, word))
            .orElse(has("error_code") ? TelegramFault.Way.ERROR : TelegramFault.Way.NOTHING);
    var parameters = new Wish(body.path("parameters") instanceof ObjectNode o ? o : Json.object());
    var answer =
        way == TelegramFault.Way.ERROR
            ? Optional.of(
                new TelegramFault.Answer(
                    needSmall("error_code"),
                    text("description").orElse("fault"),
                    parameters.small("retry_after"),
                    parameters.number("migrate_to_chat_id")))
            : Optional.<TelegramFault.Answer>empty();
    return new TelegramFault(
        needText("method"),
        small("times").orElse(1),
        number("chat"),
        way,
        answer,
        Duration.ofMillis(number("delay_millis").orElse(0)));
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String word) {
    for (var value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is not known; there are: %s."
            .formatted(word, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }
}
