package org.littleredbridge.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.sandbox.Script.Scripted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens by itself: new notes, remarks under them, answers to our comments. All on one
/// thread, in the order of their time.
final class Life implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Life.class);
  private static final double CREATOR_ANSWERS = 0.65;
  private static final double SECOND_ANSWERS = 0.25;
  private final World world;
  private final Script script;
  private final Templates templates;
  private final Founding founding;
  private final SandboxConfig config;
  private final Clock clock;
  private final Random chance;
  private final DelayQueue<Plan> plans = new DelayQueue<>();
  private final List<Scripted> unpublished;
  private final Thread thread;
  private int answered;
  private volatile boolean ended;

  Life(World world, Script script, Founding founding, SandboxConfig config, Clock clock) {
    this.world = world;
    this.script = script;
    this.templates = new Templates(script);
    this.founding = founding;
    this.config = config;
    this.clock = clock;
    this.chance = new Random(config.seed() + 1);
    this.unpublished = unpublished();
    this.thread = Thread.ofVirtual().name("sandbox-life").unstarted(this::live);
  }

  void start() {
    world.watch(this::notice);
    world.unanswered().forEach(this::planAnswer);
    world.newestFirst().forEach(this::planRemarks);
    plan(nextNote(), this::publish);
    thread.start();
  }

  /// Ends it and waits until its thread is gone.
  @Override
  public void close() {
    // No interrupt: that would close the journal under a write. An empty plan wakes the thread;
    // it must find the end decided already.
    ended = true;
    plans.add(new Plan(System.nanoTime(), () -> {}));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    try {
      while (!ended) {
        plans.take().act().run();
      }
    } catch (InterruptedException e) {
      log.atDebug().log("the sandbox's life was interrupted");
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .log("the sandbox's people went silent: restart it, and see whether its disk is full");
    }
  }

  // Called inside the world's lock: plans only.
  private void notice(Change change) {
    if (change instanceof Change.Commented(var comment)
        && comment.author().equals(World.ACCOUNT.id())
        && !comment.hidden()) {
      planAnswer(comment);
    }
  }

  private void publish() {
    plan(nextNote(), this::publish);
    if (!unpublished.isEmpty()) {
      var next = unpublished.removeFirst();
      planRemarks(world.publish(founding.draft(next, Note.SCRIPT + next.key())));
    } else if (!templates.none()) {
      int number = world.generated();
      planRemarks(world.publish(founding.draft(templates.fill(number), Note.TEMPLATE + number)));
    }
  }

  // Also after a restart: only those lines that were not said yet.
  private void planRemarks(Note note) {
    var scripted = scripted(note.origin());
    if (scripted.isEmpty()) {
      return;
    }
    long said =
        world.page(note.id()).stream()
            .flatMap(page -> page.comments().stream())
            .filter(comment -> comment.line() >= 0)
            .count();
    var wait = Duration.ZERO;
    for (int line = (int) said; line < Founding.lines(scripted.get()).size(); line++) {
      int number = line;
      wait = wait.plus(nextNote());
      plan(wait, () -> founding.say(note.id(), scripted.get(), number, clock.instant()));
    }
  }

  private Optional<Scripted> scripted(String origin) {
    if (origin.startsWith(Note.TEMPLATE) && !templates.none()) {
      return Optional.of(templates.fill(Long.parseLong(origin.substring(Note.TEMPLATE.length()))));
    }
    return script.notes().stream()
        .filter(note -> origin.equals(Note.SCRIPT + note.key()))
        .findFirst();
  }

  private void planAnswer(Comment comment) {
    plan(between(config.answerMin(), config.answerMax()), () -> answer(comment, true));
  }

  private void answer(Comment comment, boolean first) {
    var page = world.page(comment.note());
    if (page.isEmpty()) {
      return;
    }
    var creator = world.person(page.get().note().author());
    var speaker =
        first && (chance.nextDouble() < CREATOR_ANSWERS || script.people().isEmpty())
            ? creator
            : somebody();
    var suitable = script.answersFor(creator.topic());
    if (suitable.isEmpty()) {
      return;
    }
    var text = suitable.get(answered++ % suitable.size()).text().zh();
    world.comment(
        comment.note(),
        Optional.of(comment.id()),
        new World.Remark(speaker.id(), text, speaker.place(), 0, -1, false));
    if (first && !script.people().isEmpty() && chance.nextDouble() < SECOND_ANSWERS) {
      plan(between(config.answerMin(), config.answerMax()), () -> answer(comment, false));
    }
  }

  private Person somebody() {
    return Person.named(script.people().get(chance.nextInt(script.people().size())));
  }

  private List<Scripted> unpublished() {
    var published = world.origins();
    var rest = new ArrayList<>(script.notes());
    rest.removeIf(note -> published.contains(Note.SCRIPT + note.key()));
    Collections.shuffle(rest, chance);
    return rest;
  }

  private Duration nextNote() {
    return between(config.newNoteMin(), config.newNoteMax());
  }

  // The one place where two threads may ask for chance; Random allows it.
  private Duration between(Duration min, Duration max) {
    long millis = max.minus(min).toMillis();
    return min.plusMillis(millis == 0 ? 0 : chance.nextLong(millis + 1));
  }

  private void plan(Duration wait, Runnable act) {
    plans.add(new Plan(System.nanoTime() + wait.toNanos(), act));
  }

  private record Plan(long dueNanos, Runnable act) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Plan plan
          ? Long.compare(dueNanos - plan.dueNanos, 0)
          : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
