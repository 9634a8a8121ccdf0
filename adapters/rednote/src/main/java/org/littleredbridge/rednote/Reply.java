package org.littleredbridge.rednote;

import org.littleredbridge.note.Failure;

/// What came back from the gateway.
sealed interface Reply {
  /// Success; `data` of the gateway's envelope.
  record Answered(Wire data) implements Reply {}

  /// The gateway says that it failed.
  record Refused(Refusal refusal) implements Reply {}

  /// No readable answer.
  ///
  /// @param mayHaveArrived whether the request may have reached the gateway, which then goes on
  ///   with it whatever becomes of the connection
  record Broken(Failure failure, boolean mayHaveArrived) implements Reply {}
}
