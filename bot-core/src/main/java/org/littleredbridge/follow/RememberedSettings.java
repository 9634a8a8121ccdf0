package org.littleredbridge.follow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;

/// Settings in memory before the store: every delivery asks for its channel's language. What is set
/// here holds at once; what another bridge on the same store sets, within a second. Thread-safe.
public final class RememberedSettings implements Settings {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private record Setting(ChannelId channel, String name) {}

  private final Settings stored;
  private final Cache<Setting, Optional<String>> known;

  public RememberedSettings(Settings stored) {
    this(stored, Ticker.systemTicker());
  }

  /// @param ticker tells nanoseconds
  RememberedSettings(Settings stored, Ticker ticker) {
    this.stored = stored;
    this.known =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).ticker(ticker).build();
  }

  @Override
  public Optional<String> get(ChannelId channel, String name) {
    return known.get(new Setting(channel, name), _ -> stored.get(channel, name));
  }

  @Override
  public void set(ChannelId channel, String name, String value, String by, Instant at) {
    stored.set(channel, name, value, by, at);
    // After the store, and after a get that read the older value meanwhile.
    known.invalidate(new Setting(channel, name));
  }
}
