package org.littleredbridge.sandbox.telegram;

import java.time.Duration;
import java.util.Optional;

/// How the stand-in of Telegram is to behave.
///
/// @param port TCP port on 127.0.0.1; 0 takes any free one
/// @param token the one bot's token, `NUMBER:SECRET`
/// @param username the bot's public name, without `@`
/// @param limits when calls are answered with 429
/// @param privacy true = in groups the bot gets only commands, mentions, replies to itself and
///   service messages unless it is an administrator, as
///   https://core.telegram.org/bots/features#privacy-mode says
/// @param queryLife how long a pressed button waits for its answer
/// @param keep how many messages of a chat are remembered
/// @param lastingIds true = message ids go on from the clock, so that those of an earlier run do
///   not come again; false = each chat counts from 1
public record SandboxTelegramConfig(
    int port,
    String token,
    String username,
    Limits limits,
    boolean privacy,
    Duration queryLife,
    int keep,
    boolean lastingIds) {
  /// The token in the demo and in tests; it opens nothing but this stand-in.
  public static final String TOKEN = "7000000001:sandbox-token-that-opens-nothing-else";

  public SandboxTelegramConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The sandbox's port must be 0 to 65535, not " + port + ".");
    }
    if (!token.matches("[1-9]\\d{0,14}:[A-Za-z0-9_-]{1,200}")) {
      throw new IllegalArgumentException(
          "The sandbox's Telegram token must look like 123:ABC (a number, a colon, letters).");
    }
    if (!username.matches("[A-Za-z]\\w{3,30}")) {
      throw new IllegalArgumentException(
          "The sandbox's bot name must be 4 to 31 letters, digits or underscores.");
    }
    if (queryLife.isNegative() || keep < 1) {
      throw new IllegalArgumentException(
          "The sandbox's Telegram keeps 1 message or more, and queries for a time not negative.");
    }
  }

  /// For tests: no limits, the bot hears everything, ids from 1.
  public static SandboxTelegramConfig still(int port) {
    return new SandboxTelegramConfig(
        port,
        TOKEN,
        "little_red_bridge_bot",
        Limits.none(),
        false,
        Duration.ofMinutes(1),
        10_000,
        false);
  }

  /// For the demo: like `still`, with the bot's usual deafness and ids that outlast a restart.
  public static SandboxTelegramConfig demo(int port) {
    var still = still(port);
    return new SandboxTelegramConfig(
        port, TOKEN, still.username, Limits.none(), true, still.queryLife, 10_000, true);
  }

  /// The same with limits.
  public SandboxTelegramConfig withLimits(Limits value) {
    return new SandboxTelegramConfig(
        port, token, username, value, privacy, queryLife, keep, lastingIds);
  }

  /// The same with another token.
  public SandboxTelegramConfig withToken(String value) {
    return new SandboxTelegramConfig(
        port, value, username, limits, privacy, queryLife, keep, lastingIds);
  }

  /// The same, with or without privacy mode.
  public SandboxTelegramConfig withPrivacy(boolean value) {
    return new SandboxTelegramConfig(
        port, token, username, limits, value, queryLife, keep, lastingIds);
  }

  /// The same with another time for answers to buttons.
  public SandboxTelegramConfig withQueryLife(Duration value) {
    return new SandboxTelegramConfig(
        port, token, username, limits, privacy, value, keep, lastingIds);
  }

  /// The same, remembering so many messages of a chat.
  public SandboxTelegramConfig withKeep(int value) {
    return new SandboxTelegramConfig(
        port, token, username, limits, privacy, queryLife, value, lastingIds);
  }

  TelegramUser bot() {
    return new TelegramUser(
        Long.parseLong(token.substring(0, token.indexOf(':'))),
        true,
        "Little Red Bridge",
        Optional.of(username),
        Optional.empty());
  }

  /// Without the token.
  @Override
  public String toString() {
    return "SandboxTelegramConfig[port=%d, username=%s, limits=%s, privacy=%s]"
        .formatted(port, username, limits, privacy);
  }
}
