package org.littleredbridge.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;

/// One thing on its way to one channel.
///
/// @param id grows; a channel gets its deliveries in this order
/// @param attempts tries that failed so far
/// @param sent the parts that the channel has already, in order
/// @param shape how it is cut up, when an earlier try found that it takes several messages
/// @param lateAt from when on a note is late; empty for what is no note
/// @param failingSince when its tries began to fail, to about the first pause; empty when none
///   failed since a part of it was sent
/// @param turn of the [Outbox.Claim] that handed it out; 0 of none
public record Delivery(
    long id,
    ChannelId channel,
    Cargo cargo,
    int attempts,
    List<MessageRef> sent,
    Optional<Shape> shape,
    Instant acceptedAt,
    Optional<Instant> lateAt,
    Optional<Instant> failingSince,
    long turn) {
  public Delivery {
    sent = List.copyOf(sent);
  }

  /// One that no try has cut up.
  public Delivery(
      long id,
      ChannelId channel,
      Cargo cargo,
      int attempts,
      List<MessageRef> sent,
      Instant acceptedAt) {
    this(
        id,
        channel,
        cargo,
        attempts,
        sent,
        Optional.empty(),
        acceptedAt,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /// One that no claim handed out.
  public Delivery(
      long id,
      ChannelId channel,
      Cargo cargo,
      int attempts,
      List<MessageRef> sent,
      Optional<Shape> shape,
      Instant acceptedAt,
      Optional<Instant> lateAt,
      Optional<Instant> failingSince) {
    this(id, channel, cargo, attempts, sent, shape, acceptedAt, lateAt, failingSince, 0);
  }

  /// The key of a part for [org.littleredbridge.chat.Messenger#send], of at most 25 characters; the
  /// same at every try that goes on with the same message.
  ///
  /// Messages of pictures do not count among the others: whether one can be had may change from try
  /// to try. A main message whose text was cut elsewhere is another one: where a service that knows
  /// the old one left the new one out, what stands between the two cuts would be lost.
  ///
  /// A digest that has taken in more notes, or is cut otherwise, is another one for the same
  /// reason.
  ///
  /// @param part from 0
  String partKey(int part, Shape whole) {
    if (cargo instanceof Cargo.Digest(var notes)) {
      var mark = DigestLayout.written(notes).hashCode() * 31 + whole.rest().hashCode();
      return "d%s-%s-%06x"
          .formatted(Long.toString(id, 36), Integer.toString(part, 36), mark & 0xFF_FFFF);
    }
    var name = "d" + Long.toString(id, 36) + "-";
    if (part < whole.pictures()) {
      return name + "p" + part;
    }
    if (part > whole.pictures() || whole.rest().isEmpty()) {
      return name + (part - whole.pictures());
    }
    return name + "0-" + Integer.toHexString(whole.rest().hashCode());
  }

  /// Whether it is a note of which the channel has nothing and that has waited too long by now.
  boolean isLateNote(Instant now) {
    return cargo instanceof Cargo.NoteCargo
        && sent.isEmpty()
        && lateAt.filter(at -> !at.isAfter(now)).isPresent();
  }

  /// Whether the main message is in the channel.
  boolean mainSent() {
    return sent.size() > shape.orElse(Shape.SINGLE).pictures();
  }

  /// Whether every part is in the channel.
  boolean allSent() {
    return sent.size() >= shape.orElse(Shape.SINGLE).size();
  }

  /// The texts of the rest that are not yet in the channel.
  List<String> restLeft() {
    var known = shape.orElse(Shape.SINGLE);
    return known.rest().subList(sent.size() - known.pictures() - 1, known.rest().size());
  }
}
