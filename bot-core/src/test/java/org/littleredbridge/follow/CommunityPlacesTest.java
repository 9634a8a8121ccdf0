package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;

/// Where a community can be spoken to.
final class CommunityPlacesTest {
  private static final Community GUILD = new Community("discord", "5", "Guild");

  @Test
  void givenManyChannelsThatChangeAtOnce_whenTheyAreKept_thenNoneIsForgotten() {
    var settings = new MemoryStore().settings();
    Crowd.allAtOnce(
        20,
        i -> {
          for (int n = 0; n < 20; n++) {
            var channel = ChannelId.of("discord", "1" + i + "0" + n);
            new CommunityPlaces(settings).keepChannel(GUILD, channel, Instant.EPOCH);
          }
          return i;
        });

    assertThat(new CommunityPlaces(settings).channels(GUILD)).hasSize(400);
  }
}
