package org.littleredbridge.store;

import org.jspecify.annotations.Nullable;

/// The store did not do what it was asked. The message is for the operator: what happened, why,
/// what to do. It and its causes never carry what is stored.
public sealed class StoreException extends RuntimeException permits StoreInUseException {
  StoreException(String message) {
    super(message);
  }

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
