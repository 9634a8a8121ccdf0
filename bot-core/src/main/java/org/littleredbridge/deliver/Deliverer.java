package org.littleredbridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Holding;
import org.littleredbridge.lease.Insistence;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties the outbox: many lanes at once, each in order. [#deliverDue] is called from one thread;
/// the lanes run on virtual threads of their own.
public final class Deliverer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);

  /// How many late notes come one by one, unless somebody sets it otherwise.
  public static final int CATCH_UP = 10;

  private static final int LANES = 64;
  private static final int PER_LANE = 20;
  private static final Duration LEASE = Duration.ofMinutes(5);
  // A lane stops early enough that its last send ends within the lease.
  private static final Duration WORK = Duration.ofMinutes(3);
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  /// What a deliverer works with.
  ///
  /// @param pauses told when a channel turns out to be closed to us, before that is stored: after a
  ///   crash between the two it is told again; the call comes from the thread of a lane
  public record Ports(
      Outbox outbox,
      Channels channels,
      ChannelLanguage languages,
      Wording wording,
      Tally tally,
      Consumer<Paused> pauses) {}

  private final Ports ports;
  private final Outbox outbox;
  private final Map<String, Messenger> messengers;
  private final Composer composer;
  private final RetryPolicy retries;
  private final int catchUp;
  private final Clock clock;
  private final Runnable wake;
  private final Semaphore free = new Semaphore(LANES);
  private final Set<ChannelId> running = ConcurrentHashMap.newKeySet();
  // Claims that could not be given back.
  private final Set<Outbox.Claim> left = ConcurrentHashMap.newKeySet();
  // Whether the store may have given us lanes of which we never heard. Of one thread.
  private boolean unsure;
  private final Map<String, Holding> voices = new ConcurrentHashMap<>();
  private volatile boolean alone = true;
  private final ReentrantLock laneEnds = new ReentrantLock();
  private final Condition laneEnded = laneEnds.newCondition();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;

  /// @param catchUp more late notes than this come as one digest; 0: each comes by itself
  /// @param wake called whenever a lane ends, so that the next step comes without delay
  public Deliverer(
      Ports ports,
      List<Messenger> messengers,
      NoteLayout layout,
      int catchUp,
      Clock clock,
      Runnable wake) {
    this(ports, messengers, layout, RetryPolicy.DEFAULT, catchUp, clock, wake);
  }

  public Deliverer(
      Ports ports, List<Messenger> messengers, NoteLayout layout, Clock clock, Runnable wake) {
    this(ports, messengers, layout, CATCH_UP, clock, wake);
  }

  Deliverer(
      Ports ports,
      List<Messenger> messengers,
      Composer composer,
      RetryPolicy retries,
      Clock clock,
      Runnable wake) {
    this(ports, messengers, composer, retries, CATCH_UP, clock, wake);
  }

  Deliverer(
      Ports ports,
      List<Messenger> messengers,
      Composer composer,
      RetryPolicy retries,
      int catchUp,
      Clock clock,
      Runnable wake) {
    this.ports = ports;
    this.outbox = ports.outbox();
    this.messengers =
        messengers.stream().collect(Collectors.toMap(Messenger::name, Function.identity()));
    this.composer = composer;
    this.retries = retries;
    this.catchUp = catchUp;
    this.clock = clock;
    this.wake = wake;
  }

  /// From now on sends only for messengers for which [#speakFor] allows it. Without this it sends
  /// for all: it has the outbox alone.
  public void underLeases() {
    alone = false;
  }

  /// Sends for a messenger, as long as a lease is believed in, or until [#fallSilent].
  public void speakFor(String messenger, Holding lease) {
    voices.put(messenger, lease);
    wake.run();
  }

  /// Sends no more for a messenger, and waits until what is in flight has ended, for at most 20
  /// seconds.
  public void fallSilent(String messenger) {
    voices.remove(messenger);
    var end = System.nanoTime() + LAST_WORDS.toNanos();
    laneEnds.lock();
    try {
      while (running.stream().anyMatch(channel -> channel.messenger().equals(messenger))) {
        if (laneEnded.awaitNanos(end - System.nanoTime()) <= 0) {
          log.atWarn()
              .addKeyValue("messenger", messenger)
              .log("a send does not end; another node may repeat it");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      laneEnds.unlock();
    }
  }

  private static List<Outbox.Voice> voices(Map<String, Holding> held) {
    return held.entrySet().stream()
        .filter(voice -> voice.getValue().isBelieved())
        .map(voice -> new Outbox.Voice(voice.getKey(), voice.getValue().lease()))
        .toList();
  }

  /// Starts as many due lanes as there is room for.
  ///
  /// @return how many lanes were started
  public int deliverDue() {
    var room = free.availablePermits();
    if (closing || room == 0) {
      return 0;
    }
    putRight();
    var now = clock.instant();
    // Before the claim: a lease that is lost and taken again meanwhile is another one.
    var held = Map.copyOf(voices);
    unsure = true;
    var claims =
        alone
            ? outbox.claimDue(now, room, PER_LANE, LEASE)
            : outbox.claimDue(voices(held), now, room, PER_LANE, LEASE);
    unsure = false;
    for (var claim : claims) {
      try {
        start(claim, held, now.plus(WORK));
      } catch (RuntimeException e) {
        // The others must not be held for nothing.
        left.add(claim);
        log.atError()
            .addKeyValue("channel", claim.channel())
            .setCause(e)
            .log("lane could not be started");
      }
    }
    return claims.size();
  }

  /// Gives back what could not be given back when the store failed. Else nobody would send there
  /// until the claim runs out.
  private void putRight() {
    for (var claim : left) {
      outbox.release(claim);
      left.remove(claim);
    }
    if (unsure && !alone) {
      outbox.free(voices(voices), Set.copyOf(running));
    }
  }

  /// When the next lane is due; empty when nothing waits.
  public Optional<Instant> nextDue() {
    if (!left.isEmpty()) {
      return Optional.of(clock.instant());
    }
    return alone
        ? outbox.nextDue()
        : outbox.nextDue(voices(voices).stream().map(Outbox.Voice::messenger).toList());
  }

  private void start(Outbox.Claim claim, Map<String, Holding> held, Instant end) {
    var channel = claim.channel();
    var messenger = messengers.get(channel.messenger());
    if (messenger == null) {
      giveBack(claim, now -> now.plus(Duration.ofMinutes(10)));
      return;
    }
    if (!running.add(channel)) {
      // The former holder in this process outlived its lease; it must end before the lane goes on.
      giveBack(claim, now -> now.plus(Duration.ofSeconds(5)));
      return;
    }
    free.acquireUninterruptibly();
    var voice = Optional.ofNullable(held.get(channel.messenger()));
    try {
      workers.execute(() -> {
        try {
          new Lane(ports, messenger, composer, retries, catchUp, clock)
              .drain(
                  claim,
                  new Lane.GoOn(
                      () -> clock.instant().isBefore(end), () -> maySend(channel, voice)));
        } catch (RuntimeException | Error e) {
          // The store failed: nothing is lost, and the lane goes on when it can be given back.
          log.atError().addKeyValue("channel", channel).setCause(e).log("lane broke off");
        } finally {
          ended(claim);
        }
      });
    } catch (RejectedExecutionException e) {
      // Closed since the claim.
      ended(claim);
    }
  }

  /// Under the lease of the claim, and no other.
  private boolean maySend(ChannelId channel, Optional<Holding> voice) {
    return !closing
        && (alone
            || voice
                .filter(held -> held.equals(voices.get(channel.messenger())))
                .filter(Holding::isBelieved)
                .isPresent());
  }

  private void ended(Outbox.Claim claim) {
    laneEnds.lock();
    try {
      running.remove(claim.channel());
      laneEnded.signalAll();
    } finally {
      laneEnds.unlock();
    }
    try {
      // Only now: whoever claims the lane from here on must not find it running.
      Insistence.write("lane given back", () -> outbox.release(claim));
    } catch (RuntimeException | Error e) {
      left.add(claim);
      log.atError().addKeyValue("channel", claim.channel()).setCause(e).log("lane not given back");
    } finally {
      free.release();
      wake.run();
    }
  }

  private void giveBack(Outbox.Claim claim, Function<Instant, Instant> until) {
    claim.deliveries().stream()
        .findFirst()
        .ifPresent(first -> outbox.postpone(first, until.apply(clock.instant())));
    outbox.release(claim);
    log.atWarn().addKeyValue("channel", claim.channel()).log("lane cannot run now");
  }

  /// Lets what is in flight end, for at most 20 seconds, and starts nothing new.
  @Override
  public void close() {
    closing = true;
    workers.shutdown();
    try {
      if (!workers.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
        log.atWarn().log("sends still in flight at the end were broken off");
        workers.shutdownNow();
        workers.awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
