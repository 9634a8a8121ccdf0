package org.littleredbridge.health;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.health.Tally.Count;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The guard between the bridge and an account that must not be lost.
///
/// One call at a time of all gateways of the account, in the order of asking. Each call spends one
/// of the day's ceiling first, and none is made while the account is stopped: then the caller gets
/// [Failure.Held] and no request leaves. What stops an account, and for how long, is written at
/// [Failure] and in the breaker. Thread-safe; a caller that is interrupted while it waits for its
/// turn gets [Failure.Held] too.
public final class GuardedPlatform implements NotePlatform {
  private static final Logger log = LoggerFactory.getLogger(GuardedPlatform.class);

  /// What an account may do.
  ///
  /// @param dailyCeiling requests from midnight to midnight, in the clock's zone
  /// @param quiet when it asks for nothing, in the clock's zone
  public record Limits(int dailyCeiling, Optional<QuietHours> quiet) {
    public Limits {
      if (dailyCeiling < 1) {
        throw new IllegalArgumentException("a daily ceiling is at least 1");
      }
    }

    /// Without quiet hours.
    public Limits(int dailyCeiling) {
      this(dailyCeiling, Optional.empty());
    }
  }

  private final NotePlatform inner;
  private final Account shared;
  private final String account;
  private final Limits limits;
  private final AccountLedger ledger;
  private final Tally tally;
  private final Clock clock;
  private final Consumer<SourceHealth> listener;
  private final Breaker breaker;
  private final ReentrantLock telling = new ReentrantLock();
  private volatile SourceHealth told;

  /// @param account the same object for all gateways that share it: they share its stop, its
  ///   ceiling and its turn
  /// @param listener is told each change of state once, in order, outside the lock that makes
  ///   callers wait; it must return quickly. A stop found at the start is no change.
  public GuardedPlatform(
      NotePlatform inner,
      Account account,
      AccountLedger ledger,
      Tally tally,
      Clock clock,
      Consumer<SourceHealth> listener) {
    this.inner = inner;
    this.shared = account;
    this.account = account.name();
    this.limits = account.limits();
    this.ledger = ledger;
    this.tally = tally;
    this.clock = clock;
    this.listener = listener;
    this.breaker = new Breaker(account.name(), ledger, clock);
    this.told = new SourceHealth(State.WELL, "", Optional.of(clock.instant()), Optional.empty());
    this.told = health();
  }

  /// The only gateway of its account.
  public GuardedPlatform(
      NotePlatform inner,
      String account,
      Limits limits,
      AccountLedger ledger,
      Tally tally,
      Clock clock,
      Consumer<SourceHealth> listener) {
    this(inner, new Account(account, limits), ledger, tally, clock, listener);
  }

  /// The account's name, for people.
  public String account() {
    return account;
  }

  /// Requests made since midnight.
  public int spentToday() {
    return ledger.spent(account, today());
  }

  public Limits limits() {
    return limits;
  }

  /// Whether these are quiet hours, in which nothing is asked.
  public boolean isQuiet() {
    return quietUntil().isPresent();
  }

  private Optional<Instant> quietUntil() {
    return limits.quiet().flatMap(hours -> hours.end(clock.instant(), clock.getZone()));
  }

  /// The state with its reason. Asks the ledger, never the platform; does not wait for a call.
  public SourceHealth health() {
    return breaker.holding().or(this::ceiling).or(breaker::unproven).orElseGet(this::well);
  }

  /// Ends a stop, since a person has put things right. The day's ceiling stays.
  public void resume() {
    breaker.resume();
    log.atInfo().addKeyValue("account", account).log("stop ended by a person");
    tell();
  }

  @Override
  public PlatformCapabilities capabilities() {
    return inner.capabilities();
  }

  @Override
  public void checkOpen() {
    inner.checkOpen();
    checkBreaker(_ -> false);
    if (ledger.spent(account, today()) >= limits.dailyCeiling()) {
      throw held(ceilingReason(), Optional.of(midnight()));
    }
  }

  @Override
  public LoginState login() {
    return call(inner::login);
  }

