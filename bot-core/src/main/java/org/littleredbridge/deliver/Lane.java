package org.littleredbridge.deliver;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Insistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for one channel, in order, one message at a time.
///
/// Claim before send, record each part after its send: a crash may repeat the one part in flight,
/// and never loses one. A store that takes nothing for a while holds the lane up, since nothing
/// that was sent may be forgotten.
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Deliverer.Ports ports;
  private final Messenger messenger;
  private final Composer composer;
  private final Setbacks setbacks;
  private final int catchUp;
  private final Clock clock;

  /// @param catchUp more late notes than this come as one digest; 0: each comes by itself
  Lane(
      Deliverer.Ports ports,
      Messenger messenger,
      Composer composer,
      RetryPolicy retries,
      int catchUp,
      Clock clock) {
    this.ports = ports;
    this.messenger = messenger;
    this.composer = composer;
    this.setbacks = new Setbacks(ports, retries, clock);
    this.catchUp = catchUp;
    this.clock = clock;
  }

  /// Whether to go on.
  ///
  /// @param more asked before everything but the first message of a delivery
  /// @param atAll asked right before each message
  record GoOn(BooleanSupplier more, BooleanSupplier atAll) {
    /// Composing may have taken long, and another node may send here by now.
    boolean mayBegin() {
      return atAll.getAsBoolean();
    }

    boolean mayGoOn() {
      return atAll.getAsBoolean() && more.getAsBoolean();
    }
  }

  /// Sends the claimed deliveries until one must wait, or until it may not go on.
  void drain(Outbox.Claim claim, GoOn goOn) {
    for (var delivery : caughtUp(claim).deliveries()) {
      if (!goOn.mayGoOn() || !deliver(delivery, goOn)) {
        return;
      }
    }
  }

  private Outbox.Claim caughtUp(Outbox.Claim claim) {
    var now = clock.instant();
    if (catchUp == 0 || claim.deliveries().stream().noneMatch(one -> one.isLateNote(now))) {
      return claim;
    }
    var caughtUp = ports.outbox().catchUp(claim, catchUp, now);
    if (caughtUp != claim && !caughtUp.deliveries().isEmpty()) {
      log.atInfo()
          .addKeyValue("channel", claim.channel())
          .addKeyValue("waiting", ports.outbox().waiting(claim.channel()))
          .log("late notes come as a digest");
    }
    return caughtUp;
  }

  /// @return whether the lane may go on with the next delivery
  private boolean deliver(Delivery delivery, GoOn goOn) {
    try {
      return send(delivery, goOn);
    } catch (ChatException e) {
      return setbacks.failed(delivery, e.failure());
    } catch (RuntimeException | Error e) {
      // A fault of ours in one delivery must not close its channel for ever; some texts overflow
      // the stack.
      log.atError()
          .addKeyValue("delivery", delivery.id())
          .addKeyValue("channel", delivery.channel())
          .setCause(e)
          .log("delivery failed by a fault of the bridge");
      return setbacks.fault(delivery, "fault of the bridge: " + e.getClass().getSimpleName());
    }
  }

  private boolean send(Delivery delivery, GoOn goOn) {
    if (delivery.cargo() instanceof Cargo.Update update) {
      if (!edit(delivery, update, goOn)) {
        return false;
      }
      Insistence.write("delivered", () -> ports.outbox().delivered(delivery, clock.instant()));
    } else if (delivery.allSent()) {
      // By a holder that came late.
      Insistence.write("delivered", () -> ports.outbox().delivered(delivery, clock.instant()));
    } else {
      var left = left(delivery);
      if (left.isEmpty()) {
        return setbacks.nothingLeft(delivery);
      }
      // Right before the shape is stored: a post that another goes on with must not be cut anew.
      if (!goOn.mayBegin()) {
        return false;
      }
      var shape = shape(delivery, left);
      if (shape.isEmpty() || !send(delivery, left, shape.get(), goOn)) {
        return false;
      }
    }
    ports.tally().add(Tally.Count.DELIVERED);
    log.atDebug()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .log("delivered");
    return true;
  }

  /// All of it is done again after a crash, which does no harm.
  ///
  /// @return whether nothing is left to change
  private boolean edit(Delivery delivery, Cargo.Update update, GoOn goOn) {
    var channel = delivery.channel();
    var edits =
        composer.edits(
            delivery,
            ports.outbox().copies(channel, update.note()),
            messenger.capabilities(channel));
    for (var edit : edits) {
      if (!goOn.mayBegin()) {
        return false;
      }
      if (!messenger.edit(channel, edit.message(), edit.part())) {
        log.atDebug()
            .addKeyValue("delivery", delivery.id())
            .addKeyValue("channel", channel)
            .log("a message can no longer be changed");
      }
    }
    return true;
  }

  private void record(Delivery delivery, int part, Sent sent, boolean last) {
    Insistence.write(
        "message sent",
        () -> {
          if (last) {
            ports.outbox().lastPartSent(delivery, part, sent, clock.instant());
          } else {
            ports.outbox().partSent(delivery, part, sent, clock.instant());
          }
        });
  }

  private List<Part> left(Delivery delivery) {
    if (delivery.mainSent() && !(delivery.cargo() instanceof Cargo.Digest)) {
      return delivery.restLeft().stream()
          .<Part>map(text -> new Part.Say(text, Optional.empty()))
          .toList();
    }
    return composer
        .compose(delivery, messenger.capabilities(delivery.channel()))
        .map(Post::parts)
        .orElse(List.of());
  }

  /// The shape of the whole, which is stored by now when it is of several messages; empty when the
  /// lane is another's.
  private Optional<Shape> shape(Delivery delivery, List<Part> left) {
    var known = delivery.shape().orElse(Shape.SINGLE);
    var shape = delivery.mainSent() ? known : Shape.of(delivery.sent().size(), left);
    return shape.equals(known) || ports.outbox().shaped(delivery, shape)
        ? Optional.of(shape)
        : Optional.empty();
  }

  /// @return whether all of it was sent
  private boolean send(Delivery delivery, List<Part> left, Shape shape, GoOn goOn) {
    var after = delivery.sent().stream().reduce((_, last) -> last);
    for (int i = 0; i < left.size(); i++) {
      if (i == 0 ? !goOn.mayBegin() : !goOn.mayGoOn()) {
        return false;
      }
      var part = delivery.sent().size() + i;
      var key = delivery.partKey(part, shape);
      var sent = messenger.send(delivery.channel(), left.get(i), after, key);
      ports.tally().add(Tally.Count.PARTS_SENT);
      record(delivery, part, sent, i == left.size() - 1);
      after = Optional.of(sent.message());
    }
    return true;
  }
}
