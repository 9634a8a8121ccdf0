package org.littleredbridge.chat;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A chat service. Methods may be called from any thread; [#send] is never called twice at once for
/// one channel.
public interface Messenger extends AutoCloseable {
  /// Who hears what members do. Thread-safe.
  interface Listener {
    /// Stores the event and returns; the service is told that it arrived only after that. May
    /// throw, and then the event is not confirmed.
    void happened(Event event);

    /// Completes what a member types after `/`, such as `unfollow An`; at most 25, best first. Asks
    /// no service and answers within a second.
    List<Suggestion> suggest(ChannelId channel, String typed);

    /// Whether a text that nobody addressed to the bridge may hold a link that it answers: only
    /// such messages of people, not of bots, are an [Event.Link]. Quick; asks nobody.
    default boolean mayLink(String text) {
      return false;
    }

    /// The commands, in the order in which people should see them.
    List<MenuEntry> menu();
  }

  /// One connection on which a messenger listens.
  interface Listening extends AutoCloseable {
    /// Stops listening on it; what is being handed over ends first, which takes seconds at most. A
    /// second call does nothing.
    @Override
    void close();
  }

  /// The name that its [ChannelId]s carry, such as `web`.
  String name();

  /// The connections on which the bot can listen, by names on which all processes of this bot
  /// agree, such as `telegram:77` or `discord:42:0`. One process at a time holds each; who holds
  /// the first one also sends for the bot, so that the service's limits are kept in one place.
  ///
  /// Asks nobody and returns at once: where the service says how many there are, the list is empty
  /// or short until it has said so. Empty where nothing can be heard at all.
  List<String> connections();

  /// Tells which of the bot's connections are held by any process now. All processes must agree on
  /// how many there are: one that sees another hold a connection which it did not know has it among
  /// its [#connections()] too, from the next call on. Asks nobody and returns at once; may be left
  /// out where there is one process only.
  default void held(Set<String> connections) {}

  /// Starts to listen on one of [#connections()] and returns at once; a service that cannot be
  /// reached, or refuses us, is tried again in the background and says so in [#state()]. Sending
  /// does not depend on it. When the former listening on it was closed, it may be listened on
  /// again: what the service keeps for us meanwhile comes then, and what was heard but not
  /// confirmed comes twice.
  ///
  /// @throws IllegalStateException when it is being listened on
  Listening listen(String connection, Listener listener);

  /// What this channel can hold. May ask the service about a channel that it meets for the first
  /// time.
  ///
  /// @throws ChatException as [#send]
  MessengerCapabilities capabilities(ChannelId channel);

  /// Sends one message and blocks until the service has taken it.
  ///
  /// @param after the message that the same post sent before this one, if any: what does not fit
  ///   one message hangs there, where the service has such a thing
  /// @param key the same for every try of this message, at most 25 characters; a service that can
  ///   tell repeats by it does not show the message twice
  /// @throws ChatException with the way on
  Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key);

  /// Changes the words and buttons of a message that [#send] made, and blocks until the service has
  /// taken that. Its files stay. To be repeated without harm. Never called beside [#send] or itself
  /// for one channel.
  ///
  /// @param channel the channel to which it was sent; the message may stand in a thread of it
  /// @param part of the kind that was sent; files are not looked at
  /// @return false when the message is not there any more, or can no longer be changed
  /// @throws ChatException with the way on
  boolean edit(ChannelId channel, MessageRef message, Part part);

  /// Whether a member administers the channel. Asks the service when it must; an answer is used for
  /// at most five minutes, and not after the service has told of a change.
  ///
  /// @throws ChatException when it cannot be found out
  boolean manages(ChannelId channel, Member member);

  /// How it is going, for people.
  MessengerState state();

  /// Stops listening and sending for good; what is in flight ends first.
  @Override
  void close();
}
