package org.littleredbridge.health;

import java.util.Locale;
import org.littleredbridge.wording.Wording;

/// How a source is doing, and what a person must do about it, in words for people.
public final class SourceSentence {
  private final Wording wording;

  public SourceSentence(Wording wording) {
    this.wording = wording;
  }

  /// @param account the gateway's name for people
  public String say(Locale language, SourceHealth health, String account) {
    var key = "source." + health.state();
    var state = wording.say(language, key, account);
    return health.state() == SourceHealth.State.WELL
        ? state
        : state + " " + wording.say(language, key + ".action", account);
  }
}
