package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A call of the Bot API that came to nothing, https://core.telegram.org/bots/api#making-requests .
/// Its words are free of the token.
final class BotApiException extends RuntimeException {
  /// No answer, or none that can be read: the call may have been done all the same.
  static final int NO_ANSWER = 0;

  private final int code;
  private final String description;
  private final transient Optional<Duration> retryAfter;
  private final transient OptionalLong migrateTo;

  BotApiException(
      int code, String description, Optional<Duration> retryAfter, OptionalLong migrateTo) {
    super(code == NO_ANSWER ? description : code + " " + description);
    this.code = code;
    this.description = description;
    this.retryAfter = retryAfter;
    this.migrateTo = migrateTo;
  }

  static BotApiException unanswered(String description) {
    return new BotApiException(NO_ANSWER, description, Optional.empty(), OptionalLong.empty());
  }

  int code() {
    return code;
  }

  /// Telegram's own words.
  String description() {
    return description;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  OptionalLong migrateTo() {
    return migrateTo;
  }

  boolean tokenRefused() {
    // A token of the wrong form is answered with 404, since the address then names no method.
    return code == 401 || code == 404 && !says("method not found");
  }

  /// Whether Telegram's words, which are no fixed list, have one of these in them.
  boolean says(String... words) {
    var said = description.toLowerCase(Locale.ROOT);
    for (var word : words) {
      if (said.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  boolean tooLarge() {
    return code == 413 || says("too large", "file is too big", "too big for");
  }

  boolean pictureUnreadable() {
    return code == 400
        && says(
            "image_process_failed",
            "photo_invalid_dimensions",
            "photo_save_file_invalid",
            "photo_ext_invalid",
            "failed to get http url content");
  }

  boolean fileIdUnknown() {
    return code == 400
        && says(
            "file identifier",
            "file_id",
            "remote file",
            "file reference",
            "file_reference",
            "type of file",
            "wrong padding",
            "wrong character");
  }

  boolean tooLate() {
    return code == 400 && says("query is too old", "query id is invalid", "query_id_invalid");
  }
}
