package org.littleredbridge.chat;

import java.util.function.Consumer;

/// A chat service. Methods may be called from any thread; [#send] is never called twice at once for
/// one channel.
public interface Messenger extends AutoCloseable {
  /// The name that its [ChannelId]s carry, such as `web`.
  String name();

  /// Starts to listen. Called once, before anything else.
  ///
  /// @param listener stores the event and returns; the service is told that an event arrived only
  ///   after that. It may throw, and then the event is not confirmed.
  void open(Consumer<Event> listener);

  MessengerCapabilities capabilities(ChannelId channel);

  /// Sends one message and blocks until the service has taken it.
  ///
  /// @param key the same for every try of this message, at most 25 characters; a service that can
  ///   tell repeats by it does not show the message twice
  /// @throws ChatException with the way on
  MessageRef send(ChannelId channel, Part part, String key);

  /// Stops listening; what is in flight ends first.
  @Override
  void close();
}
