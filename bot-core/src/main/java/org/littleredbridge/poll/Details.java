package org.littleredbridge.poll;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a complete note of a card, with one call to the platform at most.
final class Details {
  private static final Logger log = LoggerFactory.getLogger(Details.class);

  // A note whose detail fails so often is shown as the card that we have: late and short beats
  // never.
  private static final int TRIES = 3;

  private final NotePlatform platform;
  private final Notes notes;
  private final Cache<NoteId, Integer> failures = Caffeine.newBuilder().maximumSize(1_000).build();

  Details(NotePlatform platform, Notes notes) {
    this.platform = platform;
    this.notes = notes;
  }

  /// @throws PlatformException when the note is to be tried again at the next poll
  Arrival complete(Arrival arrival) {
    var card = arrival.note();
    var known = notes.note(card.id()).filter(Note::complete);
    if (known.isPresent()) {
      return arrival.with(known.get().seenAgain(card));
    }
    if (card.complete()) {
      return arrival; // some gateways list notes whole
    }
    try {
      var note = detail(card);
      failures.invalidate(card.id());
      return arrival.with(note);
    } catch (PlatformException e) {
      return switch (e.failure()) {
        case Failure.NoteGone(var reason) -> arrival.instead(new Verdict.Filtered(reason));
        case Failure.NoteHidden _,
            Failure.Garbled _,
            Failure.BadRequest _,
            Failure.CommentMissing _,
            Failure.CreatorMissing _,
            Failure.Unreachable _ -> {
          if (failures.asMap().merge(card.id(), 1, Integer::sum) < TRIES) {
            throw e;
          }
          yield arrival;
        }
        // These are about the account or the gateway, not about this note.
        case Failure.Captcha _,
            Failure.LoginRequired _,
            Failure.AccountWarned _,
            Failure.NetworkDistrusted _,
            Failure.RateLimited _,
            Failure.GatewayOutdated _,
            Failure.GatewayRefused _,
            Failure.Held _ ->
            throw e;
      };
    }
  }

  /// A fault of ours in reading one note is worth no more tries than a note that cannot be had.
  private Note detail(Note card) {
    try {
      return platform.detail(card.ref(), NotePlatform.Depth.FIRST_COMMENTS).note();
    } catch (PlatformException | LeaseLostException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().addKeyValue("note", card.id()).setCause(e).log("detail could not be read");
      throw new PlatformException(
          new Failure.Garbled("fault of the bridge: " + e.getClass().getSimpleName()), e);
    }
  }
}