  @Override
  public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
    return call(() -> inner.latest(feed, token));
  }

  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    return call(() -> inner.detail(note, depth));
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return call(() -> inner.comment(note, text));
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return call(() -> inner.reply(note, to, text));
  }

  @Override
  public List<? extends Card> search(String words, SearchFilters filters) {
    return call(() -> inner.search(words, filters));
  }

  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return call(() -> inner.notifications(kind, most));
  }

  @Override
  public Unread unread() {
    return call(inner::unread);
  }

  /// Also while the account is stopped for being logged out: the code is the way back.
  @Override
  public Optional<LoginCode> loginCode() {
    return call(
        () -> {
          var code = inner.loginCode();
          if (code.isEmpty()) {
            breaker.loggedIn();
          }
          return code;
        },
        GuardedPlatform::isLoggedOut);
  }

  /// As [#login], also while the account is stopped for being logged out: that stop, and no other,
  /// ends when somebody has logged in.
  public LoginState loginAgain() {
    return call(
        () -> {
          var state = inner.login();
          if (state.loggedIn()) {
            breaker.loggedIn();
          }
          return state;
        },
        GuardedPlatform::isLoggedOut);
  }

  private static boolean isLoggedOut(SourceHealth trouble) {
    return trouble.state() == State.LOGIN_REQUIRED;
  }

  private <T> T call(Supplier<T> request) {
    return call(request, _ -> false);
  }

  private <T> T call(Supplier<T> request, Predicate<SourceHealth> inSpiteOf) {
    try {
      shared.beginTurn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw held("the bridge is stopping", Optional.of(clock.instant()));
    }
    try {
      admit(inSpiteOf);
      var before = inner.extraRequests();
      try {
        return ask(request);
      } finally {
        spendMore(inner.extraRequests() - before);
      }
    } finally {
      shared.endTurn();
      tell();
    }
  }

  private void checkBreaker(Predicate<SourceHealth> inSpiteOf) {
    quietUntil()
        .ifPresent(end -> {
          throw held("these are quiet hours", Optional.of(end));
        });
    breaker
        .holding()
        .filter(inSpiteOf.negate())
        .ifPresent(trouble -> {
          throw held("calls are stopped: " + trouble.reason(), trouble.until());
        });
  }

  private void admit(Predicate<SourceHealth> inSpiteOf) {
    checkBreaker(inSpiteOf);
    if (!ledger.spend(account, today(), limits.dailyCeiling())) {
      throw held(ceilingReason(), Optional.of(midnight()));
    }
    tally.add(Count.PLATFORM_CALLS);
  }

  /// What was asked beyond one request counts too; it has left, so nothing can refuse it.
  private void spendMore(long requests) {
    try {
      for (long i = 0; i < requests && ledger.spend(account, today(), limits.dailyCeiling()); i++) {
        tally.add(Count.PLATFORM_CALLS);
      }
    } catch (RuntimeException e) {
      // As of the state: the answer must reach the caller.
      log.atError().addKeyValue("account", account).setCause(e).log("requests were not counted");
    }
  }

  private <T> T ask(Supplier<T> request) {
    T answer;
    try {
      answer = request.get();
    } catch (PlatformException e) {
      breaker.failed(e.failure());
      throw e;
    } catch (LeaseLostException e) {
      // Nothing was asked.
      throw e;
    } catch (RuntimeException e) {
      // A fault of the adapter: what it could not read may be a risk page, so it counts.
      breaker.failed(new Failure.Garbled(e.getClass().getSimpleName()));
      throw e;
    }
    if (answer instanceof LoginState state && !state.loggedIn()) {
      breaker.failed(new Failure.LoginRequired());
    } else if (!(answer instanceof CommentOutcome.Unknown)) {
      proven();
    }
    return answer;
  }

  private void proven() {
    try {
      breaker.answered();
    } catch (RuntimeException e) {
      // The answer must reach the caller: a comment taken for failed would be posted again.
      log.atError()
          .addKeyValue("account", account)
          .setCause(e)
          .log("state of an account could not be stored");
    }
  }

  private void tell() {
    telling.lock();
    try {
      var now = health();
      // Another guard of the account may have ended one stop before this one met the next.
      if (now.state() != told.state() || (needsPerson(now) && !now.since().equals(told.since()))) {
        told = now;
        (needsPerson(now) ? log.atError() : log.atInfo())
            .addKeyValue("account", account)
            .addKeyValue("state", now.state())
            .addKeyValue("reason", now.reason())
            .addKeyValue("until", now.until().map(Object::toString).orElse(""))
            .log("source changed its state");
        listener.accept(now);
      }
    } catch (RuntimeException e) {
      // As above: what became of the call matters more than the notice about it.
      log.atError()
          .addKeyValue("account", account)
          .setCause(e)
          .log("change of a source's state could not be told");
    } finally {
      telling.unlock();
    }
  }

  private static boolean needsPerson(SourceHealth health) {
    return health.state() != State.WELL && health.until().isEmpty();
  }

  private Optional<SourceHealth> ceiling() {
    if (ledger.spent(account, today()) < limits.dailyCeiling()) {
      return Optional.empty();
    }
    return Optional.of(noticed(State.CEILING_REACHED, ceilingReason(), Optional.of(midnight())));
  }

  private SourceHealth well() {
    return noticed(State.WELL, "", Optional.empty());
  }

  /// A state that holds as long as it was told; a new one begins now.
  private SourceHealth noticed(State state, String reason, Optional<Instant> until) {
    var before = told;
    var since = before.state() == state ? before.since() : Optional.of(clock.instant());
    return new SourceHealth(state, reason, since, until);
  }

  private String ceilingReason() {
    return "the daily ceiling of " + limits.dailyCeiling() + " requests is reached";
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Instant midnight() {
    return today().plusDays(1).atStartOfDay(clock.getZone()).toInstant();
  }

  private PlatformException held(String reason, Optional<Instant> until) {
    tally.add(Count.PLATFORM_CALLS_HELD);
    return new PlatformException(new Failure.Held(reason, until));
  }
}
