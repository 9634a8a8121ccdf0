package org.littleredbridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats the step of one stage on a virtual thread: at once while there is work, else when the
/// next is due or the signal rings.
final class Loop {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  // Work that is due already but cannot start must not spin: the pause doubles up to a second.
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final int DOUBLINGS = 6;
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final String name;
  private final IntSupplier step;
  private final Supplier<Optional<Instant>> nextDue;
  private final Signal signal;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean stopping;
  private int idle;

  Loop(
      String name,
      IntSupplier step,
      Supplier<Optional<Instant>> nextDue,
      Signal signal,
      Clock clock) {
    this.name = name;
    this.step = step;
    this.nextDue = nextDue;
    this.signal = signal;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("loop-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Ends after the step in hand.
  void stop() {
    stopping = true;
    signal.ring();
  }

  /// Waits for the end; a step that takes longer than `longest` is interrupted.
  void join(Duration longest) throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    if (!thread.join(longest)) {
      log.atInfo().addKeyValue("loop", name).log("step broken off");
      thread.interrupt();
      if (!thread.join(Duration.ofSeconds(5))) {
        log.atWarn().addKeyValue("loop", name).log("step does not end");
      }
    }
  }

  private void run() {
    while (!stopping) {
      try {
        if (step.getAsInt() > 0) {
          idle = 0;
        } else if (signal.await(pause())) {
          idle = 0;
        }
      } catch (InterruptedException e) {
        // Only stop() interrupts; the condition of the loop ends it.
        continue;
      } catch (RuntimeException | Error e) {
        // An error too: a loop that is silently dead is the worst of all.
        faulty(e);
      }
    }
  }

  private Duration pause() {
    var pause = nextDue.get().map(due -> Duration.between(clock.instant(), due)).orElse(LONGEST);
    if (!pause.isPositive()) {
      return SHORTEST.multipliedBy(1L << Math.min(idle++, DOUBLINGS));
    }
    // What is due soon is not late for it: a channel's pace is counted in such small times.
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /// The store is locked or full, or we have a fault: say so, and go on, since waiting may help.
  private void faulty(Throwable e) {
    if (stopping) {
      return;
    }
    log.atError().addKeyValue("loop", name).setCause(e).log("step failed");
    try {
      signal.await(AFTER_FAULT);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
