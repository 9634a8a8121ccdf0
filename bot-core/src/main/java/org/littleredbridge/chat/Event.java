package org.littleredbridge.chat;

import java.time.Instant;
import java.util.Optional;

/// Something that a member did and the bridge must act on. Stored before anything else happens.
public sealed interface Event {
  /// Tells the event from all others, also when the service repeats it: the service's own id,
  /// beginning with the messenger's name.
  String id();

  ChannelId channel();

  Member member();

  Instant at();

  /// A message written in reply to another one.
  record Reply(
      String id,
      ChannelId channel,
      MessageRef message,
      MessageRef to,
      Member member,
      String text,
      Instant at)
      implements Event {}

  /// A command in words, such as `follow https://…`, without a leading `/`.
  ///
  /// @param message the message that holds it, where the service has one
  record Command(
      String id,
      ChannelId channel,
      Optional<MessageRef> message,
      Member member,
      String words,
      Instant at)
      implements Event {}
}
