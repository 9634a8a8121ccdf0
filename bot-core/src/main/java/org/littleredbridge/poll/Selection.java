package org.littleredbridge.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.follow.RuleSentence;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// Decides what of a look is handed on, and what of that is worth a request for its detail.
///
/// A creator's new notes all are, but not one that is much older than what is known: it was pinned
/// just now, or shown again. A list that is made for the account is mostly new at every look and
/// would use up the day, so a look brings [#LISTED_NEWS] of it at most: of the recommendations
/// those that are liked fastest, of a search the newest. What stood back may have its turn at a
/// later look if it was liked more since.
final class Selection {
  static final int LISTED_NEWS = 5;

  private static final Verdict CAPPED = new Verdict.Capped(RuleSentence.LOOK + LISTED_NEWS);
  // Drafts may wait for two weeks until they are published under the id of the day they were made.
  private static final Duration OLD = Duration.ofDays(30);

  private final FeedStates feeds;
  private final NoteListener listener;
  private final Clock clock;

  /// @param detail whether its detail is to be asked for before it is handed on
  record Choice(Arrival arrival, boolean detail) {}

  /// @param choices oldest first
  /// @param looks for [FeedStates#looked] once they are handed on: kept earlier, a look that breaks
  ///   off would take the chance from what has grown
  record Chosen(List<Choice> choices, Map<NoteId, FeedStates.Look> looks) {}

  /// What those who follow a feed want of it.
  ///
  /// @param backlog how many of the newest somebody asked for at the beginning
  /// @param news whether anybody is past the beginning
  record Wish(int backlog, boolean news) {
    static Wish of(List<Subscription> followers) {
      return new Wish(
          followers.stream()
              .filter(one -> !one.primed())
              .mapToInt(Subscription::backlog)
              .max()
              .orElse(0),
          followers.stream().anyMatch(Subscription::primed));
    }

    private boolean mayConcern(Arrival one) {
      return one.age() < backlog || (news && (one.isNew() || one.grown()));
    }
  }

  Selection(FeedStates feeds, NoteListener listener, Clock clock) {
    this.feeds = feeds;
    this.listener = listener;
    this.clock = clock;
  }

  /// @param cards of one look, oldest first
  /// @param unseen those that the feed has not brought before
  Chosen of(Feed feed, List<? extends Card> cards, Set<NoteId> unseen, Wish wish) {
    return switch (feed) {
      case Feed.CreatorFeed _ -> new Chosen(ofCreator(feed, cards, unseen, wish), Map.of());
      case Feed.TrendingFeed _, Feed.SearchFeed _ -> ofList(feed, cards, unseen, wish);
    };
  }

  private List<Choice> ofCreator(
      Feed feed, List<? extends Card> cards, Set<NoteId> unseen, Wish wish) {
    var newestKnown =
        cards.stream()
            .filter(card -> !unseen.contains(card.id()))
            .map(Card::publishedAt)
            .max(Comparator.naturalOrder());
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < cards.size(); i++) {
      var card = cards.get(i);
      var age = cards.size() - 1 - i;
      var isNew = unseen.contains(card.id());
      if (isNew || age < wish.backlog()) {
        var arrival = new Arrival(card.note(), isNew, age);
        arrivals.add(isNew ? old(card, newestKnown).map(arrival::asNews).orElse(arrival) : arrival);
      }
    }
    var wanted = wanted(feed, arrivals, wish);
    return arrivals.stream().map(one -> new Choice(one, wanted.contains(id(one)))).toList();
  }

  private static Optional<Verdict> old(Card card, Optional<Instant> newestKnown) {
    return newestKnown
        .map(newest -> Duration.between(card.publishedAt(), newest))
        .filter(older -> older.compareTo(OLD) > 0)
        .map(older -> new Verdict.Filtered(RuleSentence.OLD + older.toDays()));
  }

  private Chosen ofList(Feed feed, List<? extends Card> cards, Set<NoteId> unseen, Wish wish) {
    var now = clock.instant();
    var before = feeds.looks(feed, cards.stream().map(Card::id).toList());
    var looks = new HashMap<NoteId, FeedStates.Look>();
    var rates = new HashMap<NoteId, Double>();
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < cards.size(); i++) {
      var note = cards.get(i).note();
      var age = cards.size() - 1 - i;
      var isNew = unseen.contains(note.id());
      var then = Optional.ofNullable(before.get(note.id()));
      if (!note.likes().equals(Count.UNKNOWN) && then.filter(l -> isFresh(l, now)).isEmpty()) {
        looks.put(note.id(), new FeedStates.Look(note.likes(), now));
      }
      var rate =
          isNew
              ? Optional.of(Growth.sincePublished(note, now))
              : then.flatMap(look -> Growth.between(look, note.likes(), now));
      rates.put(note.id(), rate.orElse(0.0));
      if (!isNew && rate.orElse(0.0) > 0) {
        arrivals.add(Arrival.grown(note, age));
      } else if (isNew || age < wish.backlog()) {
        arrivals.add(new Arrival(note, isNew, age));
      }
    }
    return new Chosen(ranked(feed, arrivals, rates, wish), looks);
  }

  /// The older look stays until the difference to it tells something.
  private static boolean isFresh(FeedStates.Look look, Instant now) {
    return Duration.between(look.at(), now).compareTo(Growth.SHORTEST) < 0;
  }

  private List<Choice> ranked(
      Feed feed, List<Arrival> arrivals, Map<NoteId, Double> rates, Wish wish) {
    var wanted = wanted(feed, arrivals, wish);
    var best =
        arrivals.reversed().stream()
            .filter(one -> (one.isNew() || one.grown()) && wanted.contains(id(one)))
            .sorted(order(feed, rates))
            .limit(LISTED_NEWS)
            .map(Selection::id)
            .collect(Collectors.toSet());
    var choices = new ArrayList<Choice>();
    for (var one : arrivals) {
      var isWanted = wanted.contains(id(one));
      if (best.contains(id(one))) {
        choices.add(new Choice(one, true));
      } else if (one.isNew()) {
        // What no channel's rules let through is held back by those, not for want of room.
        choices.add(
            new Choice(
                isWanted ? one.asNews(CAPPED) : one, isWanted && one.age() < wish.backlog()));
      } else if (one.age() < wish.backlog()) {
        choices.add(new Choice(new Arrival(one.note(), false, one.age()), isWanted));
      }
    }
    return choices;
  }

  private static Comparator<Arrival> order(Feed feed, Map<NoteId, Double> rates) {
    Comparator<Arrival> newest =
        Comparator.comparing((Arrival one) -> one.note().publishedAt()).reversed();
    return switch (feed) {
      case Feed.TrendingFeed _ ->
          Comparator.comparing((Arrival one) -> rates.getOrDefault(id(one), 0.0))
              .reversed()
              .thenComparing(newest);
      case Feed.CreatorFeed _, Feed.SearchFeed _ -> newest;
    };
  }

  private Set<NoteId> wanted(Feed feed, List<Arrival> arrivals, Wish wish) {
    var cards = arrivals.stream().filter(wish::mayConcern).toList();
    return cards.isEmpty() ? Set.of() : listener.wanted(feed, cards);
  }

  private static NoteId id(Arrival arrival) {
    return arrival.note().id();
  }
}
