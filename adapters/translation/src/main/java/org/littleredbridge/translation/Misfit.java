package org.littleredbridge.translation;

/// A model's answer that has not the shape it was asked for. The message is our own sentence and
/// goes back to the model.
final class Misfit extends RuntimeException {
  Misfit(String message) {
    super(message, null, false, false);
  }
}
