package org.littleredbridge.chat;

import java.time.Instant;
import java.util.Optional;

/// Something that happened in a chat and that the bridge must act on. Stored before anything else
/// happens.
public sealed interface Event {
  /// Tells the event from all others, also when the service repeats it: the service's own id,
  /// beginning with the messenger's name.
  String id();

  /// Events of one channel are handled in order.
  ChannelId channel();

  Community community();

  Instant at();

  /// A message written in reply to another one.
  record Reply(
      String id,
      ChannelId channel,
      Community community,
      MessageRef message,
      MessageRef to,
      Member member,
      String text,
      Instant at)
      implements Event {}

  /// A message that answers none and holds a link that the bridge may answer; see
  /// [Messenger.Listener#mayLink].
  record Link(
      String id,
      ChannelId channel,
      Community community,
      MessageRef message,
      Member member,
      String text,
      Instant at)
      implements Event {}

  /// A command in words, such as `follow https://…`, without a leading `/`.
  ///
  /// @param channel the channel that it is about, which may be another one than where it was given
  /// @param message the message that holds it, where the service has one
  /// @param answerTo where the answer goes
  record Command(
      String id,
      ChannelId channel,
      Community community,
      Optional<MessageRef> message,
      ChannelId answerTo,
      Member member,
      String words,
      Instant at)
      implements Event {
    /// A command that is answered where it was given.
    public Command(
        String id,
        ChannelId channel,
        Community community,
        Optional<MessageRef> message,
        Member member,
        String words,
        Instant at) {
      this(id, channel, community, message, channel, member, words, at);
    }
  }

  /// A button was pressed.
  ///
  /// @param message the message with the button
  /// @param answerTo where the member alone reads the answer
  record Press(
      String id,
      ChannelId channel,
      Community community,
      MessageRef message,
      ChannelId answerTo,
      Member member,
      Action action,
      Instant at)
      implements Event {}

  /// The bot has come into a community, or may speak there again.
  ///
  /// @param channel where the community can be told something, if the service says; else of the
  ///   community's own id
  /// @param by who invited it, where the service tells
  record Joined(String id, ChannelId channel, Community community, Optional<Member> by, Instant at)
      implements Event {}

  /// The bot was removed from a community, or shut out of one channel.
  record Left(String id, ChannelId channel, Community community, Instant at) implements Event {}

  /// The service has given a channel another id.
  record Moved(String id, ChannelId channel, Community community, ChannelId to, Instant at)
      implements Event {}
}
