package org.littleredbridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.health.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for one channel, in order, one message at a time.
///
/// Claim before send, record each part after its send: a crash may repeat the one part in flight,
/// and never loses one.
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Outbox outbox;
  private final Messenger messenger;
  private final Composer composer;
  private final RetryPolicy retries;
  private final Tally tally;
  private final Clock clock;

  Lane(
      Outbox outbox,
      Messenger messenger,
      Composer composer,
      RetryPolicy retries,
      Tally tally,
      Clock clock) {
    this.outbox = outbox;
    this.messenger = messenger;
    this.composer = composer;
    this.retries = retries;
    this.tally = tally;
    this.clock = clock;
  }

  /// Sends the claimed deliveries until one must wait, or until `goOn` says no.
  void drain(Outbox.Claim claim, BooleanSupplier goOn) {
    try {
      for (var delivery : claim.deliveries()) {
        if (!goOn.getAsBoolean() || !deliver(delivery, goOn)) {
          return;
        }
      }
    } finally {
      outbox.release(claim.channel());
    }
  }

  /// @return whether the lane may go on with the next delivery
  private boolean deliver(Delivery delivery, BooleanSupplier goOn) {
    try {
      return send(delivery, goOn);
    } catch (ChatException e) {
      return failed(delivery, e.failure());
    } catch (RuntimeException | Error e) {
      // A fault of ours in one delivery must not close its channel for ever; some texts overflow
      // the stack.
      log.atError()
          .addKeyValue("delivery", delivery.id())
          .addKeyValue("channel", delivery.channel())
          .setCause(e)
          .log("delivery failed by a fault of the bridge");
      return failed(
          delivery,
          new ChatFailure.Unavailable("fault of the bridge: " + e.getClass().getSimpleName()));
    }
  }

  private boolean send(Delivery delivery, BooleanSupplier goOn) {
    var channel = delivery.channel();
    var post = composer.compose(delivery, messenger.capabilities(channel));
    if (post.isEmpty()) {
      return abandon(delivery, "there is nothing left to show");
    }
    var parts = post.get().parts();
    var after = delivery.sent().stream().reduce((_, last) -> last);
    for (int i = delivery.sent().size(); i < parts.size(); i++) {
      if (i > delivery.sent().size() && !goOn.getAsBoolean()) {
        return false;
      }
      var sent = messenger.send(channel, parts.get(i), after, delivery.partKey(i));
      tally.add(Tally.Count.PARTS_SENT);
      outbox.partSent(delivery, i, sent, clock.instant());
      after = Optional.of(sent.message());
    }
    outbox.delivered(delivery, clock.instant());
    tally.add(Tally.Count.DELIVERED);
    log.atInfo()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", channel)
        .log("delivered");
    return true;
  }

  private boolean failed(Delivery delivery, ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.RateLimited(Duration pause) -> {
        tally.add(Tally.Count.POSTPONED);
        outbox.postpone(delivery, clock.instant().plus(pause));
        yield false;
      }
      case ChatFailure.Unavailable(var detail) -> retryOrAbandon(delivery, detail);
      case ChatFailure.Refused(var reason) -> abandon(delivery, reason);
      case ChatFailure.Closed(var cause, var detail) -> abandon(delivery, cause + " " + detail);
      case ChatFailure.Moved(var to) -> abandon(delivery, "moved to " + to);
    };
  }

  private boolean retryOrAbandon(Delivery delivery, String detail) {
    Optional<Duration> pause = retries.after(delivery.attempts() + 1);
    if (pause.isEmpty()) {
      return abandon(delivery, detail);
    }
    tally.add(Tally.Count.RETRIED);
    outbox.retry(delivery, clock.instant().plus(pause.get()), detail);
    log.atWarn()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("tries", delivery.attempts() + 1)
        .addKeyValue("again_in", pause.get())
        .addKeyValue("reason", detail)
        .log("delivery will be tried again");
    return false;
  }

  private boolean abandon(Delivery delivery, String reason) {
    tally.add(Tally.Count.ABANDONED);
    outbox.abandon(delivery, reason, clock.instant());
    log.atWarn()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("reason", reason)
        .log("delivery abandoned");
    return true;
  }
}
