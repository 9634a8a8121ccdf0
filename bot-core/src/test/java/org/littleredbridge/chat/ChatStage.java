package org.littleredbridge.chat;

import java.util.List;
import java.util.Optional;

/// A chat service with a messenger on it, as tests of messengers see it: what people read there,
/// what they do, and what goes wrong. Every messenger brings one, over real sockets.
public interface ChatStage extends AutoCloseable {
  /// A message as people see it.
  ///
  /// @param text all that can be read of it, without markup
  /// @param files how many pictures and videos it shows
  /// @param buttons codes of the actions that can be pressed
  /// @param links where its links lead that do not show their address as they stand
  /// @param pings whom it calls: names of people, roles or `everyone`
  record Visible(
      String id,
      String text,
      int files,
      List<String> buttons,
      List<String> links,
      List<String> pings,
      Optional<String> replyTo) {}

  /// What the service answers to the next message.
  enum Trouble {
    /// Asks to wait for a second or two.
    TOO_MANY,
    /// Fails inside.
    BROKEN,
    /// Will not have this message.
    UNWANTED,
    /// The bot may not write in this channel.
    FORBIDDEN,
    /// Shows the message, and the answer is lost on the way.
    ANSWER_LOST,
    /// Answers what nobody can read.
    GARBAGE
  }

  /// The messenger, not opened yet; another one after [#restart].
  Messenger messenger();

  /// Ends the messenger and makes a new one on the same service, as a new start of the bridge does.
  void restart();

  /// Two channels in which the bridge may speak.
  ChannelId channel();

  ChannelId other();

  /// Everything that a channel shows, oldest first, the members' own messages left out.
  List<Visible> shown(ChannelId channel);

  /// The member of tests writes something.
  MessageRef says(ChannelId channel, String text, Optional<MessageRef> replyTo);

  /// The member gives a command, in the way of this service.
  void commands(ChannelId channel, String words);

  /// The member's id, as events carry it.
  String member();

  /// Makes the member one who manages the channels.
  void promote();

  /// Whether messages have buttons here.
  boolean hasButtons();

  /// Whether the links of a digest are seen by [#shown]; a page of ours makes them itself.
  default boolean linksNotes() {
    return true;
  }

  /// The member presses a button of a message.
  void presses(MessageRef message, String code);

  /// What the member was answered privately since the start, oldest first.
  List<String> toldPrivately();

  /// Troubles that this service can have.
  List<Trouble> troubles();

  /// The next message to this channel meets a trouble.
  void trouble(ChannelId channel, Trouble trouble);

  /// Whether the service knows a message by its key and shows it once.
  boolean knowsKeys();

  /// Whether the service hands an event over again that was not confirmed; else the member is told
  /// that it came to nothing.
  boolean handsOverAgain();

  @Override
  void close();
}
