package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChatFailure;

/// A call of the Bot API that came to nothing, https://core.telegram.org/bots/api#making-requests .
/// Its words are free of the token.
final class BotApiException extends RuntimeException {
  /// No answer, or none that can be read: the call may have been done all the same.
  static final int NO_ANSWER = 0;

  private static final Pattern PAUSE =
      Pattern.compile("too many requests: retry after ([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

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

  /// The pause that the words of a refusal ask for: of an album that comes too fast Telegram says
  /// so in words alone, as a bad request `failed to send message #1 with the error message "Too
  /// Many Requests: retry after 8"` (https://github.com/rubenlagus/TelegramBots/issues/1520).
  static Optional<Duration> pauseIn(String description) {
    var pause = PAUSE.matcher(description);
    return pause.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(pause.group(1))))
        : Optional.empty();
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

  /// Whether it is the file that Telegram does not take, and neither the chat nor a button: it has
  /// many words for that, such as `IMAGE_PROCESS_FAILED` or `group send failed`.
  boolean fileRefused() {
    return tooLarge()
        || code == 400 && !buttonRefused() && Refusals.of(this) instanceof ChatFailure.Refused;
  }

  boolean buttonRefused() {
    return code == 400 && says("button_url", "inline keyboard button url");
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
