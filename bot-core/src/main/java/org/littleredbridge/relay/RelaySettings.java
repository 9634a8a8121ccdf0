package org.littleredbridge.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How replies are relayed.
///
/// @param settle how long after a request left its comment can still appear; no look before
/// @param looks when answers are looked for, counted from the posting, growing
public record RelaySettings(
    CommentMode mode,
    CommentGuard guard,
    CommentBudget budget,
    Duration settle,
    List<Duration> looks) {
  /// For a real account: each look costs a request to the platform.
  public static final List<Duration> SPARING =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(72));

  public RelaySettings {
    looks = List.copyOf(looks);
  }

  /// When to look next for answers to what was posted at `posted`; empty: never again.
  Optional<Instant> nextLook(Instant posted, Instant now) {
    return looks.stream().map(posted::plus).filter(at -> at.isAfter(now)).findFirst();
  }
}
