package org.littleredbridge.health;

import java.time.Instant;
import java.util.Optional;

/// How a gateway and its account are doing.
///
/// @param reason in the gateway's or the bridge's own words, may be empty when all is well
/// @param until when calls go on by themselves
public record SourceHealth(
    State state, String reason, Optional<Instant> since, Optional<Instant> until) {
  /// Each has a sentence in the wordings (`source.STATE`) and the action a person must take
  /// (`source.STATE.action`).
  public enum State {
    WELL,
    CAPTCHA,
    LOGIN_REQUIRED,
    ACCOUNT_WARNED,
    NETWORK_DISTRUSTED,
    RATE_LIMITED,
    GATEWAY_OUTDATED,
    GATEWAY_REFUSED,
    UNREACHABLE,
    CEILING_REACHED
  }
}
