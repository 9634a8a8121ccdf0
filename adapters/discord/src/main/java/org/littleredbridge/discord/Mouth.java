package org.littleredbridge.discord;

import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;

/// Says parts of posts on Discord. Thread-safe.
final class Mouth {
  Mouth(DiscordRest rest, Places places) {}

  /// As [org.littleredbridge.chat.Messenger#capabilities].
  MessengerCapabilities capabilities(ChannelId channel) {
    throw new UnsupportedOperationException("comes with the next commit");
  }

  /// As [org.littleredbridge.chat.Messenger#send].
  Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    throw new UnsupportedOperationException("comes with the next commit");
  }
}
