package org.littleredbridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.command.CommandDesk;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.relay.ReplyRelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what members do, and acts on the events of the inbox between [#begin] and [#rest]: in
/// order within a channel, channels beside each other, because a command may wait minutes for a
/// gateway.
final class Reception implements Messenger.Listener {
  private static final Logger log = LoggerFactory.getLogger(Reception.class);
  private static final int AT_ONCE = 1_000;
  private static final int OF_A_CHANNEL = 20;
  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Inbox inbox;
  private final ReplyRelay relay;
  private final CommandDesk desk;
  private final Signals signals;
  private final Clock clock;
  private final Set<ChannelId> busy = ConcurrentHashMap.newKeySet();
  private final Cache<String, Integer> faults = Caffeine.newBuilder().maximumSize(1_000).build();
  private volatile BooleanSupplier mayAct = () -> false;
  private volatile ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  Reception(Inbox inbox, ReplyRelay relay, CommandDesk desk, Signals signals, Clock clock) {
    this.inbox = inbox;
    this.relay = relay;
    this.desk = desk;
    this.signals = signals;
    this.clock = clock;
  }

  /// Stores an event; the messenger may tell its service that it arrived once this returns.
  @Override
  public void happened(Event event) {
    inbox.accept(event);
    signals.events().ring();
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String typed) {
    return desk.suggest(channel, typed);
  }

  @Override
  public boolean mayLink(String text) {
    return desk.mayLink(text);
  }

  @Override
  public List<MenuEntry> menu() {
    return desk.menu();
  }

  /// From now on events may be acted on, as long as `allowed` says so: it is asked before each.
  /// What was begun before has ended.
  void begin(BooleanSupplier allowed) {
    workers = Executors.newVirtualThreadPerTaskExecutor();
    busy.clear();
    mayAct = allowed;
  }

  /// Starts on what waits.
  ///
  /// @return how many channels were started on
  int receiveDue() {
    var started = 0;
    // Before the inbox is read: a channel whose worker ends meanwhile would be read as it was
    // before,
    // and its last event handled twice.
    var working = Set.copyOf(busy);
    var byChannel =
        inbox.waiting(OF_A_CHANNEL, AT_ONCE).stream()
            .collect(
                Collectors.groupingBy(Event::channel, LinkedHashMap::new, Collectors.toList()));
    for (var entry : byChannel.entrySet()) {
      if (!working.contains(entry.getKey())) {
        busy.add(entry.getKey());
        started++;
        workers.execute(() -> work(entry.getKey(), entry.getValue()));
      }
    }
    return started;
  }

  private void work(ChannelId channel, List<Event> events) {
    try {
      for (var event : events) {
        if (!mayAct.getAsBoolean() || !handle(event)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // Only rest() interrupts; what is not done stays in the inbox.
      Thread.currentThread().interrupt();
    } finally {
      busy.remove(channel);
      signals.events().ring();
    }
  }

  /// @return whether the channel may go on with its next event
  private boolean handle(Event event) throws InterruptedException {
    try {
      switch (event) {
        case Event.Reply reply -> {
          if (desk.admits(reply)) {
            relay.receive(reply);
            signals.relay().ring();
          } else {
            relay.turnAway(reply);
          }
        }
        case Event.Link link -> desk.handle(link);
        case Event.Command command -> desk.handle(command);
        case Event.Press press -> desk.handle(press);
        case Event.Joined joined -> desk.handle(joined);
        case Event.Left left -> desk.handle(left);
        case Event.Moved moved -> desk.handle(moved);
      }
      inbox.done(event, clock.instant());
      return true;
    } catch (LeaseLostException e) {
      // It stays in the inbox, for the node that asks the gateway now.
      log.atInfo().addKeyValue("event", event.id()).log("event left to another node");
      return false;
    } catch (RuntimeException | Error e) {
      return failed(event, e);
    }
  }

  private boolean failed(Event event, Throwable e) throws InterruptedException {
    var tries = faults.asMap().merge(event.id(), 1, Integer::sum);
    log.atError()
        .addKeyValue("event", event.id())
        .addKeyValue("tries", tries)
        .setCause(e)
        .log("event failed by a fault of the bridge");
    if (tries < TRIES || !givenUp(event)) {
      // The store may be locked or full for a moment; the channel waits, and no log overflows.
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, TRIES)));
      return false;
    }
    return true;
  }

  /// One event that we cannot handle must not close its channel for ever.
  private boolean givenUp(Event event) {
    try {
      desk.apologise(event);
      inbox.done(event, clock.instant());
      return true;
    } catch (RuntimeException e) {
      log.atError().addKeyValue("event", event.id()).setCause(e).log("event could not be given up");
      return false;
    }
  }

  /// Begins nothing new.
  void pause() {
    mayAct = () -> false;
  }

  /// Begins nothing new and lets what is in hand end; what takes longer than `longest` is broken
  /// off.
  void rest(Duration longest) throws InterruptedException {
    pause();
    workers.shutdown();
    if (!workers.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      workers.shutdownNow();
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        log.atWarn().log("an event's handling does not end");
      }
    }
  }
}
