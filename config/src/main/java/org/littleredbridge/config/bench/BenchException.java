package org.littleredbridge.config.bench;

/// The benchmark cannot be run; the message is a sentence for the person who asked for it.
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchException(String sentence) {
    super(sentence);
  }

  BenchException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
