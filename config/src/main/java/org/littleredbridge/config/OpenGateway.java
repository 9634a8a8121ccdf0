package org.littleredbridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.rednote.Redbook;
import org.littleredbridge.rednote.RedbookConfig;
import org.littleredbridge.rednote.RssHub;
import org.littleredbridge.rednote.XiaohongshuMcp;

/// The adapter of a gateway that stands in the configuration.
///
/// @param health asks whether the gateway itself is there, which costs no request to RedNote, and
///   says in a few words what it is
record OpenGateway(NotePlatform platform, Supplier<String> health, Runnable closing)
    implements AutoCloseable {
  /// What adapters stand on.
  ///
  /// @param tools a folder for what a tool of this account keeps
  /// @param sandbox where the stand-in listens; needed for a gateway of type sandbox alone
  record Ground(Path tools, Optional<URI> sandbox, Clock clock) {}

  static OpenGateway of(Gateway gateway, Ground ground) {
    return switch (gateway) {
      case Gateway.SandboxGateway _ ->
          mcp(ground.sandbox().orElseThrow(), Optional.empty(), ground.clock());
      case Gateway.XiaohongshuMcpGateway(var url, var token) ->
          mcp(url, token.given(), ground.clock());
      case Gateway.RedbookGateway redbook -> redbook(redbook, ground);
      case Gateway.RssHubGateway(var url, var key) -> rssHub(url, key.given(), ground.clock());
    };
  }

  private static OpenGateway mcp(URI url, Optional<String> token, Clock clock) {
    var mcp = new XiaohongshuMcp(new XiaohongshuMcp.GatewayConfig(url, token), clock);
    return new OpenGateway(mcp, mcp::health, mcp::close);
  }

  private static OpenGateway redbook(Gateway.RedbookGateway config, Ground ground) {
    var session =
        config
            .cookieFile()
            .<RedbookConfig.Session>map(
                file -> new RedbookConfig.Session.CookieFile(file.toAbsolutePath()))
            .orElseGet(() -> new RedbookConfig.Session.Cookies(config.cookies().value()));
    var platform = config.rednote() ? RedbookConfig.Platform.REDNOTE : RedbookConfig.Platform.XHS;
    var redbook =
        new Redbook(
            new RedbookConfig(
                fromHere(config.command()), platform, session, ground.tools(), Optional.empty()),
            ground.clock());
    return new OpenGateway(redbook, redbook::health, redbook::close);
  }

  /// The tool works in a folder of its own, where a path of ours leads nowhere.
  private static List<String> fromHere(List<String> command) {
    var words = new ArrayList<>(command);
    if (words.getFirst().contains("/")) {
      words.set(0, Path.of(words.getFirst()).toAbsolutePath().toString());
    }
    return words;
  }

  private static OpenGateway rssHub(URI url, Optional<String> key, Clock clock) {
    var hub = new RssHub(new RssHub.Config(url, key), clock);
    return new OpenGateway(
        hub,
        () -> {
          hub.health();
          return "RSSHub";
        },
        hub::close);
  }

  /// Whether somebody can be logged in there.
  boolean hasAccount() {
    return !platform.capabilities().can(Ability.NO_ACCOUNT);
  }

  @Override
  public void close() {
    closing.run();
  }
}
