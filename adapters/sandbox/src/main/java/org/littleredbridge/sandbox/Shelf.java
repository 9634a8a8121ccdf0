package org.littleredbridge.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The notes with their comments, in the order they were published. Of the generated ones only the
/// last 500 are kept. Not thread safe: the world uses it under its lock.
final class Shelf {
  private static final int GENERATED_KEPT = 500;
  private static final int ANSWERS_KEPT = 200;

  private static final class Entry {
    private Note note;
    private boolean takenDown;
    private boolean liked;
    private final Map<String, Comment> comments = new LinkedHashMap<>();

    private Entry(Note note) {
      this.note = note;
    }

    private World.Page page() {
      return new World.Page(note, takenDown, liked, List.copyOf(comments.values()));
    }
  }

  private final Map<String, Entry> notes = new LinkedHashMap<>();
  private final List<Comment> answers = new ArrayList<>();
  private int generated;

  boolean isEmpty() {
    return notes.isEmpty();
  }

  void add(Note note) {
    notes.put(note.id(), new Entry(note));
    if (note.generated()) {
      int number = Integer.parseInt(note.origin().substring(Note.TEMPLATE.length()));
      generated = Math.max(generated, number + 1);
      dropOldGenerated();
    }
  }

  void add(Comment comment) {
    var entry = notes.get(comment.note());
    if (entry == null) {
      return; // the note was dropped meanwhile
    }
    var answered = Optional.ofNullable(entry.comments.get(comment.target()));
    entry.comments.put(comment.id(), comment);
    if (answered.filter(Shelf::ours).isPresent() && !ours(comment)) {
      answers.add(comment);
      if (answers.size() > ANSWERS_KEPT) {
        answers.removeFirst();
      }
    }
  }

  void edit(String note, String title, String text) {
    with(note, entry -> entry.note = entry.note.edited(title, text));
  }

  void takeDown(String note) {
    with(note, entry -> entry.takenDown = true);
  }

  void like(String note, boolean liked) {
    with(note, entry -> entry.liked = liked);
  }

  boolean visible(String note) {
    return Optional.ofNullable(notes.get(note)).filter(entry -> !entry.takenDown).isPresent();
  }

  Optional<World.Page> page(String note) {
    return Optional.ofNullable(notes.get(note)).map(Entry::page);
  }

  List<Note> newestFirst() {
    var all =
        new ArrayList<>(
            notes.values().stream().filter(e -> !e.takenDown).map(e -> e.note).toList());
    Collections.reverse(all);
    return all;
  }

  Set<String> origins() {
    return notes.values().stream().map(e -> e.note.origin()).collect(Collectors.toSet());
  }

  List<Comment> answersToAccount() {
    return answers.reversed().stream().filter(c -> visible(c.note())).toList();
  }

  List<Comment> unanswered() {
    return notes.values().stream()
        .flatMap(entry -> entry.comments.values().stream().filter(c -> waits(c, entry)))
        .toList();
  }

  int generated() {
    return generated;
  }

  /// The changes that lead from nothing to here.
  List<Change> changes() {
    var changes = new ArrayList<Change>();
    for (var entry : notes.values()) {
      changes.add(new Change.Published(entry.note));
      entry.comments.values().forEach(c -> changes.add(new Change.Commented(c)));
      if (entry.takenDown) {
        changes.add(new Change.TakenDown(entry.note.id()));
      }
      if (entry.liked) {
        changes.add(new Change.Liked(entry.note.id(), true));
      }
    }
    return changes;
  }

  // A note that is gone cannot change; that is no fault when old changes are read again.
  private void with(String note, Consumer<Entry> change) {
    Optional.ofNullable(notes.get(note)).ifPresent(change);
  }

  private void dropOldGenerated() {
    var ids =
        notes.values().stream().map(e -> e.note).filter(Note::generated).map(Note::id).toList();
    ids.stream().limit(Math.max(0, ids.size() - GENERATED_KEPT)).forEach(notes::remove);
  }

  private static boolean waits(Comment comment, Entry entry) {
    return ours(comment)
        && !comment.hidden()
        && entry.comments.values().stream()
            .noneMatch(c -> c.target().equals(comment.id()) && c != comment);
  }

  private static boolean ours(Comment comment) {
    return comment.author().equals(World.ACCOUNT.id());
  }
}
