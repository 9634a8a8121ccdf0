package org.littleredbridge.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.littleredbridge.chat.Action;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings accounts that are logged out back in: gets the code that a person scans, and looks until
/// somebody has. A code is kept in memory alone, and no longer than it is good. Thread-safe.
///
/// It asks without the gateway's lease, since the node that speaks to an operator may be another
/// one than the node that asks RedNote: an account that is logged out is asked for nothing else.
public final class Logins {
  private static final Logger log = LoggerFactory.getLogger(Logins.class);
  // Whoever asked longer ago does not sit there with the telephone any more.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// What there is to show.
  public sealed interface Offer {
    /// @param until when it expires
    record Show(LoginCode code, Instant until) implements Offer {}

    /// Somebody is logged in.
    record LoggedIn() implements Offer {}

    /// It was asked for too long ago; none was fetched.
    record TooLate() implements Offer {}
  }

  /// @param errand for whom it was fetched
  private record Waiting(long errand, Offer.Show shown, Instant nextLook) {
    Waiting lookingAt(Instant next) {
      return new Waiting(errand, shown, next);
    }
  }

  private final Map<String, GuardedPlatform> doors = new LinkedHashMap<>();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final AdminNotices notices;
  private final Wording wording;
  private final Duration betweenLooks;
  private final Clock clock;
  private final Runnable wake;

  /// @param doors guards of gateways that give codes, the first of each account counts; they need
  ///   no lease
  /// @param betweenLooks each look costs a request
  /// @param wake called when [#nextDue] has become earlier
  public Logins(
      List<GuardedPlatform> doors,
      AdminNotices notices,
      Wording wording,
      Duration betweenLooks,
      Clock clock,
      Runnable wake) {
    doors.forEach(door -> this.doors.putIfAbsent(door.account(), door));
    this.notices = notices;
    this.wording = wording;
    this.betweenLooks = betweenLooks;
    this.clock = clock;
    this.wake = wake;
  }

  /// The accounts for which codes can be had.
  public Set<String> accounts() {
    return Set.copyOf(doors.keySet());
  }

  /// How such an account is doing; empty when no code can be had for it. Asks the store alone.
  public Optional<SourceHealth> health(String account) {
    return Optional.ofNullable(doors.get(account)).map(GuardedPlatform::health);
  }

  /// Gets a code, which makes any former one useless, and begins to look whether it is scanned.
  /// Blocks while the gateway works.
  ///
  /// @param errand the same when the code is to be shown again because it could not be sent
  /// @param asked when somebody asked for it
  /// @throws PlatformException when there is none to be had
  public Offer offer(String account, long errand, Instant asked) {
    var door = Optional.ofNullable(doors.get(account));
    var known = waiting.get(account);
    var now = clock.instant();
    if (known != null && known.errand() == errand && now.isBefore(known.shown().until())) {
      return known.shown();
    }
    if (door.isEmpty()) {
      throw PlatformException.cannot("give a code to log in with");
    }
    if (now.isAfter(asked.plus(PATIENCE))) {
      return new Offer.TooLate();
    }
    var code = door.get().loginCode();
    if (code.isEmpty()) {
      waiting.remove(account);
      return new Offer.LoggedIn();
    }
    // From before it was made, at worst: what is said to be good must be.
    var began = clock.instant();
    var show = new Offer.Show(code.get(), began.plus(code.get().goodFor()));
    waiting.put(account, new Waiting(errand, show, began.plus(betweenLooks)));
    log.atInfo().addKeyValue("account", account).log("login code fetched");
    wake.run();
    return show;
  }

  /// Looks after each account whose code waits to be scanned.
  ///
  /// @return how many were looked after
  public int lookDue() {
    var due =
        waiting.entrySet().stream()
            .filter(one -> !one.getValue().nextLook().isAfter(clock.instant()))
            .toList();
    due.forEach(one -> look(one.getKey(), one.getValue()));
    return due.size();
  }

  /// When to look again; empty when no code waits.
  public Optional<Instant> nextDue() {
    return waiting.values().stream().map(Waiting::nextLook).min(Instant::compareTo);
  }

  private void look(String account, Waiting code) {
    var door = doors.get(account);
    if (door == null) {
      return;
    }
    try {
      if (door.loginAgain().loggedIn()) {
        waiting.remove(account);
        log.atInfo().addKeyValue("account", account).log("logged in by code");
        return;
      }
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("account", account)
          .addKeyValue("failure", e.failure())
          .log("could not look whether somebody logged in");
      if (!isStillLoggedOut(door)) {
        giveUp(account, code, e);
        return;
      }
    } catch (RuntimeException e) {
      // A fault of ours: the next look comes in its time all the same.
      log.atError().addKeyValue("account", account).setCause(e).log("look for a login broke off");
    }
    var now = clock.instant();
    var until = code.shown().until();
    if (now.isBefore(until)) {
      var next = now.plus(betweenLooks);
      waiting.replace(account, code, code.lookingAt(next.isBefore(until) ? next : until));
    } else if (waiting.remove(account, code)) {
      tell(account, code, language -> wording.say(language, "login.expired", account));
    }
  }

  private static boolean isStillLoggedOut(GuardedPlatform door) {
    return door.health().state() == SourceHealth.State.LOGIN_REQUIRED;
  }

  /// Something else stops the account by now, or its requests of the day are spent.
  private void giveUp(String account, Waiting code, PlatformException e) {
    if (waiting.remove(account, code)) {
      var failures = new FailureSentence(wording);
      tell(
          account,
          code,
          language ->
              wording.say(language, "login.no-look", account, failures.say(language, e.failure())));
    }
  }

  private void tell(String account, Waiting code, Function<Locale, String> sentence) {
    notices.ask(
        "login:" + account + ":" + code.shown().until().toEpochMilli(),
        sentence,
        List.of(new Action.LoginCode(account)));
  }
}
