package org.littleredbridge.telegram;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bot's public name, once Telegram has told it. Thread-safe.
final class BotName {
  private volatile @Nullable String name;

  void set(@Nullable String now) {
    name = now;
  }

  Optional<String> get() {
    return Optional.ofNullable(name);
  }

  boolean is(String other) {
    return other.equalsIgnoreCase(name);
  }
}
