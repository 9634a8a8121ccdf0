package org.littleredbridge.chat;

import java.time.Duration;

/// Why a message could not be sent.
public sealed interface ChatFailure {
  /// The service asked us to wait; does not count as a try.
  record RateLimited(Duration pause) implements ChatFailure {}

  /// The service did not answer, or failed inside; worth another try.
  record Unavailable(String detail) implements ChatFailure {}

  /// The service will never take this message.
  record Refused(String reason) implements ChatFailure {}

  /// The channel is closed to us until somebody changes that; what waits for it goes on waiting.
  ///
  /// @param detail more for people, such as the names of missing permissions; may be empty
  record Closed(Cause cause, String detail) implements ChatFailure {}

  /// The service has given the channel another id.
  record Moved(ChannelId to) implements ChatFailure {}

  /// Why a channel is closed to us.
  enum Cause {
    /// The bot was removed from the server or group.
    REMOVED,
    /// The person has blocked the bot, or never wrote to it first.
    BLOCKED,
    /// The topic or thread is closed or archived, and we may not open it.
    TOPIC_CLOSED,
    /// The chat, channel or topic does not exist any more, or was never there.
    GONE,
    /// A permission is missing, which `detail` names.
    NOT_ALLOWED,
    /// Nothing could be sent there for a week, whatever was tried; `detail` is the last answer.
    FAILING,
    /// A private answer came later than the service takes one.
    TOO_LATE
  }
}
