package org.littleredbridge.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The state of the fictional platform. It changes only by a [Change], which goes into the journal
/// first and is then applied; a restart applies them again. Thread safe: one lock around all.
final class World implements AutoCloseable {

  /// The account the gateway is logged in with.
  static final Person ACCOUNT =
      new Person(Ids.account("the bridge's own account"), "account", "小红桥助手", "", "上海", "");

  /// A note with all that hangs on it, as it was at the time of asking.
  record Page(Note note, boolean takenDown, boolean liked, List<Comment> comments) {
    Optional<Comment> comment(String id) {
      return comments.stream().filter(comment -> comment.id().equals(id)).findFirst();
    }
  }

  private final Clock clock;
  private final Phrases phrases;
  private final Optional<Journal> journal;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Person> creators = new LinkedHashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Shelf shelf = new Shelf();
  private final List<Change> extras = new ArrayList<>();
  private Consumer<Change> watcher = _ -> {};
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
    return !shelf.isEmpty();
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

  /// Publishes notes in one moment: whoever looks sees all of them or none.
  synchronized List<Note> publishAll(List<Note> drafts) {
    var now = clock.instant();
    return drafts.stream().map(draft -> publish(draft, now)).toList();
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
    var page = shelf.page(note).filter(found -> !found.takenDown());
    var answered = page.flatMap(found -> target.flatMap(found::comment));
    if (page.isEmpty() || target.isPresent() && answered.isEmpty()) {
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
    return shelf.page(note);
  }

  /// All notes that can be seen, newest first.
  synchronized List<Note> newestFirst() {
    return shelf.newestFirst().stream().filter(note -> !gone.contains(note.author())).toList();
  }

  /// Where all notes came from, those taken down included.
  synchronized Set<String> origins() {
    return shelf.origins();
  }

  synchronized List<Note> byAuthor(String author) {
    return newestFirst().stream().filter(note -> note.author().equals(author)).toList();
  }

  synchronized List<Person> creators() {
    return List.copyOf(creators.values());
  }

  /// From now on somebody's page is missing, or is there again; forgotten at a restart.
  synchronized void setGone(String person, boolean missing) {
    if (missing) {
      gone.add(person);
    } else {
      gone.remove(person);
    }
  }

  synchronized boolean isGone(String person) {
    return gone.contains(person);
  }

  /// Somebody takes another name; forgotten at a restart.
  synchronized void rename(Person person, String name) {
    settle(
        new Person(person.id(), person.key(), name, person.about(), person.place(), person.topic()),
        creators.containsKey(person.id()));
  }

  /// Whoever has that id; somebody who closed the account when nobody has.
  synchronized Person person(String id) {
    return Optional.ofNullable(people.get(id))
        .orElseGet(() -> new Person(id, id, "用户已注销", "", "", ""));
  }

  /// What people answered to our comments, newest first.
  synchronized List<Comment> answersToAccount() {
    return shelf.answersToAccount();
  }

  /// Our comments that nobody answered yet and that others can see.
  synchronized List<Comment> unanswered() {
    return shelf.unanswered();
  }

  /// How many notes were ever generated: the next one's number.
  synchronized int generated() {
    return shelf.generated();
  }

  @Override
  public synchronized void close() {
    journal.ifPresent(Journal::close);
  }

  private boolean happenTo(String note, Change change) {
    boolean there = shelf.visible(note);
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
      case Change.Published(var note) -> shelf.add(note);
      case Change.Commented(var comment) -> shelf.add(comment);
      case Change.Edited(var note, var title, var text) -> shelf.edit(note, title, text);
      case Change.TakenDown(var note) -> shelf.takeDown(note);
      case Change.Liked(var note, var liked) -> shelf.like(note, liked);
    }
  }

  private List<Change> changesToHere() {
    var changes = new ArrayList<Change>(extras);
    changes.addAll(shelf.changes());
    return changes;
  }
}
