package org.littleredbridge.sandbox.telegram;

/// How many messages may be sent, as https://core.telegram.org/bots/faq#my-bot-is-hitting-limits
/// describes it; 0 = no limit. A limit lets that many through at once and then refills evenly.
///
/// @param perSecond to all chats together
/// @param perChatPerSecond to one chat
/// @param perGroupPerMinute to one group; an album counts each of its pictures
public record Limits(int perSecond, int perChatPerSecond, int perGroupPerMinute) {
  public Limits {
    if (perSecond < 0 || perChatPerSecond < 0 || perGroupPerMinute < 0) {
      throw new IllegalArgumentException("A limit is 0 (none) or more.");
    }
  }

  /// None.
  public static Limits none() {
    return new Limits(0, 0, 0);
  }

  /// What Telegram's page says: about 30 a second, 1 a second and chat, 20 a minute and group.
  public static Limits usual() {
    return new Limits(30, 1, 20);
  }
}
