package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;

/// The pace against the limits of Discord's stand-in; both go by one clock.
final class PaceOverTheWireTest {
  private static final String POST = "POST /channels/{channel_id}/messages";

  private final SettableClock clock = SettableClock.at("2026-11-21T12:00:00Z");
  private final Instant noon = clock.instant();
  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.any(), clock);
  private final Wiretap wire = Wiretap.before(discord.restUrl().toString());
  private final DiscordRest rest =
      new DiscordRest(
          new DiscordConfig(discord.token(), Optional.empty(), Optional.empty(), false),
          clock,
          new DiscordRest.Surroundings(wire.base(), Limits.PER_SECOND, clock::advance));
  private final Mouth mouth = new Mouth(rest, new Places(rest, clock));
  private final Map<ChannelId, Instant> lastShown = new HashMap<>();

  @AfterEach
  void close() {
    rest.close();
    wire.close();
    discord.close();
  }

  private List<ChannelId> channels(int count) {
    var guild = discord.guild("Tea");
    var channels = new ArrayList<ChannelId>();
    for (int i = 0; i < count; i++) {
      channels.add(ChannelId.of("discord", guild.text("room-" + i).id()));
    }
    return channels;
  }

  /// Sends so many messages to each, as lanes do: in order, each again when it was told to come.
  private void deliver(List<ChannelId> channels, int each) {
    record Lane(ChannelId channel, int sent, Instant at) {}
    var lanes = new PriorityQueue<Lane>(Comparator.comparing(Lane::at));
    channels.forEach(channel -> lanes.add(new Lane(channel, 0, clock.instant())));
    while (!lanes.isEmpty()) {
      var lane = lanes.remove();
      clock.set(lane.at().isAfter(clock.instant()) ? lane.at() : clock.instant());
      var part = new Part.Say("number " + lane.sent(), Optional.empty());
      try {
        mouth.send(
            lane.channel(), part, Optional.empty(), lane.channel().chat() + ":" + lane.sent());
        lastShown.put(lane.channel(), clock.instant());
        if (lane.sent() + 1 < each) {
          lanes.add(new Lane(lane.channel(), lane.sent() + 1, clock.instant()));
        }
      } catch (ChatException e) {
        var pause = ((ChatFailure.RateLimited) e.failure()).pause();
        lanes.add(new Lane(lane.channel(), lane.sent(), clock.instant().plus(pause)));
      }
    }
  }

  private Duration took(ChannelId channel) {
    return Duration.between(noon, lastShown.getOrDefault(channel, Instant.MAX));
  }

  @Test
  void givenDiscordsLimits_whenManyChannelsAreFlooded_thenNothingIsRefusedAndNoneStarves() {
    var channels = channels(40);
    deliver(channels, 12);

    assertThat(discord.callCount(POST)).as("no call was refused").isEqualTo(40 * 12);
    // Two windows of five seconds must pass, and 480 messages need ten.
    assertThat(channels)
        .allSatisfy(
            one -> assertThat(took(one)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(17)));
  }

  @Test
  void givenOneSlowChannel_whenOthersAreServed_thenTheyDoNotWaitForIt() {
    var channels = channels(10);
    discord.fault(DiscordFault.rateLimited(POST, Duration.ofMinutes(2), false));
    deliver(channels, 5);

    var slow = channels.stream().max(Comparator.comparing(this::took)).orElseThrow();
    assertThat(took(slow)).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    assertThat(channels.stream().filter(one -> !one.equals(slow)))
        .allSatisfy(one -> assertThat(took(one)).isLessThan(Duration.ofSeconds(3)));
    assertThat(discord.callCount(POST)).as("refused once").isEqualTo(51);
  }
}
