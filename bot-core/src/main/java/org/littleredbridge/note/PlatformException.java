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

  /// The answer of a gateway that lacks an ability.
  ///
  /// @param what it cannot do, such as `write comments`
  public static PlatformException cannot(String what) {
    return new PlatformException(new Failure.BadRequest("this gateway cannot " + what));
  }

  public Failure failure() {
    return failure;
  }
}
