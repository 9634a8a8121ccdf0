package org.littleredbridge.telegram;

import java.net.URI;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.TelegramUrl;

/// One Telegram bot.
///
/// @param token what BotFather gave, `NUMBER:SECRET`; never printed
/// @param api the Bot API server: scheme, host and port and nothing else,
///   `https://api.telegram.org` or one of your own,
///   https://core.telegram.org/bots/api#using-a-local-bot-api-server
/// @param limits how many messages are sent
public record TelegramConfig(String token, URI api, TelegramLimits limits) {
  private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,17}:[A-Za-z0-9_-]+");

  public TelegramConfig {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "telegram.token is no bot token. It looks like 123456:ABC-def: copy it whole from"
              + " BotFather's message.");
    }
    check(api);
  }

  /// With the limits that Telegram documents.
  public TelegramConfig(String token, URI api) {
    this(token, api, TelegramLimits.documented());
  }

  private static void check(URI api) {
    if (!"https".equalsIgnoreCase(api.getScheme()) && !"http".equalsIgnoreCase(api.getScheme())) {
      throw wrong("begins with http:// or https://");
    }
    if (api.getHost() == null) {
      throw wrong("names a host");
    }
    if (api.getRawUserInfo() != null) {
      throw wrong("has no user name or password");
    }
    if (!api.getRawPath().isEmpty() && !api.getRawPath().equals("/")
        || api.getRawQuery() != null
        || api.getRawFragment() != null) {
      throw wrong("ends after the host and port: a path behind it cannot be used");
    }
  }

  // Without the address itself: people paste the token into it.
  private static IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException(
        "telegram.api " + rule + ", such as https://api.telegram.org or http://127.0.0.1:8081.");
  }

  /// The bot's own id: the number before the colon, as
  /// https://core.telegram.org/bots/api#authorizing-your-bot shows.
  long botId() {
    return Long.parseLong(token.substring(0, token.indexOf(':')));
  }

  TelegramUrl telegramUrl() {
    var https = api.getScheme().equalsIgnoreCase("https");
    var port = api.getPort() >= 0 ? api.getPort() : https ? 443 : 80;
    return new TelegramUrl(https ? "https" : "http", api.getHost(), port, false);
  }

  /// Without the token.
  @Override
  public String toString() {
    return "TelegramConfig[bot=" + botId() + ", api=" + api + ", limits=" + limits + "]";
  }
}
