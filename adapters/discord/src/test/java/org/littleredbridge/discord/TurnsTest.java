package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;

/// Turns in a time that the test moves.
final class TurnsTest {
  private static final Duration APART = Duration.ofMillis(5_500);

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");
  private final Instant noon = clock.instant();
  private final Bell bell = new Bell(clock);
  private final Turns turns = new Turns(bell, APART);

  @Test
  void givenOneAtATime_whenManyShardsBegin_thenTheyAreKeptApart() {
    for (int shard = 0; shard < 20; shard++) {
      assertThat(turns.next(shard)).isEqualTo(noon.plus(APART.multipliedBy(shard)));
    }
  }

  @Test
  void givenAConcurrency_whenManyShardsBegin_thenThoseOfOneKeyAreKeptApart() {
    turns.concurrency(16);
    for (int shard = 0; shard < 40; shard++) {
      assertThat(turns.next(shard)).isEqualTo(noon.plus(APART.multipliedBy(shard / 16)));
    }
  }

  @Test
  void givenAConcurrencyThatFalls_whenMoreBegin_thenTheyWaitForAllThatBeganBefore() {
    turns.concurrency(4);
    for (int shard = 0; shard < 8; shard++) {
      turns.next(shard);
    }
    turns.concurrency(-3);

    assertThat(turns.next(8)).isEqualTo(noon.plus(APART.multipliedBy(2)));
    assertThat(turns.next(9)).isEqualTo(noon.plus(APART.multipliedBy(3)));
  }

  @Test
  void givenAShardThatBegan_whenItBeginsAgainLater_thenOnlyWhatIsLeftIsWaited() {
    turns.next(0);
    clock.advance(Duration.ofSeconds(5));
    assertThat(turns.next(0)).isEqualTo(noon.plus(APART));
    clock.advance(Duration.ofHours(1));
    assertThat(turns.next(0)).isEqualTo(clock.instant());
  }

  @Test
  void givenAShardThatWaits_whenItsTurnComes_thenItGoesOnAndNotBefore() throws Exception {
    turns.of(0, () -> false).requestQuota();
    var went = new CountDownLatch(1);
    var waiting = waiting(1, new AtomicBoolean(), went);
    clock.advance(APART.minusMillis(1));
    bell.ring();
    Town.await(() -> waiting.getState() == Thread.State.TIMED_WAITING, "it waits on");
    assertThat(went.getCount()).isOne();

    clock.advance(Duration.ofMillis(1));
    bell.ring();

    waiting.join();
    assertThat(went.getCount()).isZero();
  }

  @Test
  void givenAShardThatWaits_whenItIsNotWantedAnyMore_thenItGoesOnAtOnce() throws Exception {
    turns.of(0, () -> false).requestQuota();
    var closed = new AtomicBoolean();
    var waiting = waiting(1, closed, new CountDownLatch(1));
    closed.set(true);
    bell.ring();

    waiting.join();
    assertThat(clock.instant()).isEqualTo(noon);
  }

  private Thread waiting(int shard, AtomicBoolean closed, CountDownLatch went) {
    var turn = turns.of(shard, closed::get);
    var thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                turn.requestQuota();
                went.countDown();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    Town.await(() -> thread.getState() == Thread.State.TIMED_WAITING, "it waits");
    return thread;
  }
}
