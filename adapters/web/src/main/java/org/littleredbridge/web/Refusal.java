package org.littleredbridge.web;

/// A request that is answered with an error: a status and a sentence of the wordings.
final class Refusal extends RuntimeException {
  private final int status;
  private final String key;
  private final transient Object[] arguments;

  Refusal(int status, String key, Object... arguments) {
    // No stack trace: refusing is everyday work, and hostile callers must not make it dear.
    super(key, null, false, false);
    this.status = status;
    this.key = key;
    this.arguments = arguments.clone();
  }

  int status() {
    return status;
  }

  String key() {
    return key;
  }

  Object[] arguments() {
    return arguments.clone();
  }
}
