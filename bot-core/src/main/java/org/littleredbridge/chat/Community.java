package org.littleredbridge.chat;

/// The circle that a channel belongs to: a Discord server, a Telegram group or broadcast channel, a
/// private chat, the browser. It is what an operator approves and what rights hold for.
///
/// @param messenger the service's name
/// @param id the service's own id
/// @param name for people; may be empty
public record Community(String messenger, String id, String name) {
  public Community {
    if (messenger.isBlank() || id.isBlank() || messenger.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a community has a messenger and an id");
    }
  }

  /// `messenger:id`, which does not change with the name.
  public String key() {
    return messenger + ":" + id;
  }
}
