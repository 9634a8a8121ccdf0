package org.littleredbridge.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.Budget;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Insistence;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks feeds that are due for new notes and hands these on, oldest first.
///
/// What is new is told by id, never by place or time: lists begin with pinned old notes and are
/// shuffled for each account. One step at a time, from one thread.
public final class Poller {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  // The longest answer of a gateway is 10 minutes (one detail); a poll is many.
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final NotePlatform platform;
  private final FeedStates feeds;
  private final Subscriptions subscriptions;
  private final Notes notes;
  private final NoteListener listener;
  private final PollSchedule schedule;
  private final Tally tally;
  private final Clock clock;
  private final Details details;
  private final Selection selection;
  private final DayLoad load;
  // Whose poll could not be recorded.
  private Optional<Feed> left = Optional.empty();

  /// What a poller asks and tells.
  public record Ports(
      NotePlatform platform,
      Budget budget,
      FeedStates feeds,
      Subscriptions subscriptions,
      Notes notes,
      NoteListener listener) {}

  public Poller(Ports ports, PollSchedule schedule, Tally tally, Clock clock) {
    this.platform = ports.platform();
    this.feeds = ports.feeds();
    this.subscriptions = ports.subscriptions();
    this.notes = ports.notes();
    this.listener = ports.listener();
    this.schedule = schedule;
    this.tally = tally;
    this.clock = clock;
    this.details = new Details(platform, notes);
    this.selection = new Selection(feeds, listener, clock);
    this.load = new DayLoad(feeds, ports.budget(), clock);
  }

  /// Polls the feed that is most overdue.
  ///
  /// @return how many feeds were polled, 0 when none was due
  public int pollDue() {
    if (left.isPresent()) {
      feeds.failed(left.get(), clock.instant(), "the store failed");
      left = Optional.empty();
    }
    var due = feeds.claimDue(clock.instant(), 1, LEASE);
    for (var one : due) {
      // Should the store fail at the end too, the feed must not stay claimed for the whole lease.
      left = Optional.of(one.feed());
      poll(one);
      left = Optional.empty();
    }
    return due.size();
  }

  /// When the next feed is due; empty when nobody follows anything.
  public Optional<Instant> nextDue() {
    return feeds.nextDue();
  }

  private void poll(FeedState state) {
    var feed = state.feed();
    var began = clock.instant();
    tally.add(Tally.Count.POLLS);
    try {
      var late = schedule.afterGap(state, began);
      var cards = platform.latest(feed, token(feed));
      var found = handOn(feed, cards, late);
      var published = cards.stream().map(Card::publishedAt).toList();
      feeds.polled(feed, began, schedule.next(feed, published, load.now(), clock.instant()));
      if (found > 0) {
        log.atInfo().addKeyValue("feed", feed.key()).addKeyValue("new", found).log("polled");
      }
    } catch (PlatformException e) {
      failed(state, e.failure());
    } catch (LeaseLostException e) {
      // Whoever took it has this feed too.
      log.atInfo().addKeyValue("feed", feed.key()).log("poll left to another node");
    } catch (RuntimeException e) {
      // A fault of ours with one feed must not leave it claimed for the whole lease.
      log.atError().addKeyValue("feed", feed.key()).setCause(e).log("poll broke off");
      failed(
          state, new Failure.Unreachable("fault of the bridge: " + e.getClass().getSimpleName()));
    }
  }

  private void failed(FeedState state, Failure failure) {
    var feed = state.feed();
    tally.add(Tally.Count.POLL_FAILURES);
    var now = clock.instant();
    // A call that the bridge itself held back says nothing about the feed.
    var next =
        failure instanceof Failure.Held(var _, var until) && until.isPresent()
            ? later(
                schedule.afterHold(feed, load.now(), until.get()),
                schedule.afterFailure(feed, 0, now))
            : schedule.afterFailure(feed, state.failures(), now);
    // Else the feed would stay claimed for the whole lease.
    Insistence.write("look failed", () -> feeds.failed(feed, next, failure.toString()));
    log.atWarn()
        .addKeyValue("feed", feed.key())
        .addKeyValue("failure", failure)
        .addKeyValue("next", next)
        .log("poll failed");
  }

  /// @return how many notes were new
  private int handOn(Feed feed, List<? extends Card> cards, boolean late) {
    keepCreator(feed, cards);
    var oldestFirst = oldestFirst(cards);
    var unseen = feeds.unseen(feed, oldestFirst.stream().map(Card::id).toList());
    var wish = Selection.Wish.of(subscriptions.to(feed));
    var batch = new Batch(feed, listener, late, clock);
    var chosen = selection.of(feed, oldestFirst, unseen, wish);
    for (var choice : chosen.choices()) {
      // Stopping at the first note that cannot be had now keeps the order of all channels.
      batch.add(choice.detail() ? complete(choice.arrival(), batch) : choice.arrival());
    }
    batch.handOn();
    feeds.looked(feed, chosen.looks());
    tally.add(Tally.Count.NOTES_FOUND, unseen.size());
    return unseen.size();
  }

  /// Lists are newest first but for pinned notes. Ids tell the time to the second only, so that of
  /// notes of one second the list alone knows the order.
  private static List<Card> oldestFirst(List<? extends Card> cards) {
    var fromTheEnd = new LinkedHashMap<NoteId, Card>();
    cards.reversed().forEach(card -> fromTheEnd.putIfAbsent(card.id(), card));
    return fromTheEnd.values().stream().sorted(Comparator.comparing(Card::publishedAt)).toList();
  }

  private Arrival complete(Arrival card, Batch batch) {
    try {
      return details.complete(card);
    } catch (PlatformException e) {
      batch.handOn();
      throw e;
    }
  }

  private Optional<AccessToken> token(Feed feed) {
    return switch (feed) {
      case Feed.CreatorFeed(var creator) -> notes.creator(creator).flatMap(c -> c.ref().token());
      case Feed.TrendingFeed _, Feed.SearchFeed _ -> Optional.empty();
    };
  }

  /// Every card brings a fresh token of its creator; the newest one works longest.
  private void keepCreator(Feed feed, List<? extends Card> cards) {
    if (feed instanceof Feed.CreatorFeed(var id)) {
      cards.stream()
          .map(card -> creatorWithToken(card.note()))
          .filter(creator -> creator.id().equals(id))
          .findFirst()
          .ifPresent(notes::keep);
    }
  }

  private static Creator creatorWithToken(Note card) {
    var creator = card.creator();
    var token = creator.ref().token().or(() -> card.ref().token());
    return new Creator(new CreatorRef(creator.id(), token), creator.name(), creator.avatar());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /// Arrivals on their way to the listener. The first goes at once and the others together, but
  /// none waits while a slow gateway is asked for the next one, unless they are late anyway: then
  /// all of a look go together, or each would go alone and nobody could see how many there are.
  private static final class Batch {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Feed feed;
    private final NoteListener listener;
    private final boolean late;
    private final Clock clock;
    private List<Arrival> arrivals = new ArrayList<>();
    private Instant since;

    Batch(Feed feed, NoteListener listener, boolean late, Clock clock) {
      this.feed = feed;
      this.listener = listener;
      this.late = late;
      this.clock = clock;
      this.since = Instant.MIN;
    }

    void add(Arrival arrival) {
      arrivals.add(arrival.found(late));
      if (!late && Duration.between(since, clock.instant()).compareTo(WAIT) >= 0) {
        handOn();
      }
    }

    void handOn() {
      if (!arrivals.isEmpty()) {
        listener.onNotes(feed, arrivals);
        arrivals = new ArrayList<>();
      }
      since = clock.instant();
    }
  }
}
