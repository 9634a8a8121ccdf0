package org.littleredbridge.discord;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// How Discord is reached.
///
/// @param token the bot's token, from the page “Bot” of https://discord.com/developers/applications
/// @param proxy an HTTP proxy that takes CONNECT
/// @param trust a file of PEM certificates that are trusted beside the system's
/// @param messageContent whether the bot has the privileged intent to read all messages
/// @param shards into how many parts the gateway is split, 1 to 1,000; empty: as Discord recommends
public record DiscordConfig(
    String token,
    Optional<InetSocketAddress> proxy,
    Optional<Path> trust,
    boolean messageContent,
    Optional<Integer> shards) {
  public DiscordConfig {
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "discord.token is not a token: copy it from the page “Bot” of your application on"
              + " https://discord.com/developers/applications");
    }
    if (shards.filter(count -> count < 1 || count > Shards.MOST).isPresent()) {
      throw new IllegalArgumentException(
          "discord.shards must be auto or a number from 1 to " + Shards.MOST);
    }
  }

  /// With as many shards as Discord recommends.
  public DiscordConfig(
      String token,
      Optional<InetSocketAddress> proxy,
      Optional<Path> trust,
      boolean messageContent) {
    this(token, proxy, trust, messageContent, Optional.empty());
  }

  /// A name of the bot on which all that have its token agree; not secret. It is the bot's id,
  /// which stands in the token before the first dot in Base64, and where it does not, a digest.
  String bot() {
    var first = token.split("\\.", 2)[0];
    try {
      var id = new String(Base64.getUrlDecoder().decode(first), StandardCharsets.US_ASCII);
      if (id.matches("[0-9]{1,20}")) {
        return id;
      }
    } catch (IllegalArgumentException _) {
      // No Base64: not the shape that tokens have today.
    }
    return UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)).toString();
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
        + ", shards="
        + shards
        + "]";
  }
}
