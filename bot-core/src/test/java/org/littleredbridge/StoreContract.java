package org.littleredbridge;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.littleredbridge.chat.ChannelId;

/// What the contract suites of the store's ports have in common: an empty store before every test,
/// and a few moments and places.
public abstract class StoreContract {
  protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  protected static final Duration LEASE = Duration.ofMinutes(1);
  protected static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  protected static final ChannelId GARDEN = ChannelId.of("web", "garden");

  private @Nullable StorePorts ports;

  /// An empty store of the kind under test, shared with no other test.
  protected abstract StorePorts open();

  @BeforeEach
  protected void openPorts() {
    ports = open();
  }

  @AfterEach
  protected void closePorts() {
    var open = ports;
    if (open != null) {
      open.close();
    }
  }

  protected final StorePorts ports() {
    return requireNonNull(ports);
  }

  /// Restarts the store on the same data.
  protected final void restart() {
    ports = ports().reopened();
  }

  protected static Instant noonPlusSeconds(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
