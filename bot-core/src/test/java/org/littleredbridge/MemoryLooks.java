package org.littleredbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.NoteLooks;

/// [NoteLooks] in memory.
final class MemoryLooks implements NoteLooks {
  private final Object lock;
  private final Map<NoteId, Look> looks = new HashMap<>();
  private Predicate<NoteId> shown = _ -> false;

  MemoryLooks(Object lock) {
    this.lock = lock;
  }

  /// @param shown whether a channel has a message for it
  void shownWhen(Predicate<NoteId> shown) {
    this.shown = shown;
  }

  /// A channel is to get the note; the caller holds the lock.
  void watch(NoteId note, Instant now) {
    looks.put(note, new Look(note, now, 0, false, false));
  }

  @Override
  public List<Look> due(List<Duration> ages, Instant since, Instant now, int limit) {
    synchronized (lock) {
      return looks.values().stream()
          .filter(look -> look.since().isAfter(since))
          .filter(look -> at(look, ages, now).filter(due -> !due.isAfter(now)).isPresent())
          .sorted(Comparator.comparing(Look::since).thenComparing(l -> l.note().value()).reversed())
          .limit(limit)
          .map(this::withShown)
          .toList();
    }
  }

  @Override
  public Optional<Instant> nextDue(List<Duration> ages, Instant since, Instant now) {
    synchronized (lock) {
      return looks.values().stream()
          .filter(look -> look.since().isAfter(since))
          .flatMap(look -> at(look, ages, now).stream())
          .min(Comparator.naturalOrder());
    }
  }

  private static Optional<Instant> at(Look look, List<Duration> ages, Instant now) {
    if (look.hinted()) {
      return Optional.of(now);
    }
    return look.looks() < ages.size()
        ? Optional.of(look.since().plus(ages.get(look.looks())))
        : Optional.empty();
  }

  private Look withShown(Look look) {
    return new Look(
        look.note(), look.since(), look.looks(), look.hinted(), shown.test(look.note()));
  }

  @Override
  public Optional<Look> look(NoteId note) {
    synchronized (lock) {
      return Optional.ofNullable(looks.get(note)).map(this::withShown);
    }
  }

  @Override
  public List<NoteId> watched(Collection<NoteId> notes) {
    synchronized (lock) {
      return notes.stream().filter(looks::containsKey).distinct().toList();
    }
  }

  @Override
  public void hint(NoteId note) {
    synchronized (lock) {
      looks.computeIfPresent(
          note, (_, look) -> new Look(note, look.since(), look.looks(), true, false));
    }
  }

  @Override
  public void looked(NoteId note, int done) {
    synchronized (lock) {
      looks.computeIfPresent(
          note,
          (_, look) -> new Look(note, look.since(), Math.max(done, look.looks()), false, false));
    }
  }

  @Override
  public void done(NoteId note) {
    synchronized (lock) {
      looks.remove(note);
    }
  }
}
