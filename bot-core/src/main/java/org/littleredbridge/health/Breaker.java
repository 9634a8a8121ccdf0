package org.littleredbridge.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.note.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which failures stop the calls to an account, and for how long. Thread-safe.
///
/// What the platform holds against the account is kept in the ledger, so that neither a restart nor
/// another gateway of the same account goes on. What is about the gateway alone stays in memory. A
/// stop whose time is over lets calls through, but all is well only once one of them was answered.
final class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);
  private static final Duration RATE_LIMIT_PAUSE = Duration.ofHours(2);
  private static final Duration LONGEST_RATE_LIMIT_PAUSE = Duration.ofDays(1);
  private static final Duration OUTDATED_PAUSE = Duration.ofHours(1);
  private static final List<Duration> UNREACHABLE_PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));
  private static final int UNREACHABLE_IN_A_ROW = 3;
  private static final int HIDDEN_IN_A_ROW = 5;

  private final String account;
  private final AccountLedger ledger;
  private final Clock clock;
  // What the ledger said when it was last asked, which is before each call and each telling.
  private Optional<AccountLedger.Stop> ledgered = Optional.empty();
  private Optional<SourceHealth> stoppedHere = Optional.empty();
  private Optional<SourceHealth> unreachable = Optional.empty();
  private int lostInARow;
  private int hiddenInARow;

  Breaker(String account, AccountLedger ledger, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// What forbids a call now; empty when one may be made.
  synchronized Optional<SourceHealth> holding() {
    var now = clock.instant();
    ledgered = ledger.stop(account);
    return troubles().filter(trouble -> holds(trouble.until(), now)).findFirst();
  }

  /// What may be over, since its time has passed, but no call has been answered since; as it was
  /// when [#holding] was asked.
  synchronized Optional<SourceHealth> unproven() {
    return troubles().findFirst();
  }

  /// The platform answered a call as it should.
  synchronized void answered() {
    reached();
    hiddenInARow = 0;
    var now = clock.instant();
    stoppedHere = stoppedHere.filter(stop -> holds(stop.until(), now));
    // A stop that still holds is not ours: another gateway of the account met it meanwhile.
    if (ledgered.isPresent()
        && ledger.stop(account).filter(stop -> !holds(stop.until(), now)).isPresent()) {
      ledger.clear(account);
    }
  }

  /// A call ended with `failure`.
  synchronized void failed(Failure failure) {
    switch (failure) {
      case Failure.Captcha() -> stop(State.CAPTCHA, "RedNote shows a captcha");
      case Failure.LoginRequired() -> stop(State.LOGIN_REQUIRED, "the account is logged out");
      case Failure.AccountWarned(var detail) -> stop(State.ACCOUNT_WARNED, detail);
      case Failure.NetworkDistrusted(var detail) -> stop(State.NETWORK_DISTRUSTED, detail);
      case Failure.RateLimited(var pause) ->
          stop(State.RATE_LIMITED, "RedNote met too many requests", rateLimitPause(pause));
      case Failure.GatewayOutdated(var detail) -> {
        reached();
        // Not in the ledger: another gateway of the account may know what this one does not.
        var until = clock.instant().plus(OUTDATED_PAUSE);
        stoppedHere = here(State.GATEWAY_OUTDATED, detail, Optional.of(until));
      }
      case Failure.GatewayRefused() -> {
        reached();
        // Not in the ledger: the remedy is in the configuration, which is read at the next start.
        stoppedHere =
            here(State.GATEWAY_REFUSED, "the gateway refused our token", Optional.empty());
      }
      case Failure.Unreachable(var detail) -> lost(detail);
      case Failure.Garbled(var detail) -> lost(detail);
      case Failure.NoteHidden(var detail) -> hidden(detail);
      // One page is that creator's matter; a row of them is what a risk page looks like.
      case Failure.CreatorMissing(var detail, var sure) -> {
        if (sure) {
          reached();
        } else {
          hidden(detail);
        }
      }
      case Failure.NoteGone _, Failure.CommentMissing _, Failure.BadRequest _ -> reached();
      case Failure.Held _ -> {}
    }
  }

  /// The account is logged in: what stopped it for being logged out is over.
  synchronized void loggedIn() {
    reached();
    stoppedHere = stoppedHere.filter(stop -> stop.state() != State.LOGIN_REQUIRED);
    var loggedOut = word(State.LOGIN_REQUIRED);
    if (ledger.stop(account).filter(stop -> stop.state().equals(loggedOut)).isPresent()) {
      ledger.clear(account);
    }
  }

  /// A person has put things right.
  synchronized void resume() {
    ledger.clear(account);
    reached();
    hiddenInARow = 0;
    stoppedHere = Optional.empty();
  }

  private Stream<SourceHealth> troubles() {
    return Stream.of(stoppedHere, ledgered.map(Breaker::shown), unreachable)
        .flatMap(Optional::stream);
  }

  private void reached() {
    lostInARow = 0;
    unreachable = Optional.empty();
  }

  private void lost(String detail) {
    lostInARow++;
    if (lostInARow >= UNREACHABLE_IN_A_ROW) {
      var step = Math.min(lostInARow - UNREACHABLE_IN_A_ROW, UNREACHABLE_PAUSES.size() - 1);
      var now = clock.instant();
      var since = unreachable.flatMap(SourceHealth::since).orElse(now);
      var until = now.plus(UNREACHABLE_PAUSES.get(step));
      unreachable =
          Optional.of(
              new SourceHealth(State.UNREACHABLE, detail, Optional.of(since), Optional.of(until)));
    }
  }

  private void hidden(String detail) {
    reached();
    hiddenInARow++;
    if (hiddenInARow > HIDDEN_IN_A_ROW) {
      // One hidden note is that note's matter; a row of them is what a risk page looks like.
      stop(
          State.RATE_LIMITED,
          hiddenInARow + " pages in a row were not shown, the last: " + detail,
          RATE_LIMIT_PAUSE);
    }
  }

  private void stop(State state, String reason) {
    stop(state, reason, Optional.empty());
  }

  private void stop(State state, String reason, Duration pause) {
    stop(state, reason, Optional.of(clock.instant().plus(pause)));
  }

  private void stop(State state, String reason, Optional<Instant> until) {
    reached();
    try {
      var before = ledger.stop(account);
      // A stop that waits for a person never shrinks to one that ends by itself.
      if (until.isEmpty() || before.isEmpty() || before.get().until().isPresent()) {
        // The same trouble met again began when it was first met.
        var since =
            before
                .filter(known -> known.state().equals(word(state)))
                .map(AccountLedger.Stop::since)
                .orElseGet(clock::instant);
        ledger.stop(account, new AccountLedger.Stop(word(state), reason, since, until));
      }
    } catch (RuntimeException e) {
      stoppedHere = here(state, reason, until);
      log.atError()
          .addKeyValue("account", account)
          .addKeyValue("state", state)
          .setCause(e)
          .log("stop of an account could not be stored: it holds until the bridge ends");
    }
  }

  private Optional<SourceHealth> here(State state, String reason, Optional<Instant> until) {
    return Optional.of(new SourceHealth(state, reason, Optional.of(clock.instant()), until));
  }

  private static boolean holds(Optional<Instant> until, Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }

  /// A gateway may ask for nonsense: nothing, less than nothing, or the rest of our lives.
  private static Duration rateLimitPause(Optional<Duration> asked) {
    var pause = asked.filter(Duration::isPositive).orElse(RATE_LIMIT_PAUSE);
    return pause.compareTo(LONGEST_RATE_LIMIT_PAUSE) > 0 ? LONGEST_RATE_LIMIT_PAUSE : pause;
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static SourceHealth shown(AccountLedger.Stop stop) {
    // A word that this version does not know is still a stop.
    var state =
        Stream.of(State.values())
            .filter(known -> word(known).equals(stop.state()))
            .findFirst()
            .orElse(State.ACCOUNT_WARNED);
    return new SourceHealth(state, stop.reason(), Optional.of(stop.since()), stop.until());
  }
}
