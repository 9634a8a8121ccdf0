package org.littleredbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.littleredbridge.sandbox.Script.Remark;
import org.littleredbridge.sandbox.Script.Scripted;

/// Puts the script's people into the world and, at the first start, the older part of its notes:
/// about 60 % of each creator's, spread over three days, the newest some minutes old.
final class Founding {
  private static final Duration HISTORY = Duration.ofDays(3);
  private static final Duration NEWEST = Duration.ofMinutes(4);
  private static final double OLD_SHARE = 0.6;
  private final Script script;
  private final World world;
  private final Random chance;

  Founding(Script script, World world, long seed) {
    this.script = script;
    this.world = world;
    this.chance = new Random(seed);
  }

  void settle() {
    script.actors().forEach(actor -> world.settle(person(actor), true));
    script.people().forEach(name -> world.settle(Person.named(name), false));
    Stream.concat(script.notes().stream(), script.templates().stream())
        .flatMap(note -> note.comments().stream())
        .forEach(this::settle);
  }

  void found(Instant now) {
    var old = olderNotes();
    for (int i = 0; i < old.size(); i++) {
      // Dense near the present, thin three days back.
      double way = 1 - (i + chance.nextDouble() * 0.8) / old.size();
      long millis = (long) (way * way * HISTORY.toMillis());
      var at = now.minus(NEWEST).minusMillis(millis);
      var note = world.publish(draft(old.get(i), Note.SCRIPT + old.get(i).key()), at);
      commentAll(note, old.get(i), now);
    }
  }

  /// The note as it is to be published; its id and time come with that.
  Note draft(Scripted note, String origin) {
    return new Note(
        "",
        Ids.account(note.author()),
        origin,
        note.video(),
        note.title().zh(),
        note.text().zh(),
        note.scene(),
        note.video() ? 1 : note.pictures(),
        note.place(),
        note.likes(),
        0);
  }

  /// The person behind a name in the script: a creator by key or name, or somebody else.
  Person speaker(String name) {
    return script.actors().stream()
        .filter(actor -> actor.key().equals(name) || actor.name().equals(name))
        .findFirst()
        .map(Founding::person)
        .orElseGet(() -> Person.named(name));
  }

  private List<Scripted> olderNotes() {
    var older = new ArrayList<Scripted>();
    for (var actor : script.actors()) {
      var own = script.notes().stream().filter(n -> n.author().equals(actor.key())).toList();
      older.addAll(own.subList(0, (int) Math.ceil(own.size() * OLD_SHARE)));
    }
    // A creator's notes keep the script's order; whose turn it is, is left to chance.
    var turns = new ArrayList<>(older.stream().map(Scripted::author).toList());
    Collections.shuffle(turns, chance);
    var mixed = new ArrayList<Scripted>();
    for (var author : turns) {
      var next = older.stream().filter(n -> n.author().equals(author)).findFirst().orElseThrow();
      older.remove(next);
      mixed.add(next);
    }
    return mixed;
  }

  private void commentAll(Note note, Scripted scripted, Instant now) {
    long age = now.toEpochMilli() - note.atMillis();
    var times =
        chance
            .doubles(lines(scripted).size(), 0.05, 0.95)
            .sorted()
            .mapToObj(share -> now.minusMillis((long) ((1 - share) * age)))
            .sorted(Comparator.naturalOrder())
            .toList();
    for (int line = 0; line < times.size(); line++) {
      say(note.id(), scripted, line, times.get(line));
    }
  }

  /// One remark of the script: whose, and which line heads its thread (its own when it is a root).
  record Line(Remark remark, int root) {}

  static List<Line> lines(Scripted note) {
    var lines = new ArrayList<Line>();
    for (var remark : note.comments()) {
      int root = lines.size();
      lines.add(new Line(remark, root));
      remark.replies().forEach(reply -> lines.add(new Line(reply, root)));
    }
    return lines;
  }

  /// Lets the person of that line say it, now or at that time.
  void say(String note, Scripted scripted, int number, Instant at) {
    var line = lines(scripted).get(number);
    var speaker = speaker(line.remark().by());
    Optional<String> target =
        line.root() == number
            ? Optional.empty()
            : world.page(note).stream()
                .flatMap(page -> page.comments().stream())
                .filter(comment -> comment.line() == line.root())
                .map(Comment::id)
                .findFirst();
    var said =
        new World.Remark(
            speaker.id(),
            line.remark().text().zh(),
            speaker.place(),
            line.remark().likes(),
            number,
            false);
    world.comment(note, target, said, at);
  }

  private void settle(Remark remark) {
    var speaker = speaker(remark.by());
    if (script.actors().stream()
        .noneMatch(actor -> Ids.account(actor.key()).equals(speaker.id()))) {
      world.settle(speaker, false);
    }
    remark.replies().forEach(this::settle);
  }

  private static Person person(Script.Actor actor) {
    return new Person(
        Ids.account(actor.key()),
        actor.key(),
        actor.name(),
        actor.about().zh(),
        actor.place(),
        actor.topic());
  }
}
