package org.littleredbridge.follow;

import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;

/// What channels have set for themselves. Thread-safe; who reads and then sets holds its monitor.
public interface Settings {
  /// A channel's language for people, a BCP 47 tag.
  String LANGUAGE = "language";

  /// The [org.littleredbridge.chat.Community#key()] that a channel belongs to.
  String COMMUNITY = "community";

  /// How a channel's replies sound: `casual` or `polite`.
  String TONE = "tone";

  Optional<String> get(ChannelId channel, String name);

  /// Sets a value and keeps who did it and when.
  void set(ChannelId channel, String name, String value, String by, Instant at);
}
