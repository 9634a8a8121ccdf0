package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;

/// What many who claim, send and add at once must not spoil. Part of [OutboxContract], which is the
/// suite to extend.
public abstract class OutboxCrowdContract extends OutboxChangesContract {
  private static final int SENDERS = 8;
  private static final int WRITERS = 2;
  private static final int LANES = 6;
  private static final int EACH = 15;

  OutboxCrowdContract() {}

  @Test
  void givenManyWhoClaimWhileOthersAdd_whenAllIsSent_thenInOrderAndNothingTwiceOrNever() {
    deliverAll(List.of(outbox()));
  }

  /// Adds to several lanes and delivers from them, all at once, through one outbox or several of
  /// the same store, and looks at what came of it.
  protected static void deliverAll(List<Outbox> nodes) {
    var held = ConcurrentHashMap.<ChannelId>newKeySet();
    var sent = new ConcurrentHashMap<ChannelId, List<String>>();
    var left = new AtomicInteger(WRITERS * LANES * EACH);
    Crowd.allAtOnce(
        SENDERS + WRITERS,
        person -> {
          var outbox = nodes.get(person % nodes.size());
          if (person < WRITERS) {
            IntStream.range(0, EACH).forEach(i -> addToAll(outbox, person, i));
          } else {
            while (left.get() > 0) {
              outbox
                  .claimDue(NOON, 2, 3, LEASE)
                  .forEach(claim -> left.addAndGet(-deliver(outbox, claim, held, sent)));
            }
          }
          return true;
        });

    for (var lane = 0; lane < LANES; lane++) {
      var texts = sent.getOrDefault(lane(lane), List.of());
      assertThat(texts).hasSize(WRITERS * EACH).doesNotHaveDuplicates();
      for (var writer = 0; writer < WRITERS; writer++) {
        var start = writer + "-";
        assertThat(texts.stream().filter(text -> text.startsWith(start)))
            .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> start + i).toList());
      }
    }
    assertThat(nodes.getFirst().nextDue()).isEmpty();
    assertThat(nodes.getFirst().waiting()).isZero();
  }

  /// Two writers go through the lanes in opposite directions, to meet in each other's way.
  private static void addToAll(Outbox outbox, int writer, int number) {
    var lanes = IntStream.range(0, LANES).mapToObj(OutboxCrowdContract::lane).toList();
    for (var lane : writer == 0 ? lanes : lanes.reversed()) {
      var text = writer + "-" + number;
      outbox.add(lane, notice(text), lane.key() + " " + text, NOON);
    }
  }

  private static int deliver(
      Outbox outbox, Outbox.Claim claim, Set<ChannelId> held, Map<ChannelId, List<String>> sent) {
    assertThat(held.add(claim.channel())).as("one holder of " + claim.channel()).isTrue();
    for (var delivery : claim.deliveries()) {
      var text = ((Cargo.Notice) delivery.cargo()).text();
      sent.computeIfAbsent(claim.channel(), _ -> new CopyOnWriteArrayList<>()).add(text);
      var message = new MessageRef(claim.channel(), "m" + delivery.id());
      outbox.partSent(delivery, 0, new Sent(message), NOON);
      outbox.delivered(delivery, NOON);
    }
    assertThat(held.remove(claim.channel())).isTrue();
    outbox.release(claim.channel());
    return claim.deliveries().size();
  }

  private static ChannelId lane(int number) {
    return ChannelId.of("web", "crowd-" + number);
  }
}
