package org.littleredbridge.sandbox.discord;

/// The stand-in of Discord cannot start, or was asked for something it does not have. The message
/// is a sentence for the person who runs it.
public final class SandboxDiscordException extends RuntimeException {
  SandboxDiscordException(String message) {
    super(message);
  }

  SandboxDiscordException(String message, Throwable cause) {
    super(message, cause);
  }

  static SandboxDiscordException portTaken(String what, int port, Throwable cause) {
    return new SandboxDiscordException(
        "The sandbox's Discord %s cannot listen on %s:%d: the port is taken or not allowed. Choose another port, or 0 for any free one."
            .formatted(what, Loopback.ADDRESS, port),
        cause);
  }
}
