package org.littleredbridge.chat;

/// A message that was not sent; [#failure()] says why.
public final class ChatException extends RuntimeException {
  private final transient ChatFailure failure;

  public ChatException(ChatFailure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public ChatException(ChatFailure failure, Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  public ChatFailure failure() {
    return failure;
  }
}
