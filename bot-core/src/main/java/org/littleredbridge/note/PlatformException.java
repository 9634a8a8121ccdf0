package org.littleredbridge.note;

/// A call to the platform that brought no answer; [#failure()] says why.
public final class PlatformException extends RuntimeException {
  private final transient Failure failure;

  public PlatformException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public PlatformException(Failure failure, Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
