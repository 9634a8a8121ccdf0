package org.littleredbridge.media;

/// A file that was not fetched. The message is a clear reason, without addresses or signatures.
public final class MediaException extends RuntimeException {
  private final boolean worthRetrying;

  public MediaException(String reason, boolean worthRetrying) {
    super(reason);
    this.worthRetrying = worthRetrying;
  }

  /// Whether the same address may work later: a time-out, a server error.
  public boolean worthRetrying() {
    return worthRetrying;
  }
}
