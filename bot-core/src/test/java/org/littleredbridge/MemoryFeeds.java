package org.littleredbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.FeedState;
import org.littleredbridge.poll.FeedStates;

/// [FeedStates] and [Subscriptions] in memory: who follows decides what is due.
final class MemoryFeeds implements FeedStates, Subscriptions {
  private final Object lock;
  private final Map<Feed, FeedState> states = new HashMap<>();
  private final Map<Feed, Map<NoteId, Look>> looks = new HashMap<>();
  // In the order in which they came.
  private final Map<Feed, SequencedSet<NoteId>> seen = new HashMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  MemoryFeeds(Object lock) {
    this.lock = lock;
  }

  @Override
  public boolean add(ChannelId channel, Feed feed, int backlog, Filter filter, Instant now) {
    synchronized (lock) {
      if (of(channel).stream().anyMatch(one -> one.feed().equals(feed))) {
        return false;
      }
      var state = states.get(feed);
      var primed = backlog == 0 && to(feed).stream().anyMatch(Subscription::primed);
      subscriptions.add(new Subscription(channel, feed, now, backlog, primed, filter));
      if (state == null) {
        states.put(feed, new FeedState(feed, now, Optional.empty(), 0, Optional.empty()));
      } else if (!primed) {
        states.put(feed, due(state, now));
      }
      return true;
    }
  }

  @Override
  public boolean remove(ChannelId channel, Feed feed) {
    synchronized (lock) {
      return subscriptions.removeIf(
          one -> one.channel().equals(channel) && one.feed().equals(feed));
    }
  }

  @Override
  public boolean filter(ChannelId channel, Feed feed, Filter filter) {
    synchronized (lock) {
      var follows = of(channel).stream().anyMatch(one -> one.feed().equals(feed));
      subscriptions.replaceAll(one ->
          one.channel().equals(channel) && one.feed().equals(feed)
              ? new Subscription(channel, feed, one.since(), one.backlog(), one.primed(), filter)
              : one);
      return follows;
    }
  }

  @Override
  public List<Subscription> of(ChannelId channel) {
    synchronized (lock) {
      return subscriptions.stream().filter(one -> one.channel().equals(channel)).toList();
    }
  }

  @Override
  public List<Subscription> to(Feed feed) {
    synchronized (lock) {
      return subscriptions.stream().filter(one -> one.feed().equals(feed)).toList();
    }
  }

  /// Gives all subscriptions of a channel to another; the caller holds the lock.
  void move(ChannelId from, ChannelId to) {
    of(to).forEach(one -> remove(from, one.feed()));
    subscriptions.replaceAll(one ->
        one.channel().equals(from)
            ? new Subscription(
                to, one.feed(), one.since(), one.backlog(), one.primed(), one.filter())
            : one);
  }

  @Override
  public List<FeedState> claimDue(Instant now, int limit, Duration lease) {
    synchronized (lock) {
      var claimed =
          wanted().stream()
              .filter(state -> !state.dueAt().isAfter(now))
              .sorted(Comparator.comparing(FeedState::dueAt))
              .limit(limit)
              .toList();
      claimed.forEach(state -> states.put(state.feed(), due(state, now.plus(lease))));
      return claimed;
    }
  }

  @Override
  public Optional<FeedState> state(Feed feed) {
    synchronized (lock) {
      return Optional.ofNullable(states.get(feed));
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return wanted().stream().map(FeedState::dueAt).min(Comparator.naturalOrder());
    }
  }

  @Override
  public Set<NoteId> unseen(Feed feed, Collection<NoteId> ids) {
    synchronized (lock) {
      var unseen = new LinkedHashSet<>(ids);
      unseen.removeAll(seen.getOrDefault(feed, new LinkedHashSet<>()));
      return unseen;
    }
  }

  @Override
  public List<NoteId> newest(Feed feed, int limit) {
    synchronized (lock) {
      return seen.getOrDefault(feed, new LinkedHashSet<>()).reversed().stream()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Map<NoteId, Look> looks(Feed feed, Collection<NoteId> ids) {
    synchronized (lock) {
      var known = new HashMap<>(looks.getOrDefault(feed, Map.of()));
      known.keySet().retainAll(ids);
      return known;
    }
  }

  @Override
  public void looked(Feed feed, Map<NoteId, Look> seen) {
    synchronized (lock) {
      looks.computeIfAbsent(feed, _ -> new HashMap<>()).putAll(seen);
    }
  }

  @Override
  public void polled(Feed feed, Instant began, Instant next) {
    synchronized (lock) {
      states.put(feed, new FeedState(feed, next, Optional.of(began), 0, Optional.empty()));
      subscriptions.replaceAll(one ->
          one.feed().equals(feed) && one.since().isBefore(began)
              ? new Subscription(
                  one.channel(), feed, one.since(), one.backlog(), true, one.filter())
              : one);
    }
  }

  @Override
  public void failed(Feed feed, Instant next, String reason) {
    synchronized (lock) {
      states.computeIfPresent(
          feed,
          (_, old) ->
              new FeedState(feed, next, old.polledAt(), old.failures() + 1, Optional.of(reason)));
    }
  }

  void brought(Feed feed, NoteId note) {
    synchronized (lock) {
      seen.computeIfAbsent(feed, _ -> new LinkedHashSet<>()).add(note);
    }
  }

  @Override
  public Followed followed() {
    synchronized (lock) {
      var feeds = subscriptions.stream().map(Subscription::feed).distinct().toList();
      return new Followed(
          count(feeds, Feed.CreatorFeed.class),
          count(feeds, Feed.TrendingFeed.class),
          count(feeds, Feed.SearchFeed.class));
    }
  }

  private static int count(List<Feed> feeds, Class<? extends Feed> kind) {
    return (int) feeds.stream().filter(kind::isInstance).count();
  }

  private List<FeedState> wanted() {
    return subscriptions.stream().map(Subscription::feed).distinct().map(states::get).toList();
  }

  private static FeedState due(FeedState state, Instant at) {
    return new FeedState(state.feed(), at, state.polledAt(), state.failures(), state.lastFailure());
  }
}
