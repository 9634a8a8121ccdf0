package org.littleredbridge.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.littleredbridge.health.AccountLedger;
import org.littleredbridge.health.Budget;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks again at notes that people were shown not long ago, to find out what was edited or taken
/// down. What a look brings is seen by the [org.littleredbridge.note.NoteSight] of the platform.
///
/// Looks take what polling and comments leave: a tenth of the day's ceiling at most, and nothing as
/// long as the account has spent more of it than of the day. One at a time, newest notes first. One
/// step at a time, from one thread.
public final class Rechecker {
  private static final Logger log = LoggerFactory.getLogger(Rechecker.class);

  /// Under what the ledger counts looks; no account is called so.
  static final String LEDGER = "looks-again";

  private static final int SHARE = 10;
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Ports ports;
  private final LookPlan plan;
  private final DayPlan day;
  private final Clock clock;
  private Instant rests = Instant.MIN;

  /// What a rechecker asks and tells.
  public record Ports(
      NotePlatform platform, Budget budget, AccountLedger ledger, NoteLooks looks, Notes notes) {}

  public Rechecker(Ports ports, LookPlan plan, DayPlan day, Clock clock) {
    this.ports = ports;
    this.plan = plan;
    this.day = day;
    this.clock = clock;
  }

  /// Looks at the newest note that is due.
  ///
  /// @return how many notes are dealt with, 0 when none is due or may be looked at now
  public int recheckDue() {
    var now = clock.instant();
    if (now.isBefore(rests) || day.after(now, Duration.ZERO).isAfter(now)) {
      return 0;
    }
    var due = ports.looks().due(plan.ages(), plan.oldest(now), now, 1);
    if (due.isEmpty()) {
      return 0;
    }
    var look = due.getFirst();
    var note = ports.notes().note(look.note()).filter(Note::complete);
    if (!look.shown() || note.isEmpty()) {
      looked(look);
      return 1;
    }
    if (!mayAsk(now)) {
      return 0;
    }
    return look(look, note.get()) ? 1 : 0;
  }

  /// When the next note is due and may be looked at; empty when there is none.
  public Optional<Instant> nextDue() {
    var now = clock.instant();
    return ports
        .looks()
        .nextDue(plan.ages(), plan.oldest(now), now)
        .map(due -> due.isBefore(rests) ? rests : due)
        .map(due -> day.after(due, Duration.ZERO));
  }

  private boolean mayAsk(Instant now) {
    var ceiling = ports.budget().ceiling();
    if (ports.budget().left() < Math.max(1, day.share(now) * ceiling)) {
      rests = now.plus(LATER);
      return false;
    }
    var today = LocalDate.ofInstant(now, day.zone());
    if (!ports.ledger().spend(LEDGER, today, ceiling / SHARE)) {
      rests = day.midnight(now);
      return false;
    }
    rests = now.plus(plan.apart());
    return true;
  }

  /// @return whether it counts
  private boolean look(NoteLooks.Look look, Note note) {
    try {
      ports.platform().detail(note.ref(), NotePlatform.Depth.FIRST_COMMENTS);
      looked(look);
      return true;
    } catch (PlatformException e) {
      return failed(look, e.failure());
    } catch (LeaseLostException e) {
      log.atInfo().addKeyValue("note", look.note()).log("look left to another node");
      return false;
    } catch (RuntimeException e) {
      // A fault of ours with one note must not stand before all others.
      log.atError().addKeyValue("note", look.note()).setCause(e).log("look broke off");
      looked(look);
      return true;
    }
  }

  private boolean failed(NoteLooks.Look look, Failure failure) {
    log.atDebug().addKeyValue("note", look.note()).addKeyValue("failure", failure).log("no look");
    return switch (failure) {
      // That it is gone was seen; the others prove nothing, and there will be another look.
      case Failure.NoteGone _,
          Failure.NoteHidden _,
          Failure.Garbled _,
          Failure.BadRequest _,
          Failure.CommentMissing _,
          Failure.CreatorMissing _,
          Failure.Unreachable _ -> {
        looked(look);
        yield true;
      }
      case Failure.Held(_, var until) -> rest(until);
      // These are about the account or the gateway, not about this note.
      case Failure.Captcha _,
          Failure.LoginRequired _,
          Failure.AccountWarned _,
          Failure.NetworkDistrusted _,
          Failure.RateLimited _,
          Failure.GatewayOutdated _,
          Failure.GatewayRefused _ ->
          rest(Optional.empty());
    };
  }

  private boolean rest(Optional<Instant> until) {
    var now = clock.instant();
    rests = until.filter(now.plus(LATER)::isBefore).orElse(now.plus(LATER));
    return false;
  }

  /// Another of the planned looks is done, and all that the note's age has passed: also where a
  /// list goes on to show it otherwise, each hint costs one of them.
  private void looked(NoteLooks.Look look) {
    var passed = plan.done(Duration.between(look.since(), clock.instant()));
    var done = Math.max(look.looks() + 1, passed);
    if (done >= plan.ages().size()) {
      ports.looks().done(look.note());
    } else {
      ports.looks().looked(look.note(), done);
    }
  }
}
