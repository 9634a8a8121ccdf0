package org.littleredbridge.config;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.config.BridgeConfig.DiscordPart;
import org.littleredbridge.config.BridgeConfig.TelegramPart;
import org.littleredbridge.config.BridgeConfig.WebPart;
import org.littleredbridge.discord.Discord;
import org.littleredbridge.discord.DiscordConfig;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.store.Store;
import org.littleredbridge.telegram.Telegram;
import org.littleredbridge.telegram.TelegramConfig;
import org.littleredbridge.web.Web;
import org.littleredbridge.web.WebConfig;
import org.littleredbridge.web.WebStatus;
import org.littleredbridge.wording.Wording;

/// The side of the bridge that faces people: every messenger of the configuration.
///
/// @param web the browser's, which also serves health and metrics
/// @param messengers all of them, the browser's included
record Chats(Optional<Web> web, List<Messenger> messengers) {
  /// What messengers work with.
  record Ports(
      Store store, MediaCache media, Tally tally, Wording wording, Clock clock, Parts parts) {}

  /// @param status says of the messengers how all is doing; asked for every look at the health
  ///   pages
  /// @param out where the demo shows what was sent
  /// @throws StartException when a setting cannot be used
  static Chats open(
      BridgeConfig config,
      Ports ports,
      Function<List<Messenger>, WebStatus> status,
      PrintStream out) {
    var real = !config.rednote().orElseThrow().isFictional();
    var messengers = new CopyOnWriteArrayList<Messenger>();
    var web = config.web().map(part -> web(part, real, ports, () -> status.apply(messengers)));
    web.ifPresent(page -> messengers.add(config.sandbox() ? new Echo(page, out) : page));
    try {
      config.telegram().ifPresent(part -> messengers.add(telegram(part, ports)));
      config.discord().ifPresent(part -> messengers.add(discord(part, ports)));
    } catch (IllegalArgumentException e) {
      // Its sentence names the setting.
      throw new StartException(String.valueOf(e.getMessage()));
    }
    return new Chats(web, List.copyOf(messengers));
  }

  /// Makes the page answer.
  ///
  /// @throws StartException when its port cannot be had
  void listen() {
    try {
      web.ifPresent(Web::start);
    } catch (IllegalStateException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }

  private static Web web(WebPart part, boolean real, Ports ports, Supplier<WebStatus> status) {
    var passwordNeeded = part.chat() && (real || part.beyondLoopback());
    var web =
        new Web(
            new WebConfig(
                part.host(), part.port(), part.password().given(), part.chat(), passwordNeeded),
            ports.store().transcript(),
            ports.media()::find,
            ports.tally(),
            status,
            ports.clock());
    return ports.parts().opened(web);
  }

  private static Telegram telegram(TelegramPart part, Ports ports) {
    return ports
        .parts()
        .opened(
            new Telegram(settings(part), ports.store().fileIds(), ports.wording(), ports.clock()));
  }

  static TelegramConfig settings(TelegramPart part) {
    return new TelegramConfig(part.token().value(), part.api(), part.limits());
  }

  private static Discord discord(DiscordPart part, Ports ports) {
    return ports.parts().opened(new Discord(settings(part), ports.wording(), ports.clock()));
  }

  static DiscordConfig settings(DiscordPart part) {
    return new DiscordConfig(
        part.token().value(), part.proxy(), part.trust(), part.messageContent(), part.shards());
  }
}
