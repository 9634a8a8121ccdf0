package org.littleredbridge;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;

/// [Notes] in memory.
final class MemoryNotes implements Notes {
  private final Object lock;
  private final Map<NoteId, Note> notes = new HashMap<>();
  private final Map<NoteId, NoteHistory> histories = new HashMap<>();
  // The last one kept is the last one here.
  private final Map<CreatorId, Creator> creators = new LinkedHashMap<>();
  private final Map<CommentId, Comment> comments = new HashMap<>();

  MemoryNotes(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<Note> note(NoteId id) {
    synchronized (lock) {
      return Optional.ofNullable(notes.get(id));
    }
  }

  @Override
  public NoteHistory history(NoteId id) {
    synchronized (lock) {
      return histories.getOrDefault(id, NoteHistory.UNCHANGED);
    }
  }

  /// Stores what is new about a note; the caller holds the lock.
  ///
  /// @return whether anything was
  boolean change(NoteChange change, Instant now) {
    var known = Optional.ofNullable(notes.get(change.id()));
    var before = history(change.id());
    var after =
        switch (change) {
          case NoteChange.Gone(_, var reason) ->
              known
                  .filter(_ -> before.gone().isEmpty())
                  .map(_ -> Optional.of(new NoteHistory.Gone(reason, now)))
                  .map(gone -> revised(before, before.editedAt(), gone));
          case NoteChange.Seen(var note) -> {
            var edited = known.filter(Note::complete).filter(old -> !old.isLike(note)).isPresent();
            yield known
                .filter(Note::complete)
                .filter(_ -> edited || before.gone().isPresent())
                .map(_ -> edited ? Optional.of(now) : before.editedAt())
                .map(editedAt -> revised(before, editedAt, Optional.empty()));
          }
        };
    if (after.isPresent() && change instanceof NoteChange.Seen(var note)) {
      keep(note);
    }
    after.ifPresent(history -> histories.put(change.id(), history));
    return after.isPresent();
  }

  private static NoteHistory revised(
      NoteHistory before, Optional<Instant> editedAt, Optional<NoteHistory.Gone> gone) {
    return new NoteHistory(before.revision() + 1, editedAt, gone);
  }

  @Override
  public Optional<Creator> creator(CreatorId id) {
    synchronized (lock) {
      return Optional.ofNullable(creators.get(id));
    }
  }

  @Override
  public List<Creator> creatorsNamed(String name) {
    synchronized (lock) {
      return List.copyOf(creators.values()).reversed().stream()
          .filter(creator -> creator.name().equals(name))
          .toList();
    }
  }

  @Override
  public Optional<Comment> comment(CommentId id) {
    synchronized (lock) {
      return Optional.ofNullable(comments.get(id));
    }
  }

  @Override
  public void keep(Note note) {
    synchronized (lock) {
      notes.merge(note.id(), note, MemoryNotes::newest);
      keep(note.creator());
    }
  }

  @Override
  public void keep(Creator creator) {
    synchronized (lock) {
      var known = Optional.ofNullable(creators.remove(creator.id()));
      creators.put(creator.id(), known.map(old -> newest(old, creator)).orElse(creator));
    }
  }

  void keep(Comment comment) {
    synchronized (lock) {
      comments.put(comment.id(), comment);
      keep(comment.author());
    }
  }

  private static Note newest(Note old, Note fresh) {
    var ref = new NoteRef(fresh.id(), fresh.ref().token().or(() -> old.ref().token()));
    var base = old.complete() && !fresh.complete() ? old : fresh;
    return new Note(
        ref,
        base.creator(),
        base.title(),
        base.text(),
        base.tags(),
        base.content(),
        fresh.likes(),
        base.publishedAt(),
        base.complete());
  }

  private static Creator newest(Creator old, Creator fresh) {
    return new Creator(
        new CreatorRef(fresh.id(), fresh.ref().token().or(() -> old.ref().token())),
        fresh.name().isEmpty() ? old.name() : fresh.name(),
        fresh.avatar().or(old::avatar));
  }
}
