package org.littleredbridge.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.StoreContract;
import org.littleredbridge.lease.Leases.Node;

/// What all [Leases] keep to.
public abstract class LeasesContract extends StoreContract {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Node EAST = new Node("east", "1");
  private static final Node WEST = new Node("west", "2");
  private static final Duty GATE = new Duty.Gateway("gate");
  private static final Duty LINE = new Duty.Connection("chat:7:0", Optional.of("chat"));
  private static final Set<String> BOTH = Set.of(GATE.lease(), LINE.lease());

  private static void await(BooleanSupplier condition, String what) {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void join(Leases leases, Node... nodes) {
    for (var node : nodes) {
      leases.renew(node, BOTH, Set.of());
    }
  }

  @Test
  void givenAFreeLease_whenTwoTakeIt_thenOneHasIt() {
    var leases = ports().leases(LONG);
    join(leases, EAST, WEST);
    var taken = leases.take(EAST, GATE).orElseThrow();

    assertThat(taken.name()).isEqualTo("gateway:gate");
    assertThat(leases.take(WEST, GATE)).isEmpty();
    assertThat(leases.take(EAST, GATE).orElseThrow().fence())
        .as("its holder, who failed to give it back")
        .isGreaterThan(taken.fence());
    var picture = leases.renew(WEST, BOTH, Set.of());
    assertThat(picture.holders()).isEqualTo(Map.of("gateway:gate", "east"));
    assertThat(picture.nodes()).isEqualTo(Map.of("east", BOTH, "west", BOTH));
    assertThat(picture.renewed()).isEmpty();
    assertThat(picture.nextEnd().orElseThrow())
        .isBetween(Duration.ofMinutes(8), LONG.plusSeconds(1));
  }

  @Test
  void givenALeaseThatIsGivenBack_whenAnotherTakesIt_thenItsFenceHasGrownAndTheFirstIsLate() {
    var leases = ports().leases(LONG);
    join(leases, EAST, WEST);
    var first = leases.take(EAST, LINE).orElseThrow();
    leases.giveBack(first);
    var second = leases.take(WEST, LINE).orElseThrow();

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(leases.renew(EAST, BOTH, Set.of(first)).renewed()).isEmpty();
    leases.giveBack(first);
    assertThat(leases.renew(WEST, BOTH, Set.of(second)).renewed()).containsExactly(second);
  }

  @Test
  void givenALease_whenNobodyRenewsIt_thenItEndsAndIsTakenWithAHigherFence() {
    var leases = ports().leases(SHORT);
    join(leases, EAST, WEST);
    var first = leases.take(EAST, GATE).orElseThrow();
    await(() -> leases.take(WEST, GATE).isPresent(), "it ends");

    var picture = leases.renew(EAST, BOTH, Set.of(first));
    assertThat(picture.renewed()).isEmpty();
    assertThat(leases.take(EAST, GATE)).isEmpty();
  }

  @Test
  void givenALease_whenRenewedInTime_thenItOutlivesItsLength() {
    var leases = ports().leases(Duration.ofSeconds(2));
    join(leases, EAST);
    var held = leases.take(EAST, GATE).orElseThrow();
    var end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      assertThat(leases.renew(EAST, BOTH, Set.of(held)).renewed()).containsExactly(held);
      assertThat(leases.take(WEST, GATE)).isEmpty();
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void givenALeaseThatEnded_whenNobodyTookIt_thenItsHolderMayGoOnWithIt() {
    var leases = ports().leases(SHORT);
    join(leases, EAST, WEST);
    var held = leases.take(EAST, GATE).orElseThrow();
    await(
        () -> !leases.renew(WEST, BOTH, Set.of()).holders().containsKey("gateway:gate"), "it ends");

    assertThat(leases.renew(EAST, BOTH, Set.of(held)).renewed()).containsExactly(held);
    assertThat(leases.take(WEST, GATE)).isEmpty();
  }

  @Test
  void givenANode_whenAnotherProcessUsesItsId_thenItIsRefusedUntilTheFirstIsGone() {
    var leases = ports().leases(LONG);
    var twin = new Node("east", "other");
    join(leases, EAST);
    assertThatThrownBy(() -> leases.renew(twin, BOTH, Set.of()))
        .isInstanceOf(NodeTakenException.class)
        .hasMessageContaining("“east”")
        .hasMessageContaining("node.id");
    leases.leave(twin);
    assertThatThrownBy(() -> leases.renew(twin, BOTH, Set.of()))
        .as("who never came in does not leave for the other")
        .isInstanceOf(NodeTakenException.class);

    leases.leave(EAST);
    assertThat(leases.renew(twin, BOTH, Set.of()).nodes()).containsOnlyKeys("east");
    assertThatThrownBy(() -> leases.renew(EAST, BOTH, Set.of()))
        .isInstanceOf(NodeTakenException.class);
  }

  @Test
  void givenANodeThatDied_whenItsLifeEnds_thenAnotherProcessMayUseItsId() {
    var leases = ports().leases(SHORT);
    var twin = new Node("east", "other");
    join(leases, EAST);
    await(
        () -> {
          try {
            leases.renew(twin, BOTH, Set.of());
            return true;
          } catch (NodeTakenException _) {
            return false;
          }
        },
        "its life ends");
  }

  @Test
  void givenANodeThatLeaves_whenOthersLook_thenAllItHeldIsFree() {
    var leases = ports().leases(LONG);
    join(leases, EAST, WEST);
    leases.take(EAST, GATE);
    leases.take(EAST, LINE);
    leases.leave(EAST);

    var picture = leases.renew(WEST, BOTH, Set.of());
    assertThat(picture.nodes()).containsOnlyKeys("west");
    assertThat(picture.holders()).isEmpty();
    assertThat(leases.take(WEST, GATE)).isPresent();
    assertThat(leases.take(WEST, LINE)).isPresent();
  }

  @Test
  void givenACrowd_whenAllTakeTheSameLease_thenOneGetsItAndFencesOnlyGrow() {
    var leases = ports().leases(LONG);
    var last = 0L;
    for (int round = 0; round < 10; round++) {
      var taken =
          Crowd.allAtOnce(8, who -> leases.take(new Node("n" + who, "p" + who), GATE)).stream()
              .flatMap(Optional::stream)
              .toList();
      assertThat(taken).hasSize(1);
      assertThat(taken.getFirst().fence()).isGreaterThan(last);
      last = taken.getFirst().fence();
      leases.giveBack(taken.getFirst());
    }
  }

  @Test
  void givenManyNames_whenKept_thenTheyComeBackAsTheyWere() {
    var leases = ports().leases(LONG);
    var names = Set.of("discord:1:0", "discord:1:10", "a \"quoted\" one", "小红");
    assertThat(leases.renew(EAST, names, Set.of()).nodes()).containsEntry("east", names);
  }
}
