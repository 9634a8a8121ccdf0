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

  /// The channel is gone or closed to us.
  record ChannelGone(String reason) implements ChatFailure {}
}
