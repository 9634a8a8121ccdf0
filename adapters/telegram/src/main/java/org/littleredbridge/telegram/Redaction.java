package org.littleredbridge.telegram;

import java.io.IOException;

/// Takes the token out of what others say: each address of the Bot API has it.
record Redaction(String token) {
  private static final String INSTEAD = "(token)";
  private static final int LONGEST = 300;

  String clean(String words) {
    var secret = token.substring(token.indexOf(':') + 1);
    var clean =
        words
            .replace(token, INSTEAD)
            .replace(token.replace(":", "%3A"), INSTEAD)
            .replace(secret, INSTEAD);
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }

  /// The same failure in a form that can be logged: without causes, which nobody has read.
  IOException clean(IOException failure) {
    return new IOException(say(failure));
  }

  String say(Throwable failure) {
    var message = failure.getMessage();
    var name = failure.getClass().getSimpleName();
    return message == null ? name : clean(name + ": " + message);
  }

  @Override
  public String toString() {
    return "Redaction";
  }
}
