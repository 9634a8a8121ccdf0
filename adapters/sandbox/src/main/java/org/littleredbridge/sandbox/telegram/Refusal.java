package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A call that the Bot API answers with an error. The words are those of the real server as they
/// are seen on the wire; its own documentation does not list them
/// (https://github.com/tdlib/telegram-bot-api is the server's source).
final class Refusal extends RuntimeException {
  private final int code;
  private final OptionalInt retryAfter;
  private final OptionalLong migrateTo;

  private Refusal(int code, String words, OptionalInt retryAfter, OptionalLong migrateTo) {
    // No stack trace: a refusal is an ordinary answer, and a benchmark makes many.
    super(words, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
    this.migrateTo = migrateTo;
  }

  static Refusal of(int code, String words) {
    return new Refusal(code, words, OptionalInt.empty(), OptionalLong.empty());
  }

  static Refusal bad(String words) {
    return of(400, "Bad Request: " + words);
  }

  static Refusal forbidden(String words) {
    return of(403, "Forbidden: " + words);
  }

  static Refusal tooLarge() {
    return of(413, "Request Entity Too Large");
  }

  static Refusal tooMany(int seconds) {
    return new Refusal(
        429,
        "Too Many Requests: retry after " + seconds,
        OptionalInt.of(seconds),
        OptionalLong.empty());
  }

  static Refusal migrated(long to) {
    return new Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        OptionalInt.empty(),
        OptionalLong.of(to));
  }

  static Refusal faulty(TelegramFault.Answer answer) {
    return new Refusal(
        answer.code(), answer.description(), answer.retryAfter(), answer.migrateTo());
  }

  int code() {
    return code;
  }

  ObjectNode body() {
    var body =
        Json.object()
            .put("ok", false)
            .put("error_code", code)
            .put("description", Optional.ofNullable(getMessage()).orElse(""));
    var parameters = Json.object();
    retryAfter.ifPresent(seconds -> parameters.put("retry_after", seconds));
    migrateTo.ifPresent(chat -> parameters.put("migrate_to_chat_id", chat));
    if (!parameters.isEmpty()) {
      body.set("parameters", parameters);
    }
    return body;
  }
}
