package org.littleredbridge.sandbox.discord;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the stand-in of Discord is to behave. All ports are on 127.0.0.1; 0 takes any free one.
///
/// @param port of the REST interface, the pages and the controls
/// @param gatewayPort of the gateway's WebSocket
/// @param proxyPort of the CONNECT proxy
/// @param token the bot's token, without `Bot `
/// @param limits rate limits
/// @param sessions how many shards are recommended, and how sessions may be begun
/// @param mostUploadBytes size limit of one file; Discord's default is 10 MiB
/// @param heartbeat interval the gateway asks for
/// @param keep how many messages a channel remembers
/// @param caFile where the certificate authority's PEM is written; empty = a temporary file
public record SandboxDiscordConfig(
    int port,
    int gatewayPort,
    int proxyPort,
    String token,
    Limits limits,
    Sessions sessions,
    long mostUploadBytes,
    Duration heartbeat,
    int keep,
    Optional<Path> caFile) {
  /// Rate limits. Real ones are told by headers only; these are what people have seen.
  ///
  /// @param on false = no limit and no headers
  /// @param messages how many messages may be written to one channel in a window
  /// @param others how many calls of any other route and place in a window
  /// @param window how long a bucket counts
  /// @param global calls a second over all routes but those of interactions
  public record Limits(boolean on, int messages, int others, Duration window, int global) {
    public Limits {
      if (messages < 1 || others < 1 || global < 1 || !window.isPositive()) {
        throw new IllegalArgumentException("A rate limit must let something through.");
      }
    }

    /// 5 messages in 5 seconds, 50 calls a second.
    public static Limits likeDiscord() {
      return new Limits(true, 5, 20, Duration.ofSeconds(5), 50);
    }

    /// None at all.
    public static Limits none() {
      return new Limits(false, 1, 1, Duration.ofSeconds(1), 1);
    }
  }

  /// What the gateway asks of a bot.
  ///
  /// @param shards how many it recommends
  /// @param concurrency how many sessions may begin at once: those whose shards differ modulo this
  /// @param apart how long after one the next of the same key may begin
  /// @param starts how many may begin within a day
  public record Sessions(int shards, int concurrency, Duration apart, int starts) {
    public Sessions {
      if (shards < 1 || concurrency < 1 || starts < 1 || apart.isNegative()) {
        throw new IllegalArgumentException("The gateway must let a session begin.");
      }
    }

    /// One shard, one session in 5 seconds, 1,000 a day.
    public static Sessions likeDiscord() {
      return new Sessions(1, 1, Duration.ofSeconds(5), 1_000);
    }

    /// One shard, and sessions as fast as they come.
    public static Sessions unlimited() {
      return new Sessions(1, 1, Duration.ZERO, 1_000_000);
    }

    /// The same with another number of shards.
    public Sessions recommending(int count) {
      return new Sessions(count, concurrency, apart, starts);
    }
  }

  public SandboxDiscordConfig {
    for (int each : new int[] {port, gatewayPort, proxyPort}) {
      if (each < 0 || each > 65_535) {
        throw new IllegalArgumentException("A port must be 0 to 65535, not " + each + ".");
      }
    }
    if (token.isBlank() || keep < 1 || mostUploadBytes < 1 || !heartbeat.isPositive()) {
      throw new IllegalArgumentException(
          "The sandbox's Discord needs a token, room for messages and files, and a heartbeat.");
    }
  }

  /// Any free ports and Discord's limits.
  public static SandboxDiscordConfig any() {
    return new SandboxDiscordConfig(
        0,
        0,
        0,
        "MTE3MzAwMDAwMDAwMDAwMDAwMA.Gsandb.ox-little-red-bridge-not-a-secret",
        Limits.likeDiscord(),
        Sessions.likeDiscord(),
        10L << 20,
        Duration.ofMillis(41_250),
        10_000,
        Optional.empty());
  }

  /// Any free ports, no limits of rates or sessions.
  public static SandboxDiscordConfig unlimited() {
    return any().withLimits(Limits.none()).withSessions(Sessions.unlimited());
  }

  /// The same with other ports.
  public SandboxDiscordConfig withPorts(int rest, int gateway, int proxy) {
    return new SandboxDiscordConfig(
        rest, gateway, proxy, token, limits, sessions, mostUploadBytes, heartbeat, keep, caFile);
  }

  /// The same with another token.
  public SandboxDiscordConfig withToken(String value) {
    return new SandboxDiscordConfig(
        port,
        gatewayPort,
        proxyPort,
        value,
        limits,
        sessions,
        mostUploadBytes,
        heartbeat,
        keep,
        caFile);
  }

  /// The same with other rate limits.
  public SandboxDiscordConfig withLimits(Limits value) {
    return new SandboxDiscordConfig(
        port,
        gatewayPort,
        proxyPort,
        token,
        value,
        sessions,
        mostUploadBytes,
        heartbeat,
        keep,
        caFile);
  }

  /// The same with other limits of sessions.
  public SandboxDiscordConfig withSessions(Sessions value) {
    return new SandboxDiscordConfig(
        port,
        gatewayPort,
        proxyPort,
        token,
        limits,
        value,
        mostUploadBytes,
        heartbeat,
        keep,
        caFile);
  }

  /// The same with another size limit of files, in bytes.
  public SandboxDiscordConfig withMostUploadBytes(long value) {
    return new SandboxDiscordConfig(
        port, gatewayPort, proxyPort, token, limits, sessions, value, heartbeat, keep, caFile);
  }

  /// The same with another heartbeat interval.
  public SandboxDiscordConfig withHeartbeat(Duration value) {
    return new SandboxDiscordConfig(
        port,
        gatewayPort,
        proxyPort,
        token,
        limits,
        sessions,
        mostUploadBytes,
        value,
        keep,
        caFile);
  }

  /// The same, writing the authority's certificate to a file.
  public SandboxDiscordConfig withCaFile(Path value) {
    return new SandboxDiscordConfig(
        port,
        gatewayPort,
        proxyPort,
        token,
        limits,
        sessions,
        mostUploadBytes,
        heartbeat,
        keep,
        Optional.of(value));
  }

  /// Without the token.
  @Override
  public String toString() {
    return "SandboxDiscordConfig[port=%d, gatewayPort=%d, proxyPort=%d, limits=%s, sessions=%s]"
        .formatted(port, gatewayPort, proxyPort, limits, sessions);
  }
}
