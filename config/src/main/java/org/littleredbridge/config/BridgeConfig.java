package org.littleredbridge.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.deliver.Deliverer;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.relay.CommentMode;
import org.littleredbridge.store.StoreConfig;
import org.littleredbridge.telegram.TelegramLimits;
import org.littleredbridge.translate.Budget;

/// What the operator set, checked. A part that is left out is switched off.
///
/// @param sandbox whether nothing was configured and the demo runs
record BridgeConfig(
    boolean sandbox,
    Data data,
    List<String> operators,
    boolean communitiesOpen,
    DeliveryPart delivery,
    Optional<WebPart> web,
    Optional<RedNote> rednote,
    Optional<DiscordPart> discord,
    Optional<TelegramPart> telegram,
    TranslationPart translation,
    List<String> warnings) {

  /// @param file the store's, or with PostgreSQL a file that is never made: pictures are kept
  ///   beside it
  /// @param node this process' name among those on the store; empty: it has none of its own
  record Data(StoreConfig store, Path file, Optional<String> node) {
    static Data of(StoreConfig.Sqlite sqlite) {
      return new Data(sqlite, sqlite.file(), Optional.empty());
    }

    /// Whether others may work on the store too.
    boolean isShared() {
      return store instanceof StoreConfig.Postgres;
    }
  }

  /// @param catchUp more late notes than this come as one digest; 0: each comes by itself
  record DeliveryPart(int catchUp) {
    static final DeliveryPart USUAL = new DeliveryPart(Deliverer.CATCH_UP);
  }

  /// @param password never printed
  record WebPart(String host, int port, boolean chat, Secret password) {
    boolean beyondLoopback() {
      return !Set.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
    }
  }

  /// @param sources at least one, the preferred first
  record RedNote(List<Source> sources, String linkHost, Polling polling, Comments comments) {
    RedNote {
      sources = List.copyOf(sources);
    }

    /// Whether nothing of it is real.
    boolean isFictional() {
      return sources.stream()
          .allMatch(source -> source.gateway() instanceof Gateway.SandboxGateway);
    }

    /// In whose name all of them are asked by one node, whatever their order: a call goes from one
    /// to the next.
    static final String LEASED = "rednote";

    boolean writes() {
      return sources.stream().anyMatch(Source::writes);
    }
  }

  /// @param account the name of its account: in the ledger, and for people
  record Source(String account, Gateway gateway, boolean reads, boolean writes) {
    static Source of(Gateway gateway) {
      return new Source(gateway.type(), gateway, true, true);
    }
  }

  /// @param proxy an HTTP proxy on the way to Discord
  /// @param trust extra certificates in PEM form
  /// @param messageContent whether the bot was given Discord's message content intent
  /// @param shards into how many parts the gateway is split; empty: as Discord recommends
  record DiscordPart(
      Secret token,
      Optional<InetSocketAddress> proxy,
      Optional<Path> trust,
      boolean messageContent,
      Optional<Integer> shards) {}

  /// @param limits how many messages are sent
  record TelegramPart(Secret token, URI api, TelegramLimits limits) {}

  sealed interface Gateway {
    /// As it is written in the configuration.
    String type();

    record XiaohongshuMcpGateway(URI url, Secret token) implements Gateway {
      @Override
      public String type() {
        return "xiaohongshu-mcp";
      }
    }

    /// @param command the program and what comes before its arguments
    /// @param rednote whether the account is one of rednote.com, not of xiaohongshu.com
    /// @param cookies what a browser sends; empty where a file holds them
    /// @param cookieFile the tool's own file
    record RedbookGateway(
        List<String> command, boolean rednote, Secret cookies, Optional<Path> cookieFile)
        implements Gateway {
      @Override
      public String type() {
        return "redbook";
      }
    }

    record RssHubGateway(URI url, Secret key) implements Gateway {
      @Override
      public String type() {
        return "rsshub";
      }
    }

    record SandboxGateway(int port) implements Gateway {
      @Override
      public String type() {
        return "sandbox";
      }
    }
  }

  /// @param jitter share of the interval, 0 to 0.5
  /// @param daily requests to the platform a day, of each account
  /// @param quiet when nothing is asked of it, by the machine's clock
  record Polling(
      Duration creator,
      Duration trending,
      Duration search,
      double jitter,
      int daily,
      Optional<QuietHours> quiet) {}

  /// @param maxLength in code points
  record Comments(CommentMode mode, Duration spacing, int daily, int maxLength) {}

  /// @param target BCP 47 tag
  /// @param engines in the order in which they are asked
  /// @param dictionary a file in the format of CC-CEDICT
  /// @param budget what paid engines may get in a day
  record TranslationPart(
      String target, List<EnginePart> engines, Optional<Path> dictionary, Budget.Limits budget) {
    /// Without a dictionary and limits.
    static TranslationPart of(String target, List<EnginePart> engines) {
      return new TranslationPart(target, engines, Optional.empty(), Budget.Limits.NONE);
    }

    TranslationPart {
      engines = List.copyOf(engines);
    }
  }

  /// A value that never prints.
  record Secret(String value) {
    Optional<String> given() {
      return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public String toString() {
      return value.isBlank() ? "[none]" : "[hidden]";
    }
  }

  /// The demo: everything on this machine, nothing to set up.
  static BridgeConfig demo() {
    return new BridgeConfig(
        true,
        Data.of(new StoreConfig.Sqlite(Path.of("data", "sandbox.db"))),
        List.of(),
        false,
        DeliveryPart.USUAL,
        Optional.of(new WebPart("127.0.0.1", 8080, true, new Secret(""))),
        Optional.of(
            new RedNote(
                List.of(Source.of(new Gateway.SandboxGateway(18061))),
                "www.rednote.com",
                new Polling(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    0.2,
                    10_000_000,
                    Optional.empty()),
                new Comments(CommentMode.DIRECT, Duration.ZERO, 1_000_000, 280))),
        Optional.empty(),
        Optional.empty(),
        TranslationPart.of("en", List.of(new EnginePart.Phrasebook(), new EnginePart.WordHelp())),
        List.of());
  }
}
