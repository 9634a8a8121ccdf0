package org.littleredbridge.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.littleredbridge.health.Sources;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;

/// What searches found when somebody asked, kept for some minutes: who asks the same again costs no
/// request. Thread-safe.
final class RecentSearches {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int SEARCHES = 100;
  private static final int FOUND = 20;

  private final Sources platform;
  private final AskingLimits limits;
  private final Cache<Feed.SearchFeed, List<Note>> kept;
  private final ReentrantLock searching = new ReentrantLock();

  RecentSearches(Sources platform, AskingLimits limits, Clock clock) {
    this.platform = platform;
    this.limits = limits;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(SEARCHES)
            .expireAfterWrite(FRESH)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// The first notes that it finds, as cards, newest first. Blocks while the gateway answers.
  ///
  /// @return empty when members have asked often enough today
  /// @throws org.littleredbridge.note.PlatformException as the platform
  Optional<List<Note>> of(Feed.SearchFeed feed, AskedNotes.Asker asker) {
    var known = Optional.ofNullable(kept.getIfPresent(feed));
    return known.isPresent() ? known : search(feed, asker);
  }

  /// One at a time, as the gateway works anyhow: two who ask the same at once cost one request.
  private Optional<List<Note>> search(Feed.SearchFeed feed, AskedNotes.Asker asker) {
    lock();
    try {
      var known = Optional.ofNullable(kept.getIfPresent(feed));
      if (known.isPresent() || !limits.take(asker, platform.dailyCeiling())) {
        return known;
      }
      List<Note> found =
          platform.latest(feed, Optional.empty()).stream().limit(FOUND).map(Card::note).toList();
      kept.put(feed, found);
      return Optional.of(found);
    } finally {
      searching.unlock();
    }
  }

  private void lock() {
    try {
      searching.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bridge is stopping", e);
    }
  }
}
