package org.littleredbridge.poll;

import java.util.Optional;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Note;

/// A note as a poll found it.
///
/// @param isNew whether this feed has not brought it before
/// @param grown whether this feed has brought it before, and it is liked more by now: a channel
///   that went without it only because of a ceiling or of too few likes may get it after all
/// @param age its place in the list by time: 0 is the newest note on it
/// @param late whether the look that found it came long after it should, as after the bridge was
///   down: people were cut off, and much may come at once
/// @param instead what becomes of it for everybody instead of being sent: it is gone
/// @param asNews what becomes of it, instead of being sent, where it would come as news and not
///   because somebody asked for the newest notes: it is one too many, or old
public record Arrival(
    Note note,
    boolean isNew,
    boolean grown,
    int age,
    boolean late,
    Optional<Verdict> instead,
    Optional<Verdict> asNews) {
  public Arrival {
    if (isNew && grown) {
      throw new IllegalArgumentException("what is new has not grown since an earlier look");
    }
  }

  public Arrival(Note note, boolean isNew, int age) {
    this(note, isNew, false, age, false, Optional.empty(), Optional.empty());
  }

  public Arrival(Note note, boolean isNew, int age, Optional<Verdict> instead) {
    this(note, isNew, false, age, false, instead, Optional.empty());
  }

  /// One that the feed has brought before and that is liked more by now.
  public static Arrival grown(Note note, int age) {
    return new Arrival(note, false, true, age, false, Optional.empty(), Optional.empty());
  }

  Arrival with(Note fuller) {
    return new Arrival(fuller, isNew, grown, age, late, instead, asNews);
  }

  Arrival found(boolean later) {
    return new Arrival(note, isNew, grown, age, later, instead, asNews);
  }

  Arrival instead(Verdict verdict) {
    return new Arrival(note, isNew, grown, age, late, Optional.of(verdict), asNews);
  }

  Arrival asNews(Verdict verdict) {
    return new Arrival(note, isNew, grown, age, late, instead, Optional.of(verdict));
  }
}
