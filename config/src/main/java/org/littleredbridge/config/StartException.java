package org.littleredbridge.config;

/// The program cannot start, for a reason that a person can mend. The message is that sentence.
final class StartException extends RuntimeException {
  StartException(String message) {
    super(message);
  }
}
