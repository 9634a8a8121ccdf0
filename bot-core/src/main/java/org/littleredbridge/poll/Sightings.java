package org.littleredbridge.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteSight;
import org.littleredbridge.note.Notes;

/// Compares what the platform was asked for with what is known of it, and hands changes on.
/// Thread-safe.
public final class Sightings implements NoteSight {
  private final Notes notes;
  private final NoteLooks looks;
  private final NoteListener listener;
  private final LookPlan plan;
  private final Clock clock;

  public Sightings(
      Notes notes, NoteLooks looks, NoteListener listener, LookPlan plan, Clock clock) {
    this.notes = notes;
    this.looks = looks;
    this.listener = listener;
    this.plan = plan;
    this.clock = clock;
  }

  /// A card has no text and a shortened title: one that does not fit is no more than a reason to
  /// look.
  @Override
  public void listed(List<? extends Card> cards) {
    var watched = new HashSet<>(looks.watched(cards.stream().map(Card::id).toList()));
    for (var card : cards) {
      // A list may name a note twice.
      if (watched.remove(card.id())
          && notes.note(card.id()).filter(known -> !known.mayBe(card.note())).isPresent()) {
        looks.hint(card.id());
      }
    }
  }

  @Override
  public void seen(Note note) {
    // Of what was never complete, nobody can tell what has changed.
    var known = notes.note(note.id()).filter(Note::complete);
    if (known.isEmpty() || !note.complete() || isBlank(note)) {
      return;
    }
    if (!known.get().isLike(note) || notes.history(note.id()).gone().isPresent()) {
      listener.onChanged(new NoteChange.Seen(note));
    }
    looked(note.id());
  }

  @Override
  public void gone(NoteId note, String reason) {
    if (notes.note(note).isPresent() && notes.history(note).gone().isEmpty()) {
      listener.onChanged(new NoteChange.Gone(note, reason));
    }
    looked(note);
  }

  /// A page without a word or picture is the platform's way to say no rather than an edit.
  private static boolean isBlank(Note note) {
    return note.title().isBlank() && note.text().isBlank();
  }

  private void looked(NoteId note) {
    looks
        .look(note)
        .ifPresent(look -> {
          var done = plan.done(Duration.between(look.since(), clock.instant()));
          if (done > look.looks()) {
            looks.looked(note, done);
          }
        });
  }
}
