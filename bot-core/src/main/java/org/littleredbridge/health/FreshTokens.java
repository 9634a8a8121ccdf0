package org.littleredbridge.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A platform on which a note that is hidden is tried once more with a fresh token: RedNote shows a
/// note with a stale token as it shows one that it hides. Thread-safe.
///
/// The fresh token is of the creator's newest page, or of a search for the title where that cannot
/// be had: one request like all others, once an hour for a note. A comment is tried again only
/// where it surely was not posted, which is what a hidden note means.
///
/// Where fresh tokens do not help either, it is not the tokens: then none is fetched for an hour,
/// so that the guard sees the row of hidden notes for what it is.
public final class FreshTokens implements NotePlatform {
  private static final Logger log = LoggerFactory.getLogger(FreshTokens.class);
  private static final Duration ONCE_IN = Duration.ofHours(1);
  // What a list gave so lately is not stale.
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int IN_VAIN = 3;
  private static final int LONGEST_SEARCH = 100;

  private final NotePlatform inner;
  private final Notes notes;
  private final Clock clock;
  private final Cache<NoteId, Instant> refreshed;
  private final Cache<NoteId, AccessToken> listed;
  private int inVain;
  private Instant restsUntil = Instant.MIN;

  /// @param notes tell whose note it is, and keep its fresh token
  public FreshTokens(NotePlatform inner, Notes notes, Clock clock) {
    this.inner = inner;
    this.notes = notes;
    this.clock = clock;
    this.refreshed = remembering(ONCE_IN);
    this.listed = remembering(FRESH);
  }

  private <T> Cache<NoteId, T> remembering(Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(time)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .executor(Runnable::run)
        .build();
  }

  @Override
  public PlatformCapabilities capabilities() {
    return inner.capabilities();
  }

  @Override
  public void checkOpen() {
    inner.checkOpen();
  }

  @Override
  public LoginState login() {
    return inner.login();
  }

  @Override
  public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
    return seen(inner.latest(feed, token));
  }

  @Override
  public List<? extends Card> search(String words, SearchFilters filters) {
    return seen(inner.search(words, filters));
  }

  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    return fresh(note, ref -> inner.detail(ref, depth));
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return fresh(note, ref -> inner.comment(ref, text));
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return fresh(note, ref -> inner.reply(ref, to, text));
  }

  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return inner.notifications(kind, most);
  }

  @Override
  public Unread unread() {
    return inner.unread();
  }

  @Override
  public Optional<LoginCode> loginCode() {
    return inner.loginCode();
  }

  private List<? extends Card> seen(List<? extends Card> cards) {
    for (var card : cards) {
      card.ref().token().ifPresent(token -> listed.put(card.id(), token));
    }
    return cards;
  }

  private <T> T fresh(NoteRef note, Function<NoteRef, T> call) {
    try {
      return call.apply(note);
    } catch (PlatformException e) {
      if (!(e.failure() instanceof Failure.NoteHidden)) {
        throw e;
      }
      return again(call, newer(note).orElseThrow(() -> e));
    }
  }

  private <T> T again(Function<NoteRef, T> call, NoteRef newer) {
    try {
      var answer = call.apply(newer);
      helped();
      return answer;
    } catch (PlatformException e) {
      if (e.failure() instanceof Failure.NoteHidden) {
        wasInVain();
      }
      throw e;
    }
  }

  /// The note with a token that was not tried yet.
  private Optional<NoteRef> newer(NoteRef stale) {
    var id = stale.id();
    var known = Optional.ofNullable(listed.getIfPresent(id));
    if (known.isPresent()) {
      return known
          .filter(token -> !Optional.of(token).equals(stale.token()))
          .map(token -> new NoteRef(id, Optional.of(token)));
    }
    var note = notes.note(id);
    if (note.isEmpty() || rests() || refreshed.asMap().putIfAbsent(id, clock.instant()) != null) {
      return Optional.empty();
    }
    var found = listedAnew(note.get());
    log.atInfo()
        .addKeyValue("note", id)
        .addKeyValue("found", found.isPresent())
        .log("token refreshed");
    var newer = found.map(Note::ref).filter(ref -> !ref.token().equals(stale.token()));
    if (newer.isEmpty()) {
      wasInVain();
    }
    return newer;
  }

  private Optional<Note> listedAnew(Note known) {
    var found =
        list(known).stream()
            .filter(card -> card.id().equals(known.id()) && card.ref().token().isPresent())
            .map(Card::note)
            .findFirst();
    found.ifPresent(note -> {
      notes.keep(note);
      keepCreator(note);
    });
    return found;
  }

  private List<? extends Card> list(Note known) {
    var creator = known.creator().id();
    var token =
        notes
            .creator(creator)
            .flatMap(c -> c.ref().token())
            .or(() -> known.creator().ref().token());
    try {
      if (token.isPresent() && inner.capabilities().can(Ability.CREATOR_NOTES)) {
        return latest(new Feed.CreatorFeed(creator), token);
      }
      var title = known.heading().strip();
      if (title.isEmpty() || !inner.capabilities().can(Ability.SEARCH)) {
        return List.of();
      }
      var words = title.substring(0, title.offsetByCodePoints(0, searched(title)));
      return latest(new Feed.SearchFeed(words), Optional.empty());
    } catch (PlatformException e) {
      // The note stays hidden; the guard has taken notice of what is behind it.
      log.atWarn()
          .addKeyValue("note", known.id())
          .addKeyValue("failure", e.failure())
          .log("no fresh token to be had");
      return List.of();
    }
  }

  /// How many code points of a title are searched for.
  private static int searched(String title) {
    var most = title.codePointCount(0, Math.min(title.length(), LONGEST_SEARCH));
    return title.length() > LONGEST_SEARCH ? most - 1 : most;
  }

  private void keepCreator(Note note) {
    var creator = note.creator();
    if (!creator.name().isBlank()) {
      var token = creator.ref().token().or(() -> note.ref().token());
      notes.keep(
          new Creator(new CreatorRef(creator.id(), token), creator.name(), creator.avatar()));
    }
  }

  private synchronized boolean rests() {
    return clock.instant().isBefore(restsUntil);
  }

  private synchronized void helped() {
    inVain = 0;
  }

  private synchronized void wasInVain() {
    inVain++;
    if (inVain >= IN_VAIN) {
      inVain = 0;
      restsUntil = clock.instant().plus(ONCE_IN);
      log.atWarn().addKeyValue("until", restsUntil).log("fresh tokens do not help");
    }
  }
}
