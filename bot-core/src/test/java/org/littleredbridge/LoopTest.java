package org.littleredbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoopTest {
  private final Signal signal = new Signal();
  private final BlockingQueue<Integer> steps = new LinkedBlockingQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private Loop loop(IntSupplier step, Supplier<Optional<Instant>> nextDue) {
    IntSupplier counted =
        () -> {
          steps.add(count.incrementAndGet());
          return step.getAsInt();
        };
    return new Loop("test", counted, nextDue, signal, Clock.systemUTC());
  }

  private int step() throws InterruptedException {
    var step = steps.poll(10, TimeUnit.SECONDS);
    assertThat(step).as("a step within ten seconds").isNotNull();
    return step == null ? 0 : step;
  }

  private static void end(Loop loop) throws InterruptedException {
    loop.stop();
    loop.join(Duration.ofSeconds(10));
  }

  @Test
  void givenWork_whenALoopRuns_thenStepsFollowAtOnceUntilThereIsNone() throws Exception {
    var loop = loop(() -> count.get() < 5 ? 1 : 0, Optional::empty);
    loop.start();
    for (int i = 1; i <= 5; i++) {
      assertThat(step()).isEqualTo(i);
    }
    assertThat(steps.poll(100, TimeUnit.MILLISECONDS)).as("nothing is due").isNull();

    signal.ring();
    assertThat(step()).isEqualTo(6);
    end(loop);
  }

  @Test
  void givenAStepThatThrows_whenItIsCalledAgain_thenTheLoopGoesOn() throws Exception {
    var loop =
        loop(
            () -> {
              switch (count.get()) {
                case 1 -> throw new IllegalStateException("a fault");
                case 2 -> throw new StackOverflowError();
                default -> {
                  return 0;
                }
              }
            },
            Optional::empty);
    loop.start();
    assertThat(step()).isEqualTo(1);
    signal.ring();
    assertThat(step()).isEqualTo(2);
    signal.ring();
    assertThat(step()).isEqualTo(3);
    end(loop);
  }

  @Test
  void givenAQuestionThatThrows_whenTheNextStepIsPlanned_thenTheLoopGoesOn() throws Exception {
    var loop =
        loop(
            () -> 0,
            () -> {
              throw new IllegalStateException("the store is locked");
            });
    loop.start();
    step();
    signal.ring();
    assertThat(step()).isEqualTo(2);
    end(loop);
  }

  @Test
  void givenADueTime_whenItComes_thenThereIsAStep() throws Exception {
    var due = Instant.now().plusMillis(150);
    var loop = loop(() -> 0, () -> Optional.of(due));
    loop.start();
    step();
    step();

    assertThat(Instant.now()).isAfterOrEqualTo(due.minusMillis(1));
    end(loop);
  }

  @Test
  void givenDueTimesAFewMillisecondsAhead_whenALoopRuns_thenNoneIsWaitedForLonger()
      throws Exception {
    var loop = loop(() -> 0, () -> Optional.of(Instant.now().plusMillis(3)));
    loop.start();
    var begun = System.nanoTime();
    while (step() < 30) {}

    // With pauses that double they would take half a minute.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    end(loop);
  }

  @Test
  void givenWorkThatIsDueButCannotStart_whenALoopRuns_thenItDoesNotSpin() throws Exception {
    var loop = loop(() -> 0, () -> Optional.of(Instant.EPOCH));
    loop.start();
    while (step() < 5) {}
    var begun = System.nanoTime();
    while (step() < 8) {}

    // 320, 640 and 1,280 ms by then.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
    end(loop);
  }

  @Test
  void givenAStepInHand_whenStopped_thenItEndsByItself() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var ended = new AtomicInteger();
    var loop =
        loop(
            () -> {
              begun.countDown();
              await(go);
              return ended.incrementAndGet();
            },
            Optional::empty);
    loop.start();
    await(begun);
    loop.stop();
    go.countDown();
    loop.join(Duration.ofSeconds(10));

    assertThat(ended).hasValue(1);
    assertThat(count).as("nothing new was begun").hasValue(1);
  }

  @Test
  void givenAStepThatHangs_whenJoined_thenItIsBrokenOff() throws Exception {
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var brokenOff = new CountDownLatch(1);
    var loop =
        loop(
            () -> {
              begun.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                brokenOff.countDown();
                throw new IllegalStateException(e);
              }
              return 0;
            },
            Optional::empty);
    loop.start();
    await(begun);
    loop.stop();
    loop.join(Duration.ofMillis(1));

    assertThat(brokenOff.getCount()).isZero();
    assertThat(count).hasValue(1);
  }

  @Test
  void givenALoopThatNeverStarted_whenJoined_thenThatIsTheEnd() throws Exception {
    var loop = loop(() -> 0, Optional::empty);
    end(loop);

    assertThat(steps).isEmpty();
  }

  @Test
  void givenRingsBeforeTheWait_whenAwaited_thenTheyAreHeardOnce() throws Exception {
    signal.ring();
    signal.ring();

    assertThat(signal.await(Duration.ofSeconds(10))).isTrue();
    assertThat(signal.await(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void givenManyRings_whenRungFromManyThreads_thenNoneIsMissed() throws Exception {
    Crowd.allAtOnce(
        16,
        _ -> {
          signal.ring();
          return 0;
        });

    assertThat(signal.await(Duration.ofSeconds(10))).isTrue();
    assertThat(signal.await(Duration.ofMillis(1))).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
