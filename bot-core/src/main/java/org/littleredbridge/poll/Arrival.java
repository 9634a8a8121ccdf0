package org.littleredbridge.poll;

import java.util.Optional;
import org.littleredbridge.note.Note;

/// A note as a poll found it.
///
/// @param isNew whether this feed has not brought it before
/// @param age its place in the list by time: 0 is the newest note on it
/// @param lost why the note cannot be shown although it was listed, such as that it was deleted
public record Arrival(Note note, boolean isNew, int age, Optional<String> lost) {
  public Arrival(Note note, boolean isNew, int age) {
    this(note, isNew, age, Optional.empty());
  }
}
