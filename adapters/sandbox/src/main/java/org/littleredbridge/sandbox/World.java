package org.littleredbridge.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The state of the fictional platform. It changes only by a [Change], which goes into the journal
/// first and is then applied; a restart applies them again. Thread safe: one lock around all.
final class World implements AutoCloseable {
  private static final int GENERATED_KEPT = 500;
  private static final int ANSWERS_KEPT = 200;

  /// The account the gateway is logged in with.
  static final Person ACCOUNT =
      new Person(Ids.account("the bridge's own account"), "account", "小红桥助手", "", "上海", "");

  /// A note with all that hangs on it, as it was at the time of asking.
  record Page(Note note, boolean takenDown, boolean liked, List<Comment> comments) {}

  private static final class Entry {
    private Note note;
    private boolean takenDown;
    private boolean liked;
    private final Map<String, Comment> comments = new LinkedHashMap<>();

    private Entry(Note note) {
      this.note = note;
    }

    private Page page() {
      return new Page(note, takenDown, liked, List.copyOf(comments.values()));
    }
  }

  private final Clock clock;
  private final Phrases phrases;
  private final Optional<Journal> journal;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Person> creators = new LinkedHashMap<>();
  private final Map<String, Entry> notes = new LinkedHashMap<>();
  private final List<Comment> answers = new ArrayList<>();
  private final List<Change> extras = new ArrayList<>();
  private Consumer<Change> watcher = _ -> {};
  private int generated;
  private long count;

  World(Clock clock, Phrases phrases, Optional<Journal> journal) {
    this.clock = clock;
    this.phrases = phrases;
    this.journal = journal;
    people.put(ACCOUNT.id(), ACCOUNT);
  }

  /// Takes up the journal. False when it holds nothing yet, so that the world must be founded.
  synchronized boolean remember() {
    var changes = journal.map(Journal::replay).orElse(List.of());
    changes.forEach(this::apply);
    var now = changesToHere();
    if (changes.size() > 2 * now.size()) {
      journal.ifPresent(j -> j.rewrite(now));
    }
    return !notes.isEmpty();
  }

  /// Tells one listener of every later change, inside the lock: it must be quick.
  synchronized void watch(Consumer<Change> listener) {
    watcher = listener;
  }

  /// Somebody who was there from the beginning; not journalled.
  synchronized void settle(Person person, boolean creator) {
    people.put(person.id(), person);
    if (creator) {
      creators.put(person.id(), person);
    }
  }

  synchronized Person join(String name) {
    var now = clock.instant();
    var id = Ids.at(now, count);
    var person = new Person(id, id, name, "", "", "any");
    happen(new Change.Joined(person));
    return person;
  }

  synchronized void learn(String chinese, String english) {
    happen(new Change.Phrase(chinese, english));
  }

  /// Publishes a note now; the id given in the draft is replaced.
  synchronized Note publish(Note draft) {
    return publish(draft, clock.instant());
  }

  synchronized Note publish(Note draft, Instant at) {
    var note =
        new Note(
            Ids.at(at, count),
            draft.author(),
            draft.origin(),
            draft.video(),
            draft.title(),
            draft.text(),
            draft.scene(),
            draft.pictures(),
            draft.place(),
            draft.likes(),
            at.toEpochMilli());
    happen(new Change.Published(note));
    return note;
  }

  /// Writes a comment; the ids and the root follow from the target. Empty when the note is not
  /// there, or the comment that is answered.
  synchronized Optional<Comment> comment(String note, Optional<String> target, Remark remark) {
    return comment(note, target, remark, clock.instant());
  }

  /// What somebody says, before it has an id.
  record Remark(String author, String text, String place, long likes, int line, boolean hidden) {
    static Remark by(String author, String text) {
      return new Remark(author, text, "", 0, -1, false);
    }
  }

  synchronized Optional<Comment> comment(
      String note, Optional<String> target, Remark said, Instant at) {
    var entry = Optional.ofNullable(notes.get(note)).filter(found -> !found.takenDown);
    var answered = entry.flatMap(e -> target.map(e.comments::get));
    if (entry.isEmpty() || target.isPresent() && answered.isEmpty()) {
      return Optional.empty();
    }
    var id = Ids.at(at, count);
    var comment =
        new Comment(
            id,
            note,
            answered.map(Comment::root).orElse(id),
            target.orElse(id),
            said.author(),
            said.text(),
            said.place(),
            said.likes(),
            at.toEpochMilli(),
            said.line(),
            said.hidden());
    happen(new Change.Commented(comment));
    return Optional.of(comment);
  }

  synchronized boolean edit(String note, String title, String text) {
    return happenTo(note, new Change.Edited(note, title, text));
  }

