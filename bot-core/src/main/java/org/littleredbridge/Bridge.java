package org.littleredbridge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.command.CommandDesk;
import org.littleredbridge.deliver.Deliverer;
import org.littleredbridge.health.Logins;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Holding;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.poll.Poller;
import org.littleredbridge.poll.Rechecker;
import org.littleredbridge.relay.AnswerWatcher;
import org.littleredbridge.relay.ReplyLedger;
import org.littleredbridge.relay.ReplyRelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loop: starts every stage on virtual threads while this node holds its lease, routes
/// what members do, stops in order.
///
/// A note moves `Poller → Dispatcher → Outbox → Deliverer → Messenger`; a reply moves `Messenger →
/// Inbox → ReplyRelay → ReplyLedger → NotePlatform`, and what the member is told goes through the
/// outbox. All hand-overs are in the store, so the bridge may be killed at any moment, and another
/// node goes on.
///
/// The holder of the gateway's lease polls, relays, looks for answers and acts on what members do.
/// The holder of a messenger's connection listens on it, and of the first one also sends.
public final class Bridge implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bridge.class);
  private static final Duration STEP_MAY_TAKE = Duration.ofSeconds(3);

  /// What the bridge joins.
  public record Stages(
      List<Messenger> messengers,
      Inbox inbox,
      Poller poller,
      Rechecker rechecker,
      Deliverer deliverer,
      ReplyRelay relay,
      AnswerWatcher answers,
      ReplyLedger ledger,
      CommandDesk desk,
      Logins logins) {}

  private final Stages stages;
  private final List<Messenger> messengers;
  private final Deliverer deliverer;
  private final Holdings holdings;
  private final Signals signals;
  private final Clock clock;
  private final Reception reception;
  private final Loop delivering;
  private final Loop loggingIn;

  /// @param holdings of this node, not started; what it can do is [Duties]
  public Bridge(Stages stages, Holdings holdings, Signals signals, Clock clock) {
    this.stages = stages;
    this.messengers = List.copyOf(stages.messengers());
    this.deliverer = stages.deliverer();
    this.holdings = holdings;
    this.signals = signals;
    this.clock = clock;
    this.reception = new Reception(stages.inbox(), stages.relay(), stages.desk(), signals, clock);
    this.delivering =
        new Loop("deliver", deliverer::deliverDue, deliverer::nextDue, signals.deliver(), clock);
    this.loggingIn =
        new Loop(
            "logins", stages.logins()::lookDue, stages.logins()::nextDue, signals.logins(), clock);
    deliverer.underLeases();
  }

  /// Starts to take leases, and to work under them.
  ///
  /// @throws org.littleredbridge.lease.NodeTakenException when another process lives as this node
  public void start() {
    holdings.start(new Work());
    delivering.start();
    loggingIn.start();
    log.atInfo()
        .addKeyValue("messengers", messengers.stream().map(Messenger::name).toList())
        .addKeyValue("node", holdings.node())
        .log("started");
  }

  private final class Work implements Holdings.Work {
    @Override
    public Holdings.Running begin(Duty duty, Holding holding) {
      return switch (duty) {
        case Duty.Gateway _ -> askGateway(holding);
        case Duty.Connection(var name, var speaks) -> serve(name, speaks, holding);
      };
    }

    @Override
    public void looked(Set<String> held) {
      messengers.forEach(messenger -> messenger.held(held));
    }
  }

  private Holdings.Running askGateway(Holding holding) {
    var ledger = stages.ledger();
    var poller = stages.poller();
    var rechecker = stages.rechecker();
    var loops =
        List.of(
            new Loop("events", reception::receiveDue, Optional::empty, signals.events(), clock),
            new Loop("poll", poller::pollDue, poller::nextDue, signals.poll(), clock),
            new Loop(
                "recheck", rechecker::recheckDue, rechecker::nextDue, signals.rechecks(), clock),
            new Loop("relay", this::relay, ledger::nextDue, signals.relay(), clock),
            new Loop(
                "answers", stages.answers()::lookDue, ledger::nextDue, signals.looks(), clock));
    reception.begin(holding::isBelieved);
    loops.forEach(Loop::start);
    return () -> stop(loops);
  }

  /// What was just posted is soon due for a look.
  private int relay() {
    var relayed = stages.relay().relayDue();
    if (relayed > 0) {
      signals.looks().ring();
    }
    return relayed;
  }

  private void stop(List<Loop> loops) {
    reception.pause();
    try {
      loops.forEach(Loop::stop);
      // One span for all: they wait for the same gateway.
      var end = System.nanoTime() + STEP_MAY_TAKE.toNanos();
      for (var loop : loops) {
        loop.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      reception.rest(STEP_MAY_TAKE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Holdings.Running serve(String connection, Optional<String> speaks, Holding holding) {
    var messenger =
        messengers.stream()
            .filter(one -> one.connections().contains(connection))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(connection + " is nobody's connection"));
    // First: what is heard may be answered at once.
    speaks.ifPresent(name -> deliverer.speakFor(name, holding));
    try {
      var listening = messenger.listen(connection, reception);
      return () -> {
        // Some services take seconds over a good-bye; meanwhile the lanes go on.
        try {
          listening.close();
        } finally {
          speaks.ifPresent(deliverer::fallSilent);
        }
      };
    } catch (RuntimeException e) {
      speaks.ifPresent(deliverer::fallSilent);
      throw e;
    }
  }

  /// Stops in order: nothing new is begun, what is in flight ends, the leases go to other nodes,
  /// and the messengers close last. Takes some seconds at most when gateways and services answer,
  /// half a minute when they do not.
  @Override
  public void close() {
    holdings.close();
    try {
      loggingIn.stop();
      delivering.stop();
      delivering.join(STEP_MAY_TAKE);
      loggingIn.join(STEP_MAY_TAKE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deliverer.close();
    messengers.forEach(Messenger::close);
    log.atInfo().log("stopped");
  }
}
