package org.littleredbridge.health;

import java.util.Locale;
import java.util.function.Consumer;
import org.littleredbridge.wording.Wording;

/// Tells the operators each change of a source's state, with the action that a person must take:
/// the listener of a [GuardedPlatform].
public final class SourceNotices implements Consumer<SourceHealth> {
  private final String account;
  private final AdminNotices notices;
  private final SourceSentence sentences;

  /// @param account the gateway's name for people
  public SourceNotices(String account, AdminNotices notices, Wording wording) {
    this.account = account;
    this.notices = notices;
    this.sentences = new SourceSentence(wording);
  }

  /// What waits for a person may have stopped the account in the moment before a crash: it is told
  /// at the next start, unless it was told then.
  public void atStart(SourceHealth health) {
    if (health.state() != SourceHealth.State.WELL && health.until().isEmpty()) {
      accept(health);
    }
  }

  @Override
  public void accept(SourceHealth health) {
    var since = health.since().map(at -> ":" + at.toEpochMilli()).orElse("");
    notices.tell(
        "source:" + account + ":" + health.state() + since,
        sentences.say(Locale.ENGLISH, health, account));
  }
}
