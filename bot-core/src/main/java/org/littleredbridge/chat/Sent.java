package org.littleredbridge.chat;

import java.util.List;

/// A part as the channel shows it.
///
/// @param message the message that stands for it
/// @param also further messages that the service made of it, such as the other pictures of an
///   album: a reply to one of them means the same
public record Sent(MessageRef message, List<MessageRef> also) {
  public Sent {
    also = List.copyOf(also);
  }

  public Sent(MessageRef message) {
    this(message, List.of());
  }
}
