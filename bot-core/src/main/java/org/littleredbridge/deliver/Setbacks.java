package org.littleredbridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.follow.ClosedSentence;
import org.littleredbridge.health.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What follows when a delivery could not be sent: it is tried again, waits without a try being
/// counted, or is given up with a reason that people can read.
final class Setbacks {
  private static final Logger log = LoggerFactory.getLogger(Setbacks.class);

  private final Deliverer.Ports ports;
  private final RetryPolicy retries;
  private final Clock clock;
  private final ClosedSentence closed;

  Setbacks(Deliverer.Ports ports, RetryPolicy retries, Clock clock) {
    this.ports = ports;
    this.retries = retries;
    this.clock = clock;
    this.closed = new ClosedSentence(ports.wording());
  }

  /// @return whether the lane may go on with the next delivery
  boolean failed(Delivery delivery, ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.RateLimited(Duration pause) -> {
        ports.tally().add(Tally.Count.POSTPONED);
        ports.outbox().postpone(delivery, clock.instant().plus(pause));
        yield false;
      }
      case ChatFailure.Unavailable(var detail) -> unavailable(delivery, detail);
      case ChatFailure.Refused(var reason) -> abandon(delivery, "delivery.refused", reason);
      case Closed why -> closed(delivery, why);
      case ChatFailure.Moved(var to) -> moved(delivery, to);
    };
  }

  /// A fault of ours in this delivery, which does not pass like an outage.
  ///
  /// @return whether the lane may go on with the next delivery
  boolean fault(Delivery delivery, String detail) {
    return retryOrAbandon(delivery, detail);
  }

  boolean nothingLeft(Delivery delivery) {
    return abandon(delivery, "delivery.nothing");
  }

  /// It is not the delivery that fails: nothing is given up in a public place.
  private boolean unavailable(Delivery delivery, String detail) {
    var tries = delivery.attempts() + 1;
    var now = clock.instant();
    var failing = Duration.between(delivery.failingSince().orElse(now), now);
    if (!retries.exhausted(tries, failing)) {
      return retry(delivery, retries.pause(tries), detail);
    }
    // A message that cannot be changed is no reason to send nothing there any more.
    return delivery.channel().isPrivate() || delivery.cargo() instanceof Cargo.Update
        ? abandon(delivery, "delivery.tries", tries, detail)
        : closed(delivery, new Closed(Cause.FAILING, detail));
  }

  private boolean closed(Delivery delivery, Closed why) {
    var channel = delivery.channel();
    // Nobody could open such a place to us again, and only an answer to one person can be too late.
    if (channel.isPrivate() || why.cause() == Cause.TOO_LATE) {
      if (channel.isPerson()) {
        log.atError()
            .addKeyValue("person", channel)
            .addKeyValue("cause", why.cause())
            .log(
                "an operator cannot be told anything: they must write to the bot in private first");
      }
      return abandon(delivery, language -> closed.say(language, why));
    }
    if (ports.channels().paused(channel).isEmpty()) {
      // First, since once it is paused nobody comes by here to tell it.
      ports.pauses().accept(new Paused(channel, why.cause(), why.detail()));
    }
    if (ports.channels().pause(channel, why, clock.instant())) {
      log.atWarn()
          .addKeyValue("channel", channel)
          .addKeyValue("cause", why.cause())
          .addKeyValue("detail", why.detail())
          .log("channel paused");
    }
    return false;
  }

  /// The try counts, so that a service that sends us round in circles does not do so for ever.
  private boolean moved(Delivery delivery, ChannelId to) {
    var from = delivery.channel();
    var detail = "moved to " + to;
    if (to.equals(from) || retries.after(delivery.attempts() + 1).isEmpty()) {
      return retryOrAbandon(delivery, detail);
    }
    var now = clock.instant();
    ports.channels().move(from, to, now);
    ports.outbox().retry(delivery, now, detail);
    log.atInfo().addKeyValue("from", from).addKeyValue("to", to).log("channel moved");
    // The new lane came into our hands with the move, and nothing is in flight.
    ports.outbox().release(to);
    return false;
  }

  private boolean retryOrAbandon(Delivery delivery, String detail) {
    var tries = delivery.attempts() + 1;
    Optional<Duration> pause = retries.after(tries);
    if (pause.isEmpty()) {
      return abandon(delivery, "delivery.tries", tries, detail);
    }
    return retry(delivery, pause.get(), detail);
  }

  private boolean retry(Delivery delivery, Duration pause, String detail) {
    ports.tally().add(Tally.Count.RETRIED);
    ports.outbox().retry(delivery, clock.instant().plus(pause), detail);
    log.atWarn()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("tries", delivery.attempts() + 1)
        .addKeyValue("again_in", pause)
        .addKeyValue("reason", detail)
        .log("delivery will be tried again");
    return false;
  }

  private boolean abandon(Delivery delivery, String key, Object... arguments) {
    return abandon(delivery, language -> ports.wording().say(language, key, arguments));
  }

  /// @param reason a sentence in the language it is asked for
  private boolean abandon(Delivery delivery, Function<Locale, String> reason) {
    ports.tally().add(Tally.Count.ABANDONED);
    var language = ports.languages().of(delivery.channel());
    ports.outbox().abandon(delivery, reason.apply(language), clock.instant());
    log.atWarn()
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("channel", delivery.channel())
        .addKeyValue("reason", reason.apply(Locale.ENGLISH))
        .log("delivery abandoned");
    return true;
  }
}
