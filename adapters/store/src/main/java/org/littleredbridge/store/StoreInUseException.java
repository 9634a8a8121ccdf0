package org.littleredbridge.store;

/// Another process works on the store.
public final class StoreInUseException extends StoreException {
  StoreInUseException(String message) {
    super(message);
  }
}
