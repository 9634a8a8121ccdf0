package org.littleredbridge.translation;

/// The operator's dictionary cannot be used; the message is a sentence for the operator.
public final class DictionaryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DictionaryException(String sentence) {
    super(sentence);
  }

  DictionaryException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
