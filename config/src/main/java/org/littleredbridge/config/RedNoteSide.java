package org.littleredbridge.config;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.health.Account;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.Sources;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteSight;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.rednote.RedNoteLinks;
import org.littleredbridge.rednote.RedNoteMedia;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.store.Store;

/// The side of the bridge that faces RedNote, or the stand-in for it.
///
/// @param sandbox the stand-in, when the configuration asks for it
/// @param doors guards of the gateways that give codes to log in, which need no lease
/// @param greeted asks each gateway at the start whether it is there, by its account and type
record RedNoteSide(
    Optional<SandboxRedNote> sandbox,
    Map<String, Supplier<String>> greeted,
    Sources sources,
    List<GuardedPlatform> doors,
    RedNoteLinks links,
    MediaCache media) {
  private static final long MEDIA_ON_DISK = 512L << 20;

  /// What a gateway stands on.
  ///
  /// @param changed makes who is told when the health of an account changes
  /// @param sight is told what the gateways bring
  /// @param leased lets requests through only while this node may ask
  record Ground(
      Folder folder,
      Store store,
      Tally tally,
      Clock clock,
      Function<String, Consumer<SourceHealth>> changed,
      UnaryOperator<NotePlatform> leased,
      NoteSight sight,
      Parts parts) {}

  static RedNoteSide open(RedNote config, Ground ground) {
    var sandbox = sandbox(config, ground);
    var greeted = new LinkedHashMap<String, Supplier<String>>();
    var sources = new ArrayList<Sources.Source>();
    var limits = new GuardedPlatform.Limits(config.polling().daily(), config.polling().quiet());
    // Gateways of one account take turns.
    var accounts = new HashMap<String, Account>();
    var doors = new ArrayList<GuardedPlatform>();
    for (var source : config.sources()) {
      var gateway =
          ground
              .parts()
              .opened(
                  OpenGateway.of(
                      source.gateway(),
                      new OpenGateway.Ground(
                          ground.folder().tool(source.account()),
                          sandbox.map(SandboxRedNote::url),
                          ground.clock())));
      greeted.put(source.account() + " (" + source.gateway().type() + ")", gateway.health());
      var platform = gateway.platform();
      var account = accounts.computeIfAbsent(source.account(), name -> new Account(name, limits));
      var changed = ground.changed().apply(source.account());
      sources.add(
          new Sources.Source(
              guard(ground.leased().apply(platform), account, changed, ground),
              source.reads(),
              source.writes()));
      if (platform.capabilities().can(Ability.LOGIN_QR)) {
        doors.add(guard(platform, account, changed, ground));
      }
    }
    var links =
        sandbox
            .map(SandboxRedNote::url)
            .map(RedNoteLinks::ofStandIn)
            .orElseGet(() -> new RedNoteLinks(URI.create("https://" + config.linkHost())));
    var media =
        new MediaCache(
            ground.folder().media(),
            MEDIA_ON_DISK,
            MediaLimits.DEFAULT,
            new RedNoteMedia(mediaHosts(sandbox)),
            ground.tally(),
            ground.clock());
    return new RedNoteSide(
        sandbox, greeted, new Sources(sources, ground.sight()), doors, links, media);
  }

  private static GuardedPlatform guard(
      NotePlatform gateway, Account account, Consumer<SourceHealth> changed, Ground ground) {
    return new GuardedPlatform(
        gateway, account, ground.store().accounts(), ground.tally(), ground.clock(), changed);
  }

  private static Optional<SandboxRedNote> sandbox(RedNote config, Ground ground) {
    return config.sources().stream()
        .flatMap(source ->
            switch (source.gateway()) {
              case Gateway.SandboxGateway(int port) -> Stream.of(port);
              case Gateway.XiaohongshuMcpGateway _,
                  Gateway.RedbookGateway _,
                  Gateway.RssHubGateway _ ->
                  Stream.<Integer>empty();
            })
        .findFirst()
        .map(port ->
            ground
                .parts()
                .opened(
                    SandboxRedNote.start(
                        SandboxConfig.demo(port, Optional.of(ground.folder().world())))));
  }

  private static RedNoteMedia.MediaHosts mediaHosts(Optional<SandboxRedNote> sandbox) {
    return sandbox
        .map(s -> RedNoteMedia.MediaHosts.ofRedNoteAnd(Set.of(s.url().toString())))
        .orElseGet(RedNoteMedia.MediaHosts::ofRedNote);
  }
}
