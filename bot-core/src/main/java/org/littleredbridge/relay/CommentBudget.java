package org.littleredbridge.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often an account may comment. Comments in quick succession cost accounts their standing.
///
/// @param spacing between two comments
/// @param daily comments within any 24 hours
public record CommentBudget(Duration spacing, int daily) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  /// Why the next comment must wait, and until when.
  ///
  /// @param key of the sentence for the member
  record Wait(Instant until, String key) {}

  /// Empty: it may leave now.
  Optional<Wait> wait(ReplyLedger ledger, Instant now) {
    if (ledger.postingsSince(now.minus(DAY)) >= daily) {
      return Optional.of(new Wait(now.plus(LOOK_AGAIN), "reply.daily"));
    }
    return ledger
        .lastPosting()
        .map(last -> last.plus(spacing))
        .filter(next -> next.isAfter(now))
        .map(next -> new Wait(next, "reply.spacing"));
  }
}
