package org.littleredbridge.config;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.rednote.RedNoteLinks;
import org.littleredbridge.rednote.RedNoteMedia;
import org.littleredbridge.rednote.XiaohongshuMcp;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.store.Store;

/// The side of the bridge that faces RedNote, or the stand-in for it.
///
/// @param sandbox the stand-in, when the configuration asks for it
record RedNoteSide(
    Optional<SandboxRedNote> sandbox,
    XiaohongshuMcp gateway,
    GuardedPlatform guard,
    RedNoteLinks links,
    MediaCache media) {
  /// The account's name in the ledger; there is one gateway in this version.
  static final String ACCOUNT = "xiaohongshu-mcp";

  private static final long MEDIA_ON_DISK = 512L << 20;

  /// @param changed is told when the account's health changes
  /// @param leased lets requests through only while this node may ask
  static RedNoteSide open(
      RedNote config,
      Folder folder,
      Store store,
      Tally tally,
      Clock clock,
      Consumer<SourceHealth> changed,
      UnaryOperator<NotePlatform> leased,
      Parts parts) {
    var sandbox = sandbox(config.gateway(), folder, parts);
    var gateway = parts.opened(new XiaohongshuMcp(gatewayConfig(config.gateway(), sandbox), clock));
    var guard =
        new GuardedPlatform(
            leased.apply(gateway),
            account(config.gateway()),
            new GuardedPlatform.Limits(config.polling().daily()),
            store.accounts(),
            tally,
            clock,
            changed);
    var links =
        new RedNoteLinks(
            sandbox.map(SandboxRedNote::url).orElse(URI.create("https://" + config.linkHost())));
    var media =
        new MediaCache(
            folder.media(),
            MEDIA_ON_DISK,
            MediaLimits.DEFAULT,
            new RedNoteMedia(mediaHosts(sandbox)),
            tally,
            clock);
    return new RedNoteSide(sandbox, gateway, guard, links, media);
  }

  /// The account's name in the ledger, and of its lease.
  static String account(Gateway gateway) {
    return gateway instanceof Gateway.SandboxGateway ? "sandbox" : ACCOUNT;
  }

  private static Optional<SandboxRedNote> sandbox(Gateway gateway, Folder folder, Parts parts) {
    return switch (gateway) {
      case Gateway.SandboxGateway(int port) ->
          Optional.of(
              parts.opened(
                  SandboxRedNote.start(SandboxConfig.demo(port, Optional.of(folder.world())))));
      case Gateway.XiaohongshuMcpGateway _ -> Optional.empty();
    };
  }

  private static XiaohongshuMcp.GatewayConfig gatewayConfig(
      Gateway gateway, Optional<SandboxRedNote> sandbox) {
    return switch (gateway) {
      case Gateway.SandboxGateway _ ->
          new XiaohongshuMcp.GatewayConfig(sandbox.orElseThrow().url(), Optional.empty());
      case Gateway.XiaohongshuMcpGateway(var url, var token, var _) ->
          new XiaohongshuMcp.GatewayConfig(url, token.given());
    };
  }

  private static RedNoteMedia.MediaHosts mediaHosts(Optional<SandboxRedNote> sandbox) {
    return sandbox
        .map(s -> RedNoteMedia.MediaHosts.ofRedNoteAnd(Set.of(s.url().toString())))
        .orElseGet(RedNoteMedia.MediaHosts::ofRedNote);
  }
}
