package org.littleredbridge.sandbox;

/// The sandbox cannot start or cannot keep its journal. The message is a sentence for the person
/// who runs it.
public final class SandboxException extends RuntimeException {
  /// For the stand-ins of the other services.
  public SandboxException(String message) {
    super(message);
  }

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
