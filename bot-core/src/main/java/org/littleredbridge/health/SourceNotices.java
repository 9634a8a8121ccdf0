package org.littleredbridge.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.littleredbridge.chat.Action;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.wording.Wording;

/// Tells the operators each change of an account's state, with the action that a person must take:
/// the listener of all its guards. Thread-safe.
///
/// One notice a stop, whichever of the guards met it, also after a restart, and one when it is
/// over. What comes and goes by itself is told three times an hour at most; what needs a person is
/// told always.
public final class SourceNotices implements Consumer<SourceHealth> {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST = 3;

  private final String account;
  private final BooleanSupplier showsCodes;
  private final AdminNotices notices;
  private final SourceSentence sentences;
  private final Wording wording;
  private final Clock clock;
  private final Deque<Instant> passing = new ArrayDeque<>();
  // What was told and is not over.
  private Optional<SourceHealth> told = Optional.empty();

  /// @param account its name for people
  /// @param showsCodes whether a code to log in can be had for it; asked when it is logged out
  public SourceNotices(
      String account,
      BooleanSupplier showsCodes,
      AdminNotices notices,
      Wording wording,
      Clock clock) {
    this.account = account;
    this.showsCodes = showsCodes;
    this.notices = notices;
    this.sentences = new SourceSentence(wording);
    this.wording = wording;
    this.clock = clock;
  }

  /// What waits for a person may have stopped the account in the moment before a crash: it is told
  /// at the next start, unless it was told then.
  public synchronized void atStart(SourceHealth health) {
    if (health.state() == State.WELL) {
      return;
    }
    if (endsByItself(health)) {
      told = Optional.of(health);
    } else {
      accept(health);
    }
  }

  @Override
  public synchronized void accept(SourceHealth health) {
    if (health.state() == State.WELL) {
      // Each guard of the account finds out for itself that a stop is over.
      told.ifPresent(trouble -> say("WELL:" + matter(trouble), health));
      told = Optional.empty();
    } else if (!told.map(SourceNotices::matter).equals(Optional.of(matter(health)))
        && !isOneTooMany(health)) {
      say(matter(health), health);
      told = Optional.of(health);
    }
  }

  private boolean isOneTooMany(SourceHealth health) {
    if (!endsByItself(health)) {
      return false;
    }
    var now = clock.instant();
    while (!passing.isEmpty() && !passing.getFirst().isAfter(now.minus(WINDOW))) {
      passing.removeFirst();
    }
    if (passing.size() < MOST) {
      passing.addLast(now);
      return false;
    }
    notices.ask(
        "source:" + account + ":unsteady:" + passing.getFirst().toEpochMilli(),
        language -> wording.say(language, "source.unsteady", account),
        List.of());
    return true;
  }

  private void say(String matter, SourceHealth health) {
    var loggedOut = health.state() == State.LOGIN_REQUIRED;
    notices.ask(
        "source:" + account + ":" + matter,
        language -> sentences.say(language, health, account),
        loggedOut && showsCodes.getAsBoolean()
            ? List.of(new Action.LoginCode(account))
            : List.of());
  }

  /// The same for the same stop, whoever met it and however often.
  private static String matter(SourceHealth health) {
    // Of the ceiling each guard knows since when it has noticed it, and all know until when.
    var mark = health.state() == State.CEILING_REACHED ? health.until() : health.since();
    return health.state() + mark.map(at -> ":" + at.toEpochMilli()).orElse("");
  }

  private static boolean endsByItself(SourceHealth health) {
    return health.until().isPresent();
  }
}
