package org.littleredbridge.translate;

import java.time.Duration;
import java.util.Optional;

/// Why an engine gave no answer, by what follows from it.
public sealed interface EngineFailure {
  /// The key is wrong or lacks a right: the engine stays off until the next start, and operators
  /// are told once.
  record Auth() implements EngineFailure {}

  /// What was paid for is used up: the engine is off for a while, and operators are told.
  ///
  /// @param reset how long, when the service says so
  record Quota(Optional<Duration> reset) implements EngineFailure {}

  /// Too many requests.
  ///
  /// @param pause how long to wait, when the service says so; never negative
  record Rate(Optional<Duration> pause) implements EngineFailure {}

  /// The request was too long, or the answer was cut: it is tried once more in pieces.
  record TooLong() implements EngineFailure {}

  /// The service does not want these texts; another engine may. It says nothing about the engine.
  record Unsuited() implements EngineFailure {}

  /// Not reachable, too slow, or broken.
  record Down() implements EngineFailure {}

  /// It answered, and the answer makes no sense.
  record Implausible() implements EngineFailure {}
}
