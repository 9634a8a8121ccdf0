package org.littleredbridge.chat;

/// A message in a channel, by the service's own id.
public record MessageRef(ChannelId channel, String id) {
  public MessageRef {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a message has an id");
    }
  }
}
