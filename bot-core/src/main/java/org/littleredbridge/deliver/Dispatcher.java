package org.littleredbridge.deliver;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.poll.Arrival;
import org.littleredbridge.poll.NoteListener;

/// Decides for every channel that follows a feed what becomes of a note, and stores notes, verdicts
/// and deliveries in one transaction.
public final class Dispatcher implements NoteListener {
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final Runnable wake;
  private final Clock clock;

  /// @param wake called when there is something to deliver
  public Dispatcher(Subscriptions subscriptions, Outbox outbox, Runnable wake, Clock clock) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.wake = wake;
    this.clock = clock;
  }

  @Override
  public void onNotes(Feed feed, List<Arrival> arrivals) {
    var followers = subscriptions.to(feed);
    var routed =
        arrivals.stream()
            .map(a -> new Outbox.Routed(a.note(), verdicts(a, followers), late(a, followers)))
            .toList();
    if (outbox.accept(feed, routed, clock.instant()) > 0) {
      wake.run();
    }
  }

  private static Map<ChannelId, Verdict> verdicts(Arrival arrival, List<Subscription> followers) {
    var verdicts = new HashMap<ChannelId, Verdict>();
    for (var follower : followers) {
      verdict(arrival, follower).ifPresent(v -> verdicts.put(follower.channel(), v));
    }
    return verdicts;
  }

  /// What somebody asked for is not late, however old it is.
  private static Set<ChannelId> late(Arrival arrival, List<Subscription> followers) {
    return followers.stream()
        .filter(follower -> arrival.late() && follower.primed())
        .map(Subscription::channel)
        .collect(Collectors.toSet());
  }

  /// Empty: this note was dealt with for this channel at an earlier poll.
  private static Optional<Verdict> verdict(Arrival arrival, Subscription follower) {
    var wanted = follower.primed() ? arrival.isNew() : arrival.age() < follower.backlog();
    if (!wanted) {
      return follower.primed() ? Optional.empty() : Optional.of(new Verdict.Primed());
    }
    return Optional.of(arrival.instead().orElseGet(Verdict.Send::new));
  }
}
