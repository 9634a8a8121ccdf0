package org.littleredbridge.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Insistence;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for answers to the comments that members wrote, and brings them home.
public final class AnswerWatcher {
  private static final Logger log = LoggerFactory.getLogger(AnswerWatcher.class);
  private static final Duration LEASE = Duration.ofMinutes(20);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

  private final NotePlatform platform;
  private final Notes notes;
  private final ReplyLedger ledger;
  private final Outbox outbox;
  private final RelaySettings settings;
  private final OwnComment own;
  private final Tally tally;
  private final Clock clock;
  private final Runnable wake;

  public AnswerWatcher(RelayPorts ports, RelaySettings settings, OwnComment own) {
    this.platform = ports.platform();
    this.notes = ports.notes();
    this.ledger = ports.ledger();
    this.outbox = ports.outbox();
    this.settings = settings;
    this.own = own;
    this.tally = ports.tally();
    this.clock = ports.clock();
    this.wake = ports.wake();
  }

  /// Looks under the note of one comment that is due.
  ///
  /// @return how many comments were looked after
  public int lookDue() {
    var due = ledger.claimLooks(clock.instant(), 1, LEASE);
    due.forEach(this::look);
    return due.size();
  }

  private void look(RelayedReply reply) {
    var now = clock.instant();
    var posted = reply.postingAt().orElse(reply.acceptedAt());
    var note = notes.note(reply.note());
    if (note.isEmpty()) {
      ledger.looked(reply.id(), Optional.empty(), Optional.empty());
      return;
    }
    try {
      var detail = platform.detail(note.get().ref(), NotePlatform.Depth.ALL_COMMENTS);
      var ours = own.find(reply, detail);
      ours.ifPresent(comment -> bringHome(reply, comment, detail, now));
      ledger.looked(reply.id(), ours.map(Comment::id), settings.nextLook(posted, now));
    } catch (PlatformException e) {
      log.atWarn()
          .addKeyValue("reply", reply.id())
          .addKeyValue("failure", e.failure())
          .log("could not look for answers");
      ledger.looked(reply.id(), Optional.empty(), again(e.failure(), posted, now));
    } catch (LeaseLostException e) {
      log.atInfo().addKeyValue("reply", reply.id()).log("look left to another node");
    } catch (RuntimeException e) {
      log.atError().addKeyValue("reply", reply.id()).setCause(e).log("look for answers broke off");
      Insistence.write(
          "look for answers",
          () -> ledger.looked(reply.id(), Optional.empty(), settings.nextLook(posted, now)));
    }
  }

  /// The schedule goes on after a failure; a call that was held back is worth making up for.
  private Optional<Instant> again(Failure failure, Instant posted, Instant now) {
    if (failure instanceof Failure.NoteGone) {
      return Optional.empty();
    }
    if (failure instanceof Failure.Held(var _, var until)) {
      return Optional.of(until.orElse(now.plus(TRY_AGAIN)));
    }
    return settings.nextLook(posted, now);
  }

  private void bringHome(RelayedReply reply, Comment ours, NoteDetail detail, Instant now) {
    for (var answer : answers(ours, detail.comments())) {
      var key = "answer:" + reply.message().channel() + ":" + answer.id();
      if (outbox.addAnswer(answer, reply.message(), key, now)) {
        tally.add(Tally.Count.ANSWERS_FOUND);
        log.atInfo()
            .addKeyValue("reply", reply.id())
            .addKeyValue("comment", answer.id())
            .log("answer found");
        wake.run();
      }
    }
  }

  /// What others wrote in our thread after us. The platform's threads are flat and gateways do not
  /// tell whom a reply answers, so it counts for the last of our comments before it.
  private List<Comment> answers(Comment ours, List<Comment> comments) {
    var root = ours.parent().orElse(ours.id());
    var later =
        comments.stream()
            .filter(c -> c.parent().equals(Optional.of(root)) && !c.id().equals(ours.id()))
            .filter(c -> !c.writtenAt().isBefore(ours.writtenAt()))
            .toList();
    var nextOfOurs =
        later.stream()
            .filter(c -> !own.isForeign(c, ledger))
            .map(Comment::writtenAt)
            // Two of ours in the same second are one place: whoever is looked after first is told.
            .filter(at -> at.isAfter(ours.writtenAt()))
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    return later.stream()
        .filter(c -> own.isForeign(c, ledger))
        .filter(c -> c.writtenAt().isBefore(nextOfOurs))
        .toList();
  }
}
