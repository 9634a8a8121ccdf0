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
import org.littleredbridge.follow.Rule;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.Arrival;
import org.littleredbridge.poll.NoteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides for every channel that follows a feed what becomes of a note, and stores notes, verdicts
/// and deliveries in one transaction. The day of a ceiling begins at midnight of the clock's zone.
public final class Dispatcher implements NoteListener {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

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

  @Override
  public Set<NoteId> wanted(Feed feed, List<Arrival> cards) {
    var followers = subscriptions.to(feed);
    var sieve = new Sieve(outbox, feed, midnight());
    return cards.stream()
        .filter(card -> isWanted(card, followers, sieve))
        .map(card -> card.note().id())
        .collect(Collectors.toSet());
  }

  private boolean isWanted(Arrival card, List<Subscription> followers, Sieve sieve) {
    var text = text(card, followers);
    return followers.stream()
        .filter(follower -> !follower.primed() || card.asNews().isEmpty())
        .filter(follower -> text.isEmpty() || sieve.mayPass(text.get(), follower))
        .anyMatch(follower -> comes(card, follower));
  }

  @Override
  public void onChanged(NoteChange change) {
    var channels = outbox.change(change, clock.instant());
    log.atInfo()
        .addKeyValue("note", change.id())
        .addKeyValue("gone", change instanceof NoteChange.Gone)
        .addKeyValue("channels", channels)
        .log("note changed");
    if (channels > 0) {
      wake.run();
    }
  }

  private Instant midnight() {
    var zone = clock.getZone();
    return LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
  }

  /// Read once for all, and only where somebody has rules.
  private static Optional<NoteText> text(Arrival arrival, List<Subscription> followers) {
    return followers.stream().allMatch(follower -> follower.filter().isEmpty())
        ? Optional.empty()
        : Optional.of(NoteText.of(arrival.note()));
  }

  private Map<ChannelId, Verdict> verdicts(
      Arrival arrival, List<Subscription> followers, Sieve sieve) {
    var verdicts = new HashMap<ChannelId, Verdict>();
    var text = text(arrival, followers);
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
  private Optional<Verdict> verdict(
      Arrival arrival, Subscription follower, Optional<NoteText> text, Sieve sieve) {
    if (!comes(arrival, follower)) {
      return follower.primed() ? Optional.empty() : Optional.of(new Verdict.Primed());
    }
    return arrival
        .instead()
        .or(() -> follower.primed() ? arrival.asNews() : Optional.empty())
        .or(() -> text.map(words -> sieve.verdict(words, follower)))
        .or(() -> Optional.of(new Verdict.Send()));
  }

  private boolean comes(Arrival arrival, Subscription follower) {
    if (!follower.primed()) {
      return arrival.age() < follower.backlog();
    }
    return arrival.isNew() || (arrival.grown() && stoodBack(arrival, follower.channel()));
  }

  /// Whether the channel went without a note for a reason that ends when it is liked more.
  private boolean stoodBack(Arrival arrival, ChannelId channel) {
    return outbox
        .fate(channel, arrival.note().id())
        .map(fate ->
            switch (fate.verdict()) {
              case Verdict.Capped _ -> true;
              case Verdict.Filtered(var rule) -> Rule.isOfLikes(rule);
              case Verdict.Send _, Verdict.Primed _ -> false;
            })
        .orElse(false);
  }
}
