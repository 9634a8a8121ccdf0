package org.littleredbridge.health;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What an account has spent and whether its calls are stopped; survives restarts, so that a
/// restart is no way round. Thread-safe.
public interface AccountLedger {
  /// A stop of all calls to an account.
  ///
  /// @param state a word such as `captcha`, see [SourceHealth.State]
  /// @param until when calls go on by themselves; empty: when a person has acted
  record Stop(String state, String reason, Instant since, Optional<Instant> until) {}

  Optional<Stop> stop(String account);

  void stop(String account, Stop stop);

  void clear(String account);

  /// Counts one request of the day, if that keeps within `ceiling`.
  ///
  /// @return false when the day's ceiling is reached; nothing is counted then
  boolean spend(String account, LocalDate day, int ceiling);

  int spent(String account, LocalDate day);
}