  synchronized boolean takeDown(String note) {
    return happenTo(note, new Change.TakenDown(note));
  }

  synchronized boolean like(String note, boolean liked) {
    return happenTo(note, new Change.Liked(note, liked));
  }

  synchronized Optional<Page> page(String note) {
    return Optional.ofNullable(notes.get(note)).map(Entry::page);
  }

  /// All notes that can be seen, newest first.
  synchronized List<Note> newestFirst() {
    var all =
        new ArrayList<>(
            notes.values().stream().filter(e -> !e.takenDown).map(e -> e.note).toList());
    Collections.reverse(all);
    return all;
  }

  /// Where all notes came from, those taken down included.
  synchronized Set<String> origins() {
    return notes.values().stream().map(e -> e.note.origin()).collect(Collectors.toSet());
  }

  synchronized List<Note> byAuthor(String author) {
    return newestFirst().stream().filter(note -> note.author().equals(author)).toList();
  }

  synchronized List<Person> creators() {
    return List.copyOf(creators.values());
  }

  /// Whoever has that id; somebody who closed the account when nobody has.
  synchronized Person person(String id) {
    return Optional.ofNullable(people.get(id))
        .orElseGet(() -> new Person(id, id, "用户已注销", "", "", ""));
  }

  /// What people answered to our comments, newest first.
  synchronized List<Comment> answersToAccount() {
    return answers.reversed().stream().filter(c -> visible(c.note())).toList();
  }

  /// Our comments that nobody answered yet and that others can see.
  synchronized List<Comment> unanswered() {
    return notes.values().stream()
        .flatMap(e -> e.comments.values().stream().filter(c -> waits(c, e)))
        .toList();
  }

  /// How many notes were ever generated: the next one's number.
  synchronized int generated() {
    return generated;
  }

  @Override
  public synchronized void close() {
    journal.ifPresent(Journal::close);
  }

  private boolean visible(String note) {
    return Optional.ofNullable(notes.get(note)).filter(e -> !e.takenDown).isPresent();
  }

  private static boolean waits(Comment comment, Entry entry) {
    return comment.author().equals(ACCOUNT.id())
        && !comment.hidden()
        && entry.comments.values().stream()
            .noneMatch(c -> c.target().equals(comment.id()) && c != comment);
  }

  private boolean happenTo(String note, Change change) {
    boolean there = visible(note);
    if (there) {
      happen(change);
    }
    return there;
  }

  private void happen(Change change) {
    journal.ifPresent(j -> j.append(change));
    apply(change);
    watcher.accept(change);
  }

  private void apply(Change change) {
    count++;
    switch (change) {
      case Change.Joined(var person) -> {
        settle(person, true);
        extras.add(change);
      }
      case Change.Phrase(var chinese, var english) -> {
        phrases.learn(chinese, english);
        extras.add(change);
      }
      case Change.Published(var note) -> add(note);
      case Change.Commented(var comment) -> add(comment);
      case Change.Edited(var id, var title, var text) -> {
        var entry = notes.get(id);
        if (entry != null) {
          entry.note = entry.note.edited(title, text);
        }
      }
      case Change.TakenDown(var id) -> {
        var entry = notes.get(id);
        if (entry != null) {
          entry.takenDown = true;
        }
      }
      case Change.Liked(var id, var liked) -> {
        var entry = notes.get(id);
        if (entry != null) {
          entry.liked = liked;
        }
      }
    }
  }

  private void add(Note note) {
    notes.put(note.id(), new Entry(note));
    if (note.generated()) {
      generated =
          Math.max(
              generated, Integer.parseInt(note.origin().substring(Note.TEMPLATE.length())) + 1);
      dropOldGenerated();
    }
  }

  private void add(Comment comment) {
    var entry = notes.get(comment.note());
    if (entry == null) {
      return; // the note was dropped meanwhile
    }
    entry.comments.put(comment.id(), comment);
    var answered = entry.comments.get(comment.target());
    if (answered != null
        && answered != comment
        && answered.author().equals(ACCOUNT.id())
        && !comment.author().equals(ACCOUNT.id())) {
      answers.add(comment);
      if (answers.size() > ANSWERS_KEPT) {
        answers.removeFirst();
      }
    }
  }

  private void dropOldGenerated() {
    var ids =
        notes.values().stream().map(e -> e.note).filter(Note::generated).map(Note::id).toList();
    ids.stream().limit(Math.max(0, ids.size() - GENERATED_KEPT)).forEach(notes::remove);
  }

  private List<Change> changesToHere() {
    var changes = new ArrayList<Change>(extras);
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
}
