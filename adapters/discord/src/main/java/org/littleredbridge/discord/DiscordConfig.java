package org.littleredbridge.discord;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// How Discord is reached.
///
/// @param token the bot's token, from the page “Bot” of https://discord.com/developers/applications
/// @param proxy an HTTP proxy that takes CONNECT
/// @param trust a file of PEM certificates that are trusted beside the system's
/// @param messageContent whether the bot has the privileged intent to read all messages
public record DiscordConfig(
    String token, Optional<InetSocketAddress> proxy, Optional<Path> trust, boolean messageContent) {
  public DiscordConfig {
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "discord.token is not a token: copy it from the page “Bot” of your application on"
              + " https://discord.com/developers/applications");
    }
  }

  /// Never shows the token.
  @Override
  public String toString() {
    return "DiscordConfig[proxy="
        + proxy
        + ", trust="
        + trust
        + ", messageContent="
        + messageContent
        + "]";
  }
}
