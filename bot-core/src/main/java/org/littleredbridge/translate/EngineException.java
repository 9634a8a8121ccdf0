package org.littleredbridge.translate;

/// An engine that gave no usable answer. The message is for the operator and carries no key.
public final class EngineException extends RuntimeException {
  public EngineException(String message) {
    super(message);
  }
}
