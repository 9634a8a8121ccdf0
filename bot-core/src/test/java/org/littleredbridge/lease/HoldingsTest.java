package org.littleredbridge.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.lease.Holding.Moment;
import org.littleredbridge.lease.Holding.Watch;

final class HoldingsTest {
  private static final Duration LENGTH = Duration.ofMillis(900);

  private final Unsteady store = new Unsteady(new MemoryStore().leases(LENGTH));
  private final List<Bench> open = new ArrayList<>();

  /// Leases that can be out of reach.
  private static final class Unsteady implements Leases {
    private final Leases inner;
    volatile boolean away;

    Unsteady(Leases inner) {
      this.inner = inner;
    }

    private Leases reached() {
      if (away) {
        throw new IllegalStateException("no way to the store");
      }
      return inner;
    }

    @Override
    public Duration length() {
      return inner.length();
    }

    @Override
    public Picture renew(Node node, Set<String> names, Set<Lease> held) {
      return reached().renew(node, names, held);
    }

    @Override
    public Optional<Lease> take(Node node, Duty duty) {
      return reached().take(node, duty);
    }

    @Override
    public void giveBack(Lease lease) {
      reached().giveBack(lease);
    }

    @Override
    public void leave(Node node) {
      reached().leave(node);
    }
  }

  /// A node with work that only says that it goes on.
  private static final class Bench {
    final Holdings holdings;
    final Map<String, Holding> working = new ConcurrentHashMap<>();
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean slow;

    Bench(Leases leases, String id, List<String> names) {
      holdings =
          new Holdings(
              leases,
              new Leases.Node(id, "process of " + id),
              () ->
                  names.stream()
                      .<Duty>map(name -> new Duty.Connection(name, Optional.empty()))
                      .toList());
    }

