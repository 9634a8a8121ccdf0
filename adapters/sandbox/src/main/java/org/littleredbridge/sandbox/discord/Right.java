package org.littleredbridge.sandbox.discord;

/// A permission, by its bit. Source: https://docs.discord.com/developers/topics/permissions
public enum Right {
  /// Everything.
  ADMINISTRATOR(3),
  /// Edit the server; what "Manage Server" is in the client.
  MANAGE_GUILD(5),
  /// Put reactions under messages.
  ADD_REACTIONS(6),
  /// See the channel at all.
  VIEW_CHANNEL(10),
  /// Write in channels and open forum posts.
  SEND_MESSAGES(11),
  /// Delete other people's messages.
  MANAGE_MESSAGES(13),
  /// Show embeds.
  EMBED_LINKS(14),
  /// Send files.
  ATTACH_FILES(15),
  /// Read what was written before.
  READ_MESSAGE_HISTORY(16),
  /// Ping everyone.
  MENTION_EVERYONE(17),
  /// Archive and delete threads.
  MANAGE_THREADS(34),
  /// Open threads that all can see.
  CREATE_PUBLIC_THREADS(35),
  /// Write in threads.
  SEND_MESSAGES_IN_THREADS(38),
  /// Use slash commands.
  USE_APPLICATION_COMMANDS(31);

  final long bit;

  Right(int bit) {
    this.bit = 1L << bit;
  }

  static long bits(Right... rights) {
    long bits = 0;
    for (var right : rights) {
      bits |= right.bit;
    }
    return bits;
  }

  boolean in(long bits) {
    return (bits & (bit | ADMINISTRATOR.bit)) != 0;
  }

  static long all() {
    return bits(values()) & ~ADMINISTRATOR.bit;
  }
}
