package org.littleredbridge.poll;

import java.util.Optional;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Note;

/// A note as a poll found it.
///
/// @param isNew whether this feed has not brought it before
/// @param age its place in the list by time: 0 is the newest note on it
/// @param instead what becomes of it for everybody instead of being sent: it is gone, or one too
///   many
public record Arrival(Note note, boolean isNew, int age, Optional<Verdict> instead) {
  public Arrival(Note note, boolean isNew, int age) {
    this(note, isNew, age, Optional.empty());
  }
}
