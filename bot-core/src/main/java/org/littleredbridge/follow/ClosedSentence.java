package org.littleredbridge.follow;

import java.util.Locale;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.wording.Wording;

/// Why a channel is closed to us, as a sentence for people: what happened and what to do.
public final class ClosedSentence {
  private final Wording wording;

  public ClosedSentence(Wording wording) {
    this.wording = wording;
  }

  public String say(Locale language, Closed why) {
    return switch (why.cause()) {
      case REMOVED -> wording.say(language, "closed.REMOVED");
      case BLOCKED -> wording.say(language, "closed.BLOCKED");
      case TOPIC_CLOSED -> wording.say(language, "closed.TOPIC_CLOSED");
      case GONE -> wording.say(language, "closed.GONE");
      case NOT_ALLOWED ->
          why.detail().isBlank()
              ? wording.say(language, "closed.NOT_ALLOWED.unnamed")
              : wording.say(language, "closed.NOT_ALLOWED", why.detail());
      case FAILING -> wording.say(language, "closed.FAILING", why.detail());
      case TOO_LATE -> wording.say(language, "closed.TOO_LATE");
    };
  }
}
