package org.littleredbridge.sandbox.telegram;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Something that is to go wrong with the next calls of a method.
///
/// @param method the method's name in any case, or `*` for all
/// @param times how many calls it meets
/// @param chat only calls for this chat, or all
/// @param way what goes wrong
/// @param answer the error that is answered; only for `ERROR`
/// @param delay how long the call is held before anything else happens
public record TelegramFault(
    String method, int times, OptionalLong chat, Way way, Optional<Answer> answer, Duration delay) {
  /// What goes wrong.
  public enum Way {
    /// Only the delay; the call is done as usual.
    NOTHING,
    /// An error is answered; the call is not done.
    ERROR,
    /// The connection ends; the call is not done.
    DROP_BEFORE,
    /// The call is done, then the connection ends without an answer.
    DROP_AFTER,
    /// A page of HTML with status 502; the call is not done.
    GARBAGE,
    /// The call is done; half of its answer arrives, as if it were whole.
    TRUNCATED,
    /// An answer that goes on for a gigabyte; the call is not done.
    ENDLESS
  }

  /// An error answer.
  ///
  /// @param code HTTP status and `error_code`
  /// @param description the server's words
  /// @param retryAfter seconds, `parameters.retry_after`
  /// @param migrateTo `parameters.migrate_to_chat_id`
  public record Answer(
      int code, String description, OptionalInt retryAfter, OptionalLong migrateTo) {
    public Answer {
      if (code < 200 || code > 599) {
        throw new IllegalArgumentException("An error code is 200 to 599, not " + code + ".");
      }
    }
  }

  public TelegramFault {
    if (method.isBlank() || times < 1) {
      throw new IllegalArgumentException("A fault names a method (or *) and meets 1 call or more.");
    }
    if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("A fault's delay is 0 to 5 minutes.");
    }
    if ((way == Way.ERROR) != answer.isPresent()) {
      throw new IllegalArgumentException("The fault ERROR has an answer, the others have none.");
    }
  }

  /// One call ends this way.
  public static TelegramFault of(String method, Way way) {
    return new TelegramFault(method, 1, OptionalLong.empty(), way, Optional.empty(), Duration.ZERO);
  }

  /// One call is answered with this error.
  public static TelegramFault error(String method, int code, String description) {
    return answering(
        method, new Answer(code, description, OptionalInt.empty(), OptionalLong.empty()));
  }

  /// One call is told to come again.
  public static TelegramFault tooMany(String method, int seconds) {
    return answering(
        method,
        new Answer(
            429,
            "Too Many Requests: retry after " + seconds,
            OptionalInt.of(seconds),
            OptionalLong.empty()));
  }

  /// One call takes this much longer.
  public static TelegramFault slow(String method, Duration delay) {
    return of(method, Way.NOTHING).after(delay);
  }

  /// The same for so many calls.
  public TelegramFault times(int count) {
    return new TelegramFault(method, count, chat, way, answer, delay);
  }

  /// The same for one chat only.
  public TelegramFault in(long id) {
    return new TelegramFault(method, times, OptionalLong.of(id), way, answer, delay);
  }

  /// The same after a wait.
  public TelegramFault after(Duration wait) {
    return new TelegramFault(method, times, chat, way, answer, wait);
  }

  private static TelegramFault answering(String method, Answer answer) {
    return new TelegramFault(
        method, 1, OptionalLong.empty(), Way.ERROR, Optional.of(answer), Duration.ZERO);
  }
}
