package org.littleredbridge.deliver;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.NoteText;
import org.littleredbridge.follow.Rule;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;

/// What the rules of channels say to the notes that a feed brings at once. Counts along how many of
/// them each channel gets, so it is made anew for each time.
final class Sieve {
  private final Outbox outbox;
  private final Feed feed;
  private final Instant midnight;
  private final Map<ChannelId, Integer> sent = new HashMap<>();

  /// @param midnight from when the ceilings of today count
  Sieve(Outbox outbox, Feed feed, Instant midnight) {
    this.outbox = outbox;
    this.feed = feed;
    this.midnight = midnight;
  }

  /// Whether what a card tells of a note leaves it a chance: nothing surely holds it back, and the
  /// ceiling is not reached.
  boolean mayPass(NoteText card, Subscription follower) {
    return follower.filter().surelyHoldsBack(card).isEmpty() && !isFull(follower);
  }

  Verdict verdict(NoteText note, Subscription follower) {
    var filter = follower.filter();
    var sure = filter.surelyHoldsBack(note);
    if (sure.isEmpty() && !note.note().complete() && isFull(follower)) {
      // Nobody asked for its detail, which could have told more.
      return new Verdict.Capped(new Rule.PerDay(filter.perDay().orElseThrow()).code());
    }
    Optional<Verdict> held = filter.holdsBack(note, feed).map(Verdict.Filtered::new);
    return held.orElseGet(() ->
        filter.perDay().isPresent()
            ? capped(note.note().id(), follower.channel(), filter.perDay().getAsInt())
            : new Verdict.Send());
  }

  private boolean isFull(Subscription follower) {
    var most = follower.filter().perDay();
    return most.isPresent() && had(follower.channel()) >= most.getAsInt();
  }

  private int had(ChannelId channel) {
    return sent.computeIfAbsent(channel, c -> outbox.sentSince(c, feed, midnight));
  }

  private Verdict capped(NoteId note, ChannelId channel, int most) {
    var had = had(channel);
    if (wasSent(channel, note)) {
      // By another feed: nothing comes of it that would have to be counted.
      return new Verdict.Send();
    }
    if (had >= most) {
      return new Verdict.Capped(new Rule.PerDay(most).code());
    }
    sent.put(channel, had + 1);
    return new Verdict.Send();
  }

  private boolean wasSent(ChannelId channel, NoteId note) {
    return outbox
        .fate(channel, note)
        .filter(fate -> fate.verdict() instanceof Verdict.Send)
        .isPresent();
  }
}
