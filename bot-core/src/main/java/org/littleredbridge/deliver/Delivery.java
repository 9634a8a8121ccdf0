package org.littleredbridge.deliver;

import java.time.Instant;
import java.util.List;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;

/// One thing on its way to one channel.
///
/// @param id grows; a channel gets its deliveries in this order
/// @param attempts tries that failed so far
/// @param sent the parts that the channel has already, in order
public record Delivery(
    long id,
    ChannelId channel,
    Cargo cargo,
    int attempts,
    List<MessageRef> sent,
    Instant acceptedAt) {
  public Delivery {
    sent = List.copyOf(sent);
  }

  /// The key of a part for [org.littleredbridge.chat.Messenger#send]; the same at every try.
  public String partKey(int part) {
    return "d" + Long.toString(id, 36) + "-" + part;
  }
}
