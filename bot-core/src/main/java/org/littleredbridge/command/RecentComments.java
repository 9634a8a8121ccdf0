package org.littleredbridge.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;

/// The comments of notes, read when somebody asks and kept for some minutes: who presses again
/// costs no request. Thread-safe.
final class RecentComments {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int NOTES = 200;

  private final NotePlatform platform;
  private final Allowance allowance;
  private final Cache<NoteId, List<Comment>> kept;
  private final ReentrantLock reading = new ReentrantLock();

  RecentComments(NotePlatform platform, Allowance allowance, Clock clock) {
    this.platform = platform;
    this.allowance = allowance;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(NOTES)
            .expireAfterWrite(FRESH)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// Blocks while the gateway answers, for minutes at worst.
  ///
  /// @return empty when members have asked often enough today
  /// @throws org.littleredbridge.note.PlatformException as the platform
  Optional<List<Comment>> of(NoteRef note) {
    var known = Optional.ofNullable(kept.getIfPresent(note.id()));
    return known.isPresent() ? known : read(note);
  }

  /// One at a time, as the gateway works anyhow: two who press at once cost one request.
  private Optional<List<Comment>> read(NoteRef note) {
    lock();
    try {
      var known = Optional.ofNullable(kept.getIfPresent(note.id()));
      if (known.isPresent() || !allowance.take()) {
        return known;
      }
      var comments = platform.detail(note, NotePlatform.Depth.FIRST_COMMENTS).comments();
      kept.put(note.id(), comments);
      return Optional.of(comments);
    } finally {
      reading.unlock();
    }
  }

  private void lock() {
    try {
      reading.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bridge is stopping", e);
    }
  }
}
