package org.littleredbridge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Inbox;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.command.CommandDesk;
import org.littleredbridge.deliver.Deliverer;
import org.littleredbridge.poll.Poller;
import org.littleredbridge.relay.AnswerWatcher;
import org.littleredbridge.relay.ReplyLedger;
import org.littleredbridge.relay.ReplyRelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loop: starts every stage on virtual threads, routes what members do, stops in order.
///
/// A note moves `Poller → Dispatcher → Outbox → Deliverer → Messenger`; a reply moves `Messenger →
/// Inbox → ReplyRelay → ReplyLedger → NotePlatform`, and what the member is told goes through the
/// outbox. All hand-overs are in the store, so the bridge may be killed at any moment.
public final class Bridge implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bridge.class);
  private static final Duration STEP_MAY_TAKE = Duration.ofSeconds(3);

  /// What the bridge joins.
  public record Stages(
      List<Messenger> messengers,
      Inbox inbox,
      Poller poller,
      Deliverer deliverer,
      ReplyRelay relay,
      AnswerWatcher answers,
      ReplyLedger ledger,
      CommandDesk desk) {}

  private final List<Messenger> messengers;
  private final Deliverer deliverer;
  private final Reception reception;
  private final List<Loop> loops;

  public Bridge(Stages stages, Signals signals, Clock clock) {
    this.messengers = List.copyOf(stages.messengers());
    this.deliverer = stages.deliverer();
    this.reception = new Reception(stages.inbox(), stages.relay(), stages.desk(), signals, clock);
    var ledger = stages.ledger();
    this.loops =
        List.of(
            new Loop("events", reception::receiveDue, Optional::empty, signals.events(), clock),
            new Loop(
                "poll", stages.poller()::pollDue, stages.poller()::nextDue, signals.poll(), clock),
            new Loop(
                "relay", () -> relay(stages, signals), ledger::nextDue, signals.relay(), clock),
            new Loop("answers", stages.answers()::lookDue, ledger::nextDue, signals.looks(), clock),
            new Loop(
                "deliver", deliverer::deliverDue, deliverer::nextDue, signals.deliver(), clock));
  }

  /// What was just posted is soon due for a look.
  private static int relay(Stages stages, Signals signals) {
    var relayed = stages.relay().relayDue();
    if (relayed > 0) {
      signals.looks().ring();
    }
    return relayed;
  }

  /// Starts to listen and to work. Returns at once.
  public void start() {
    for (var messenger : messengers) {
      messenger.connections().forEach(connection -> messenger.listen(connection, reception));
    }
    loops.forEach(Loop::start);
    log.atInfo()
        .addKeyValue("messengers", messengers.stream().map(Messenger::name).toList())
        .log("started");
  }

  /// Stops in order: nothing new is begun, what is in flight ends, the messengers close last. Takes
  /// some seconds at most when gateways and services answer, half a minute when they do not.
  @Override
  public void close() {
    try {
      loops.forEach(Loop::stop);
      // One span for all: they wait for the same gateway.
      var end = System.nanoTime() + STEP_MAY_TAKE.toNanos();
      for (var loop : loops) {
        loop.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      reception.close(STEP_MAY_TAKE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deliverer.close();
    messengers.forEach(Messenger::close);
    log.atInfo().log("stopped");
  }
}
