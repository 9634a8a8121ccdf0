package org.littleredbridge.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.NoteId;

/// Leaves notes that somebody asked for in the outbox. A channel gets such a note also when it had
/// it before. Thread-safe.
final class AskedCards {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;

  private final Outbox outbox;
  private final Runnable wake;
  private final Clock clock;
  private final Cache<Place, Boolean> lately;

  private record Place(ChannelId channel, NoteId note) {}

  AskedCards(Outbox outbox, Runnable wake, Clock clock) {
    this.outbox = outbox;
    this.wake = wake;
    this.clock = clock;
    this.lately =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LATELY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// @param about the message that asked for it, where there is one
  /// @param key what was shown under it is never shown again
  void show(ChannelId channel, NoteId note, Optional<MessageRef> about, String key) {
    var replyTo = about.filter(message -> message.channel().equals(channel));
    outbox.add(channel, new Cargo.NoteCargo(note, replyTo), key, clock.instant());
    asked(channel, note);
    wake.run();
  }

  /// Somebody asked for it there and was answered, if only that it cannot be had.
  void asked(ChannelId channel, NoteId note) {
    lately.put(new Place(channel, note), true);
  }

  /// Whether the channel was sent this note, or was asked for it, within some minutes.
  boolean isThere(ChannelId channel, NoteId note) {
    return lately.getIfPresent(new Place(channel, note)) != null
        || outbox
            .fate(channel, note)
            .filter(fate -> fate.verdict() instanceof Verdict.Send)
            .map(Outbox.Fate::decidedAt)
            .filter(since()::isBefore)
            .isPresent();
  }

  private Instant since() {
    return clock.instant().minus(LATELY);
  }
}
