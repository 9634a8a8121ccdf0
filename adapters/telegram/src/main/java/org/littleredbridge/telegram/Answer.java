package org.littleredbridge.telegram;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the Bot API says to a call, https://core.telegram.org/bots/api#making-requests . It is read
/// as it stands, without a tree of it: Telegram answers a message with all that it is, of which a
/// number is needed.
sealed interface Answer<T> {
  /// It was done.
  record Done<T>(T result) implements Answer<T> {}

  /// @param words Telegram's own, with whatever they quote
  record Refused<T>(int code, String words, Optional<Duration> retryAfter, OptionalLong migrateTo)
      implements Answer<T> {}

  /// Reads the value at which a parser stands, to its end.
  interface Result<T> {
    /// @throws IOException when it is not what the method answers with
    T read(JsonParser at) throws IOException;
  }

  /// @throws IOException when it is no answer in Telegram's form, or not a whole one
  static <T> Answer<T> read(ObjectMapper json, byte[] bytes, Result<T> result) throws IOException {
    try (var at = json.createParser(bytes)) {
      if (at.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("an answer that is no object");
      }
      return new Parsed<>(result).read(at);
    }
  }

  /// What was read so far. For one answer.
  final class Parsed<T> {
    private final Result<T> result;
    private Optional<Boolean> ok = Optional.empty();
    private Optional<T> done = Optional.empty();
    private OptionalInt code = OptionalInt.empty();
    private Optional<String> words = Optional.empty();
    private Optional<Duration> retryAfter = Optional.empty();
    private OptionalLong migrateTo = OptionalLong.empty();

    private Parsed(Result<T> result) {
      this.result = result;
    }

    private Answer<T> read(JsonParser at) throws IOException {
      while (at.nextToken() == JsonToken.FIELD_NAME) {
        var name = at.currentName();
        var value = at.nextToken();
        if (value != JsonToken.VALUE_NULL) {
          field(name, value, at);
        }
      }
      if (ok.isEmpty()) {
        throw new IOException("an answer that does not say whether it was done");
      }
      return ok.get()
          ? new Done<>(done.orElseThrow(() -> new IOException("an answer without a result")))
          : new Refused<>(
              code.orElseThrow(() -> new IOException("a refusal without a code")),
              words.orElseThrow(() -> new IOException("a refusal without words")),
              retryAfter,
              migrateTo);
    }

    private void field(String name, JsonToken value, JsonParser at) throws IOException {
      switch (name) {
        case "ok" -> ok = Optional.of(at.getBooleanValue());
        case "result" -> done = Optional.of(result.read(at));
        case "error_code" -> code = OptionalInt.of(at.getIntValue());
        case "description" -> words = Optional.of(at.getText());
        case "parameters" -> parameters(value, at);
        default -> at.skipChildren();
      }
    }

    /// https://core.telegram.org/bots/api#responseparameters
    private void parameters(JsonToken value, JsonParser at) throws IOException {
      if (value != JsonToken.START_OBJECT) {
        at.skipChildren();
        return;
      }
      while (at.nextToken() == JsonToken.FIELD_NAME) {
        var name = at.currentName();
        if (at.nextToken() == JsonToken.VALUE_NUMBER_INT) {
          switch (name) {
            case "retry_after" -> retryAfter = Optional.of(Duration.ofSeconds(at.getLongValue()));
            case "migrate_to_chat_id" -> migrateTo = OptionalLong.of(at.getLongValue());
            default -> {}
          }
        } else {
          at.skipChildren();
        }
      }
    }
  }
}
