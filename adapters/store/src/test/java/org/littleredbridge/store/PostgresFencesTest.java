package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.Leases;

final class PostgresFencesTest extends FencesContract {
  private static final Duty TELEGRAM = new Duty.Connection("telegram:7", Optional.of("telegram"));
  private static final Leases.Node EAST = new Leases.Node("east", "1");
  private static final Leases.Node WEST = new Leases.Node("west", "2");

  @Override
  StoreConfig config() {
    return PostgresServer.emptyStore();
  }

  @Test
  void givenANodeFrozenWithinATransaction_whenItsLeaseEnds_thenAnotherTakesItAllTheSame()
      throws Exception {
    var leases = store().leases(Duration.ofMillis(100));
    var lease = leases.take(EAST, TELEGRAM).orElseThrow();
    waits(ChannelId.of("telegram", "-7"), "n1");
    var frozen = new CountDownLatch(1);
    var wakes = new CountDownLatch(1);
    var transaction =
        CompletableFuture.runAsync(() ->
            store()
                .database()
                .run(handle -> {
                  UnderLease.holds(store().database(), handle, lease);
                  handle.execute("update lanes set turn = turn + 1");
                  frozen.countDown();
                  awaits(wakes);
                  handle.execute("update lanes set turn = turn + 1");
                }));
    assertThat(frozen.await(20, TimeUnit.SECONDS)).isTrue();

    var taken = new AtomicReference<Optional<Lease>>(Optional.empty());
    Eventually.holds(() -> taken.updateAndGet(_ -> take(leases)).isPresent());
    assertThat(taken.get().orElseThrow().fence()).isGreaterThan(lease.fence());
    wakes.countDown();
    transaction.get(20, TimeUnit.SECONDS);
    long turn =
        store()
            .database()
            .read(handle -> handle.createQuery("select turn from lanes").mapTo(Long.class).one());
    assertThat(turn).as("done once more, as a whole, when it woke").isEqualTo(2);
  }

  /// Waiting for a row that a frozen node has may fail a few times.
  private static Optional<Lease> take(Leases leases) {
    try {
      return leases.take(WEST, TELEGRAM);
    } catch (StoreException _) {
      return Optional.empty();
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
