package org.littleredbridge.deliver;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.NoteText;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.poll.Arrival;
import org.littleredbridge.poll.NoteListener;

/// Decides for every channel that follows a feed what becomes of a note, and stores notes, verdicts
/// and deliveries in one transaction. The day of a ceiling begins at midnight of the clock's zone.
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
    var sieve = new Sieve(outbox, feed, midnight());
    var routed =
        arrivals.stream()
            .map(
                a -> new Outbox.Routed(a.note(), verdicts(a, followers, sieve), late(a, followers)))
            .toList();
    if (outbox.accept(feed, routed, clock.instant()) > 0) {
      wake.run();
    }
  }

  private Instant midnight() {
    var zone = clock.getZone();
    return LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
  }

  private static Map<ChannelId, Verdict> verdicts(
      Arrival arrival, List<Subscription> followers, Sieve sieve) {
    var verdicts = new HashMap<ChannelId, Verdict>();
    // Read once for all, and only where somebody has rules.
    var text =
        followers.stream().allMatch(follower -> follower.filter().isEmpty())
            ? Optional.<NoteText>empty()
            : Optional.of(NoteText.of(arrival.note()));
    for (var follower : followers) {
      verdict(arrival, follower, text, sieve).ifPresent(v -> verdicts.put(follower.channel(), v));
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
  private static Optional<Verdict> verdict(
      Arrival arrival, Subscription follower, Optional<NoteText> text, Sieve sieve) {
    var wanted = follower.primed() ? arrival.isNew() : arrival.age() < follower.backlog();
    if (!wanted) {
      return follower.primed() ? Optional.empty() : Optional.of(new Verdict.Primed());
    }
    return arrival
        .instead()
        .or(() -> text.map(words -> sieve.verdict(words, follower)))
        .or(() -> Optional.of(new Verdict.Send()));
  }
}
