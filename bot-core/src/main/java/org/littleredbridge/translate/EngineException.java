package org.littleredbridge.translate;

import java.util.Objects;

/// An engine that gave no usable answer. The message is for the operator: no key, no text of a
/// note.
public final class EngineException extends RuntimeException {
  private final transient EngineFailure failure;

  public EngineException(EngineFailure failure, String message) {
    super(message);
    this.failure = Objects.requireNonNull(failure);
  }

  public EngineFailure failure() {
    return failure;
  }
}
