package org.littleredbridge.config.bench;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SeenMessage;
import org.littleredbridge.sandbox.telegram.Received;

/// Discord's stand-in, without limits.
final class DiscordHouse implements House {
  private static final String POSTED = "POST /channels/{channel_id}/messages";

  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final List<SandboxChannel> channels = new ArrayList<>();

  @Override
  public String settings() {
    return "discord: { token: \"%s\", proxy: \"127.0.0.1:%d\", trust: \"%s\" }"
        .formatted(discord.token(), discord.proxy().getPort(), discord.caFile());
  }

  @Override
  public List<String> rooms(int count) {
    var guild = discord.guild("Tea");
    IntStream.range(0, count).forEach(i -> channels.add(guild.text("chat-" + i)));
    return channels.stream().map(SandboxChannel::id).toList();
  }

  @Override
  public long arrived() {
    return discord.callCount(POSTED);
  }

  @Override
  public Map<String, Received> received() {
    return channels.stream()
        .collect(
            Collectors.toMap(SandboxChannel::id, this::received, (a, _) -> a, LinkedHashMap::new));
  }

  private Received received(SandboxChannel channel) {
    return new Received(discord.messages(channel).stream().map(DiscordHouse::message).toList(), 0);
  }

  private static Received.Message message(SeenMessage seen) {
    var embeds =
        seen.embeds().stream()
            .map(e -> e.title() + " " + e.description())
            .collect(Collectors.joining(" "));
    var mark = Judged.MARK.matcher(seen.content() + " " + embeds);
    var at = OffsetDateTime.parse(seen.raw().path("timestamp").asText()).toInstant();
    return new Received.Message(mark.find() ? mark.group() : "", Orders.micros(at));
  }

  @Override
  public void close() {
    discord.close();
  }
}