    Bench start() {
      holdings.start((duty, holding) -> {
        working.put(duty.lease(), holding);
        return () -> {
          if (slow) {
            await(mayEnd);
          }
          working.remove(duty.lease());
        };
      });
      return this;
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Bench node(String id, String... names) {
    var bench = new Bench(store, id, List.of(names)).start();
    open.add(bench);
    return bench;
  }

  @AfterEach
  void close() {
    store.away = false;
    open.forEach(bench -> bench.mayEnd.countDown());
    open.forEach(bench -> bench.holdings.close());
  }

  private static void await(BooleanSupplier condition, String what) {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void givenOneNode_whenStarted_thenItTakesEverythingAndGivesItBackAtTheEnd() {
    var east = node("east", "a", "b", "c");
    await(() -> east.working.size() == 3, "all is begun");
    assertThat(east.holdings.held()).containsExactly("a", "b", "c");
    assertThat(east.holdings.lease("a").orElseThrow().fence()).isPositive();
    assertThat(east.holdings.lease("d")).isEmpty();

    east.holdings.close();
    assertThat(east.working).isEmpty();
    assertThat(east.holdings.held()).isEmpty();
    var other = new Leases.Node("other", "1");
    assertThat(store.take(other, new Duty.Connection("a", Optional.empty()))).isPresent();
  }

  @Test
  void givenThreeNodesOneAfterTheOther_whenTheyJoin_thenEachGetsItsShare() {
    var names = new String[] {"a", "b", "c"};
    var nodes = Stream.of("east", "south", "west").map(id -> node(id, names)).toList();

    await(() -> nodes.stream().allMatch(node -> node.working.size() == 1), "each does one thing");
    assertThat(nodes.stream().flatMap(node -> node.working.keySet().stream()))
        .containsExactlyInAnyOrder(names);
  }

  @Test
  void givenANodeThatJoins_whenTheOtherIsStillAtWork_thenNothingIsDoneTwice() {
    var east = node("east", "a", "b");
    await(() -> east.working.size() == 2, "all is begun");
    east.slow = true;
    var west = node("west", "a", "b");
    await(
        () ->
            east.working.values().stream().anyMatch(one -> !one.isBelieved())
                || east.holdings.living().contains("west"),
        "the other is seen");
    assertThat(west.working).isEmpty();
    assertThat(east.working).hasSize(2);

    east.mayEnd.countDown();
    await(() -> west.working.size() == 1 && east.working.size() == 1, "one was handed over");
    assertThat(west.working.keySet()).doesNotContainAnyElementsOf(east.working.keySet());
  }

  @Test
  void givenNodesThatCanDoDifferentThings_whenSpread_thenNothingWandersToWhereItCannotBeDone() {
    var east = node("east", "a", "b", "c");
    await(() -> east.working.size() == 3, "all is begun");
    var fences = IntStream.range(0, 3).mapToObj(i -> "abc".charAt(i) + "").toList();
    var before = fences.stream().map(name -> east.holdings.lease(name)).toList();
    var west = node("west", "d");
    await(() -> west.working.size() == 1, "it does what it can");
    await(() -> east.holdings.living().size() == 2, "they know each other");

    assertThat(fences.stream().map(name -> east.holdings.lease(name))).isEqualTo(before);
  }

  @Test
  void givenAGuest_whenNobodyElseHasTheLease_thenItGetsItAndNodesGiveItNothing() {
    var duty = new Duty.Connection("a", Optional.empty());
    var guest = Holdings.ofGuest(store, new Leases.Node("guest", "1"), () -> List.of(duty));
    var begun = new CountDownLatch(1);
    guest.start((_, _) -> {
      begun.countDown();
      return () -> {};
    });
    Bench.await(begun);
    var east = node("east", "a", "b");
    await(() -> east.working.size() == 1, "it takes the other one");
    assertThat(guest.held()).containsExactly("a");

    guest.close();
    await(() -> east.working.size() == 2, "it takes what the guest left");
    var late = Holdings.ofGuest(store, new Leases.Node("late", "1"), () -> List.of(duty));
    late.start((_, _) -> () -> {});
    await(() -> late.holder("a").isPresent(), "it looks around");
    await(() -> east.holdings.living().contains("late"), "it is seen");
    assertThat(late.holder("a")).contains("east");
    late.close();
    assertThat(east.working).hasSize(2);
  }

  @Test
  void givenTooMuchOnOneNode_whenItGivesAway_thenTheGatewayStays() {
    var nodes =
        Map.of("east", Set.of("gateway:g", "chat:1"), "west", Set.of("gateway:g", "chat:1"));
    var holders = Map.of("gateway:g", "east", "chat:1", "east");
    var share = new Share(new Leases.Picture(Set.of(), holders, nodes, Optional.empty()), "east");

    assertThat(share.fair()).isOne();
    assertThat(share.surplus(List.of("gateway:g", "chat:1"))).contains("chat:1");
    assertThat(share.surplus(List.of("gateway:g"))).isEmpty();
  }

  @Test
  void givenAStoreOutOfReach_whenTheLeaseWouldEnd_thenAllStopsAndGoesOnAfterwards() {
    var east = node("east", "a", "b");
    await(() -> east.working.size() == 2, "all is begun");
    var before = requireNonNull(east.working.get("a"));
    store.away = true;
    await(() -> !before.isBelieved(), "it is not believed any more");
    await(east.working::isEmpty, "the work has ended");
    assertThat(east.holdings.held()).isEmpty();

    store.away = false;
    await(() -> east.working.size() == 2, "it goes on");
    assertThat(before.isBelieved()).isFalse();
    assertThat(east.holdings.lease("a").orElseThrow().fence())
        .isGreaterThan(before.lease().fence());
  }

  @Test
  void givenADeadNode_whenItsLeasesEnd_thenAnotherTakesThem() {
    var dead = new Leases.Node("dead", "1");
    store.renew(dead, Set.of("a"), Set.of());
    var old = store.take(dead, new Duty.Connection("a", Optional.empty())).orElseThrow();
    var east = node("east", "a");

    await(() -> east.working.size() == 1, "it is taken over");
    assertThat(east.holdings.lease("a").orElseThrow().fence()).isGreaterThan(old.fence());
  }

  @Test
  void givenANodeThatLives_whenAnotherHasItsId_thenTheSecondRefusesWithASentence() {
    var east = node("east", "a");
    await(() -> east.working.size() == 1, "it is begun");
    var twin = new Holdings(store, new Leases.Node("east", "another process"), List::of);

    assertThatThrownBy(() -> twin.start((_, _) -> () -> {}))
        .isInstanceOf(NodeTakenException.class)
        .hasMessageContaining("node.id");
    twin.close();
    assertThat(east.holdings.held()).containsExactly("a");
  }

  @Test
  void givenANodeThatDiedAMomentAgo_whenItStartsAgain_thenItWaitsAndWorks() {
    store.renew(new Leases.Node("east", "killed"), Set.of("a"), Set.of());
    var east = node("east", "a");

    await(() -> east.working.size() == 1, "it works");
  }

  @Test
  void givenAHolding_whenEitherClockPassesItsEnd_thenItIsNotBelieved() {
    var nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    var wall = SettableClock.at("2026-03-01T12:00:00Z");
    var watch = new Watch(nanos::get, wall);
    var holding = held(watch);
    assertThat(holding.isBelieved()).isTrue();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
    assertThat(holding.isBelieved()).as("over the end of the counter").isTrue();
    nanos.incrementAndGet();
    assertThat(holding.isBelieved()).as("the process was frozen").isFalse();
    holding.renewed(watch.now(), Duration.ofSeconds(2));
    assertThat(holding.isBelieved()).as("what was left to others is theirs").isFalse();

    var second = held(watch);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    second.renewed(watch.now(), Duration.ofSeconds(2));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(second.isBelieved()).isTrue();
    wall.advance(Duration.ofDays(-1));
    assertThat(second.isBelieved()).as("the clock was set back").isTrue();
    wall.advance(Duration.ofDays(1).plusSeconds(2));
    assertThat(second.isBelieved()).as("the machine was asleep").isFalse();

    var third = held(watch);
    third.lost();
    third.renewed(new Moment(nanos.get(), wall.millis()), Duration.ofSeconds(2));
    assertThat(third.isBelieved()).as("lost for good").isFalse();
  }

  private static Holding held(Watch watch) {
    return new Holding(new Lease("a", 1), watch, watch.now(), Duration.ofSeconds(2));
  }

  @Test
  void givenWorkThatCannotBegin_whenItFails_thenTheOthersAreStillLookedAfter() {
    var failing =
        new Holdings(
            store,
            new Leases.Node("east", "1"),
            () ->
                List.of(
                    new Duty.Connection("bad", Optional.empty()),
                    new Duty.Connection("good", Optional.empty())));
    var begun = new CountDownLatch(1);
    failing.start((duty, _) -> {
      if (duty.lease().equals("bad")) {
        throw new IllegalArgumentException("a setting is wrong");
      }
      begun.countDown();
      return () -> {};
    });
    Bench.await(begun);
    await(() -> failing.held().contains("good"), "the good one goes on");
    failing.close();
  }
}
