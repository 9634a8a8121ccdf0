package org.littleredbridge.poll;

import java.util.Optional;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Note;

/// A note as a poll found it.
///
/// @param isNew whether this feed has not brought it before
/// @param age its place in the list by time: 0 is the newest note on it
/// @param late whether the look that found it came long after it should, as after the bridge was
///   down: people were cut off, and much may come at once
/// @param instead what becomes of it for everybody instead of being sent: it is gone, or one too
///   many
public record Arrival(Note note, boolean isNew, int age, boolean late, Optional<Verdict> instead) {
  public Arrival(Note note, boolean isNew, int age) {
    this(note, isNew, age, Optional.empty());
  }

  public Arrival(Note note, boolean isNew, int age, Optional<Verdict> instead) {
    this(note, isNew, age, false, instead);
  }

  Arrival found(boolean later) {
    return new Arrival(note, isNew, age, later, instead);
  }
}
