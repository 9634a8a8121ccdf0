package org.littleredbridge;

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
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;

/// [Notes] in memory.
final class MemoryNotes implements Notes {
  private final Object lock;
  private final Map<NoteId, Note> notes = new HashMap<>();
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
