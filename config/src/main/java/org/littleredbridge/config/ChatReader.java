package org.littleredbridge.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.config.BridgeConfig.DiscordPart;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.TelegramPart;
import org.littleredbridge.telegram.TelegramLimits;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// Reads the sections `discord` and `telegram`. One without a token is switched off: its token
/// comes from the environment, where it may be missing on purpose.
final class ChatReader {
  private static final String API = "https://api.telegram.org";
  // As TelegramConfig has it; asked here so that “check” knows, with the line.
  private static final Pattern BOT_TOKEN = Pattern.compile("[1-9][0-9]{0,17}:[A-Za-z0-9_-]+");
  private static final Pattern PROXY =
      Pattern.compile("(?:http://)?([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})/?");
  private static final Pattern RATE = Pattern.compile("(1000|[1-9][0-9]{0,2}) ?/ ?(s|min)");
  private static final Pattern SHARDS = Pattern.compile("1000|[1-9][0-9]{0,2}");
  private static final int LARGEST_PORT = 65_535;

  private ChatReader() {}

  static Optional<DiscordPart> discord(Section section) {
    var token = token(section);
    var proxy = section.string("proxy").filter(p -> !p.isBlank()).map(p -> proxy(section, p));
    var trust = section.string("trust").filter(p -> !p.isBlank()).map(p -> file(section, p));
    var content = section.truth("message-content", false);
    var shards = shards(section);
    section.finish();
    return on(token).map(known -> new DiscordPart(known, proxy, trust, content, shards));
  }

  private static Optional<Integer> shards(Section section) {
    var text = section.string("shards").map(String::strip).filter(t -> !t.equals("auto"));
    if (text.isPresent() && !SHARDS.matcher(text.get()).matches()) {
      throw section.wrong(
          "shards", "must be auto, or a number of shards from 1 to 1000, the same on all nodes");
    }
    return text.map(Integer::valueOf);
  }

  static Optional<TelegramPart> telegram(Section section) {
    var token = token(section);
    if (token.given().isPresent() && !BOT_TOKEN.matcher(token.value()).matches()) {
      throw section.wrong(
          "token",
          "is no bot token; it looks like 123456:ABC-def: copy it whole from BotFather's message");
    }
    var api = api(section);
    var limits =
        section.section("limits").map(ChatReader::limits).orElse(TelegramLimits.documented());
    section.finish();
    return on(token).map(known -> new TelegramPart(known, api, limits));
  }

  private static TelegramLimits limits(Section section) {
    var documented = TelegramLimits.documented();
    var limits =
        new TelegramLimits(
            rate(section, "bot", documented.bot()),
            rate(section, "chat", documented.chat()),
            rate(section, "group", documented.group()));
    section.finish();
    return limits;
  }

  private static Optional<Rate> rate(Section section, String key, Optional<Rate> otherwise) {
    var text = section.string(key).map(String::strip);
    if (text.isEmpty() || text.get().equals("off")) {
      return text.isEmpty() ? otherwise : Optional.empty();
    }
    var rate = RATE.matcher(text.get());
    if (!rate.matches()) {
      throw section.wrong(
          key, "must be a rate such as 30/s or 20/min, of at most 1000 messages, or off");
    }
    var span = rate.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    return Optional.of(new Rate(Integer.parseInt(rate.group(1)), span));
  }

  private static Optional<Secret> on(Secret token) {
    return token.given().map(_ -> token);
  }

  private static Secret token(Section section) {
    var token = new Secret(section.string("token", "").strip());
    // It travels in a header or in a path.
    if (!token.value().matches("[A-Za-z0-9:._-]*")) {
      throw section.wrong("token", "holds signs that no token has; copy it again");
    }
    return token;
  }

  private static InetSocketAddress proxy(Section section, String written) {
    var parts = PROXY.matcher(written.strip());
    if (parts.matches()) {
      var port = Integer.parseInt(parts.group(2));
      if (port > 0 && port <= LARGEST_PORT) {
        return InetSocketAddress.createUnresolved(parts.group(1), port);
      }
    }
    throw section.wrong("proxy", "must be an HTTP proxy such as http://127.0.0.1:3128");
  }

  private static Path file(Section section, String written) {
    try {
      return Path.of(written.strip());
    } catch (InvalidPathException e) {
      throw section.wrong("trust", "must be a file with certificates in PEM form");
    }
  }

  private static URI api(Section section) {
    try {
      var api = new URI(section.string("api", API).strip());
      var path = api.getRawPath();
      if (List.of("http", "https").contains(String.valueOf(api.getScheme()))
          && api.getHost() != null
          && api.getRawUserInfo() == null
          && (path == null || path.isEmpty() || path.equals("/"))
          && api.getRawQuery() == null
          && api.getRawFragment() == null
          && api.getPort() != 0
          && api.getPort() <= LARGEST_PORT) {
        return api;
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the address, which may hold a secret.
    }
    throw section.wrong("api", "must be an address such as " + API + ", without a path");
  }
}
