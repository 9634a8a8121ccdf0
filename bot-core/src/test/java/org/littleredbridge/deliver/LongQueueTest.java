package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.health.Tally;
import org.littleredbridge.wording.Wording;

/// However much waits, only a little of it is in hand, in order, and everybody has a turn.
final class LongQueueTest {
  private static final int LANES = 64;
  private static final int PER_LANE = 20;

  private final MemoryStore store = new MemoryStore();
  private final Semaphore ended = new Semaphore(0);
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger mostSending = new AtomicInteger();

  private Deliverer deliverer(Outbox outbox, Messenger messenger) {
    var ports =
        new Deliverer.Ports(
            outbox,
            store.channels(),
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording(),
            new Tally(),
            _ -> {});
    return new Deliverer(
        ports,
        List.of(messenger),
        LongQueueTest::say,
        RetryPolicy.DEFAULT,
        Clock.systemUTC(),
        ended::release);
  }

  private static Optional<Post> say(Delivery delivery, MessengerCapabilities capabilities) {
    var text = ((Cargo.Notice) delivery.cargo()).text();
    return Optional.of(new Post(List.of(new Part.Say(text, Optional.empty()))));
  }

  private void await(int lanes) {
    try {
      assertThat(ended.tryAcquire(lanes, 60, TimeUnit.SECONDS)).as("lanes end").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// An outbox that makes up what waits when it is asked, and watches what is in hand.
  private static final class Endless {
    private final ArrayDeque<ChannelId> due = new ArrayDeque<>();
    private final Map<ChannelId, Long> left = new HashMap<>();
    private final Map<ChannelId, Long> lastOf = new HashMap<>();
    private final Map<ChannelId, Integer> claimed = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private long inHand;
    private long mostInHand;
    private long mostLanes;
    private long delivered;

    Endless(int channels, long each) {
      for (int i = 0; i < channels; i++) {
        var channel = ChannelId.of("web", "room-" + i);
        due.add(channel);
        left.put(channel, each);
      }
    }

    Outbox outbox() {
      return (Outbox)
          Proxy.newProxyInstance(
              Outbox.class.getClassLoader(),
              new Class<?>[] {Outbox.class},
              (_, method, arguments) -> answer(method.getName(), arguments));
    }

    private synchronized Object answer(String method, Object[] arguments) {
      switch (method) {
        case "claimDue" -> {
          return claim((int) arguments[1], (int) arguments[2]);
        }
        case "lastPartSent" -> ended((Delivery) arguments[0]);
        case "release" -> release(((Outbox.Claim) arguments[0]).channel());
        default -> throw new UnsupportedOperationException(method);
      }
      return method;
    }

    private List<Outbox.Claim> claim(int lanes, int perLane) {
      var claims = new ArrayList<Outbox.Claim>();
      while (claims.size() < lanes && !due.isEmpty()) {
        var channel = due.removeFirst();
        var first = lastOf.getOrDefault(channel, 0L) + 1;
        var count = (int) Math.min(perLane, left.getOrDefault(channel, 0L));
        var deliveries =
            IntStream.range(0, count).mapToObj(i -> delivery(channel, first + i)).toList();
        claimed.put(channel, count);
        inHand += count;
        claims.add(new Outbox.Claim(channel, deliveries));
      }
      mostInHand = Math.max(mostInHand, inHand);
      mostLanes = Math.max(mostLanes, claimed.size());
      return claims;
    }

    private static Delivery delivery(ChannelId channel, long id) {
      return new Delivery(
          id,
          channel,
          new Cargo.Notice("number " + id, Optional.empty()),
          0,
          List.of(),
          Instant.EPOCH);
    }

    private void ended(Delivery delivery) {
      var channel = delivery.channel();
      if (delivery.id() != lastOf.getOrDefault(channel, 0L) + 1) {
        broken.add("out of order: " + delivery.id());
      }
      lastOf.put(channel, delivery.id());
      left.merge(channel, -1L, Long::sum);
      claimed.merge(channel, -1, Integer::sum);
      inHand--;
      delivered++;
    }

    private void release(ChannelId channel) {
      var open = claimed.remove(channel);
      inHand -= open == null ? 0 : open;
      if (left.getOrDefault(channel, 0L) > 0) {
        due.addLast(channel);
      }
    }

    synchronized boolean isDone() {
      return due.isEmpty() && claimed.isEmpty();
    }
  }

  /// Shows nothing and keeps nothing, and counts how many send at once.
  private Messenger watching() {
    return (Messenger)
        Proxy.newProxyInstance(
            Messenger.class.getClassLoader(),
            new Class<?>[] {Messenger.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "name" -> "web";
                  case "capabilities" ->
                      new MessengerCapabilities(4_000, 2_000, 10, 10L << 20, String::length);
                  case "send" -> sent((ChannelId) arguments[0], (String) arguments[3]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Sent sent(ChannelId channel, String key) {
    mostSending.accumulateAndGet(sending.incrementAndGet(), Math::max);
    Thread.yield();
    sending.decrementAndGet();
    return new Sent(new MessageRef(channel, key));
  }

  private void deliverAll(Endless queue) {
    try (var deliverer = deliverer(queue.outbox(), watching())) {
      int running = 0;
      while (!queue.isDone()) {
        running += deliverer.deliverDue();
        if (running > 0) {
          await(1);
          running--;
        }
      }
      await(running);
    }
    assertThat(queue.broken).isEmpty();
  }

  @Test
  void givenAHundredThousandChannels_whenDelivered_thenOnlySoManyLanesAreInHandAtOnce() {
    var queue = new Endless(100_000, 1);
    deliverAll(queue);

    assertThat(queue.delivered).isEqualTo(100_000);
    assertThat(queue.mostLanes).isLessThanOrEqualTo(LANES);
    assertThat(queue.mostInHand).isLessThanOrEqualTo(LANES);
    assertThat(mostSending.get()).isBetween(1, LANES);
  }

  @Test
  void givenAHundredThousandInOneChannel_whenDelivered_thenOnlySoManyAreInHandAndInOrder() {
    var queue = new Endless(1, 100_000);
    deliverAll(queue);

    assertThat(queue.delivered).isEqualTo(100_000);
    assertThat(queue.mostInHand).isLessThanOrEqualTo(PER_LANE);
    assertThat(mostSending).hasValue(1);
  }

  @Test
  void givenManyLongQueues_whenDelivered_thenWhatIsInHandIsBoundedByLanes() {
    var queue = new Endless(1_000, 100);
    deliverAll(queue);

    assertThat(queue.delivered).isEqualTo(100_000);
    assertThat(queue.mostInHand).isLessThanOrEqualTo(LANES * PER_LANE);
  }

  @Test
  void givenAllLanesButOneHanging_whenHundredsAreDue_thenTheOneServesThemAll() {
    var web = new FakeMessenger("web");
    new Heard().on(web);
    var slow = IntStream.range(1, LANES).mapToObj(i -> ChannelId.of("web", "slow-" + i)).toList();
    var others = IntStream.range(0, 300).mapToObj(i -> ChannelId.of("web", "room-" + i)).toList();
    slow.forEach(channel -> add(channel, "a"));
    slow.forEach(web::hold);
    try (var deliverer = deliverer(store.outbox(), web)) {
      assertThat(deliverer.deliverDue()).isEqualTo(LANES - 1);
      slow.forEach(web::awaitSending);
      slow.forEach(channel -> add(channel, "later"));
      others.forEach(channel -> add(channel, "b"));
      for (int i = 0; i < others.size(); i++) {
        assertThat(deliverer.deliverDue()).as("one place is left").isEqualTo(1);
        await(1);
      }
      assertThat(others).allSatisfy(one -> assertThat(web.parts(one)).hasSize(1));
      assertThat(deliverer.deliverDue()).isZero();

      slow.forEach(web::letGo);
      await(slow.size());
      await(deliverer.deliverDue());
    }
    assertThat(slow).allSatisfy(one -> assertThat(web.parts(one)).hasSize(2));
    assertThat(web.brokenPromises()).isEmpty();
  }

  private void add(ChannelId channel, String text) {
    var key = channel.key() + text;
    // Long ago by the clock of the deliverer.
    var at = Instant.EPOCH.plus(Duration.ofDays(1));
    store.outbox().add(channel, new Cargo.Notice(text, Optional.empty()), key, at);
  }
}
