package org.littleredbridge.sandbox.telegram;

import java.util.List;

/// What one chat got from the bot while that was written down.
///
/// @param messages in the order of their arrival
/// @param refused how many calls were refused with 429 by the chat's limits
public record Received(List<Message> messages, int refused) {
  public Received {
    messages = List.copyOf(messages);
  }

  /// @param mark what tells it from others, "" when its words have no mark
  /// @param micros when it arrived, Unix time in microseconds
  public record Message(String mark, long micros) {}
}
