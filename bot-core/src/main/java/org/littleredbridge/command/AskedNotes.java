package org.littleredbridge.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Member;
import org.littleredbridge.health.Sources;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Single notes that members ask for: from the store where they are whole and fresh, else by one
/// request to RedNote. Thread-safe.
final class AskedNotes {
  private static final Logger log = LoggerFactory.getLogger(AskedNotes.class);

  /// The addresses of pictures and videos work for about a day.
  private static final Duration FRESH = Duration.ofHours(20);

  private static final Duration REFUSED = Duration.ofMinutes(10);
  private static final int REMEMBERED = 1_000;

  /// What became of it.
  sealed interface Found {
    record Here(Note note) implements Found {}

    /// RedNote shows a note only with an access token, and none is known.
    record WithoutToken() implements Found {}

    /// Members have asked for as many as is good for the account.
    record Enough() implements Found {}

    record Failed(Failure failure) implements Found {}
  }

  /// Who asks, and where.
  record Asker(ChannelId channel, Member member) {}

  private final NotePlatform platform;
  private final Sources sources;
  private final Notes notes;
  private final AskingLimits limits;
  private final Cache<NoteId, Boolean> read;
  private final Cache<NoteRef, Failure> refused;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();

  /// @param sources tell how many requests a day there are
  AskedNotes(
      NotePlatform platform, Sources sources, Notes notes, AskingLimits limits, Clock clock) {
    this.platform = platform;
    this.sources = sources;
    this.notes = notes;
    this.clock = clock;
    this.limits = limits;
    this.read = remembering(FRESH);
    this.refused = remembering(REFUSED);
  }

  private <K, V> Cache<K, V> remembering(Duration length) {
    return Caffeine.newBuilder()
        .maximumSize(REMEMBERED)
        .expireAfterWrite(length)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }

  /// Blocks while the gateway answers, for minutes at worst.
  ///
  /// @param asks called before RedNote is asked
  Found find(NoteRef ref, Asker asker, Runnable asks) {
    var stored = notes.note(ref.id());
    return stored.filter(this::isFresh).isPresent()
        ? new Found.Here(kept(stored.get(), ref))
        : ask(ref, asker, asks);
  }

  /// The token that comes with a link may be made up, so one that was seen at work stays.
  private Note kept(Note stored, NoteRef ref) {
    if (stored.ref().token().isPresent() || ref.token().isEmpty()) {
      return stored;
    }
    var note = stored.at(ref);
    notes.keep(note);
    return note;
  }

  private boolean isFresh(Note note) {
    return note.complete()
        && (note.publishedAt().isAfter(clock.instant().minus(FRESH))
            || read.getIfPresent(note.id()) != null);
  }

  /// One at a time, as the gateway works anyhow: two who ask for the same cost one request.
  private Found ask(NoteRef ref, Asker asker, Runnable asks) {
    lock();
    try {
      var stored = notes.note(ref.id());
      if (stored.filter(this::isFresh).isPresent()) {
        return new Found.Here(stored.get());
      }
      var old = stored.filter(Note::complete).<Found>map(Found.Here::new);
      var newest =
          new NoteRef(ref.id(), ref.token().or(() -> stored.flatMap(note -> note.ref().token())));
      if (newest.token().isEmpty()) {
        return old.orElseGet(Found.WithoutToken::new);
      }
      var known = refused.getIfPresent(newest);
      if (known != null) {
        return new Found.Failed(known);
      }
      if (!limits.take(asker, sources.dailyCeiling())) {
        return old.orElseGet(Found.Enough::new);
      }
      asks.run();
      return detail(newest, old);
    } finally {
      asking.unlock();
    }
  }

  /// @param old what to show where RedNote cannot be asked now
  private Found detail(NoteRef ref, Optional<Found> old) {
    try {
      var answer = platform.detail(ref, NotePlatform.Depth.FIRST_COMMENTS).note();
      var note = answer.ref().token().isPresent() ? answer : answer.at(ref);
      notes.keep(note);
      read.put(note.id(), true);
      return new Found.Here(note);
    } catch (PlatformException e) {
      log.atInfo()
          .addKeyValue("note", ref.id())
          .addKeyValue("failure", e.failure())
          .log("a note that somebody asked for could not be read");
      return switch (e.failure()) {
        case Failure.NoteGone _ -> refusedAs(ref, e.failure());
        case Failure.NoteHidden _ -> {
          limits.hidden();
          yield refusedAs(ref, e.failure());
        }
        case Failure.Captcha _,
            Failure.LoginRequired _,
            Failure.AccountWarned _,
            Failure.NetworkDistrusted _,
            Failure.RateLimited _,
            Failure.GatewayOutdated _,
            Failure.GatewayRefused _,
            Failure.Unreachable _,
            Failure.Garbled _,
            Failure.BadRequest _,
            Failure.CommentMissing _,
            Failure.CreatorMissing _,
            Failure.Held _ ->
            old.orElseGet(() -> new Found.Failed(e.failure()));
      };
    }
  }

  private Found refusedAs(NoteRef ref, Failure failure) {
    refused.put(ref, failure);
    return new Found.Failed(failure);
  }

  private void lock() {
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bridge is stopping", e);
    }
  }
}
