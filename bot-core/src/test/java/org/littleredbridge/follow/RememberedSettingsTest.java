package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.chat.ChannelId;

final class RememberedSettingsTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");

  private final Settings stored = new MemoryStore().settings();
  private final AtomicLong nanos = new AtomicLong();
  private final RememberedSettings settings = new RememberedSettings(stored, nanos::get);

  @Test
  void givenAValueThatWasRead_whenItIsSetHere_thenTheNewOneHoldsAtOnce() {
    set(settings, "en");
    assertThat(settings.get(LOBBY, "language")).contains("en");
    set(settings, "zh");

    assertThat(settings.get(LOBBY, "language")).contains("zh");
    assertThat(stored.get(LOBBY, "language")).contains("zh");
  }

  @Test
  void givenAnAbsentValueThatWasRead_whenAnotherBridgeSetsIt_thenItHoldsWithinASecond() {
    assertThat(settings.get(LOBBY, "language")).isEmpty();
    set(stored, "zh");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(settings.get(LOBBY, "language")).contains("zh");
  }

  private static void set(Settings settings, String value) {
    settings.set(LOBBY, "language", value, "web:ann", Instant.EPOCH);
  }
}
