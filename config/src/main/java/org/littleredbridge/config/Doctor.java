package org.littleredbridge.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Source;
import org.littleredbridge.discord.Discord;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.rednote.RedNoteMedia;
import org.littleredbridge.store.Store;
import org.littleredbridge.store.StoreConfig;
import org.littleredbridge.store.StoreException;
import org.littleredbridge.store.StoreInUseException;
import org.littleredbridge.telegram.Telegram;
import org.littleredbridge.wording.Wording;

/// Looks at what the bridge stands on and says, a line each, what is well and what needs a person.
final class Doctor {
  private static final long ENOUGH_DISK = 1L << 30;
  // The sources' release is younger than any right clock.
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration FOR_THE_LEASE = Duration.ofSeconds(5);
  private static final Duration FAR_AHEAD = Duration.ofDays(365L * 20);

  private final BridgeConfig config;
  private final PrintWriter out;
  private final Clock clock = Clock.systemUTC();
  private boolean well = true;

  Doctor(BridgeConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  /// @return whether nothing needs a person
  boolean examine() {
    clock();
    disk();
    pictures();
    store();
    engines();
    config
        .telegram()
        .ifPresent(part -> messenger("telegram", () -> Telegram.account(Chats.settings(part))));
    config
        .discord()
        .ifPresent(
            part -> messenger("discord", () -> Discord.account(Chats.settings(part), clock)));
    out.println(well ? "All is well." : "Something needs you; see the lines with ✗.");
    out.flush();
    return well;
  }

  private void clock() {
    var now = clock.instant();
    if (now.isBefore(BUILT) || now.isAfter(BUILT.plus(FAR_AHEAD))) {
      bad(
          "clock",
          "shows " + now + ", which cannot be. Set it, or switch on time synchronisation.");
    } else {
      good("clock", "shows " + now + ". Times of notes and the daily ceiling depend on it.");
    }
  }

  private void disk() {
    var folder = existing(config.data().file().toAbsolutePath().getParent());
    try {
      var free = Files.getFileStore(folder).getUsableSpace();
      var text = (free >> 20) + " MB free for the store and the media cache";
      if (free < ENOUGH_DISK) {
        bad("disk", text + "; 1,024 MB are wanted. Make room, or move data.url.");
      } else {
        good("disk", text + ".");
      }
    } catch (IOException e) {
      bad("disk", "of " + folder + " cannot be looked at (" + e.getClass().getSimpleName() + ").");
    }
  }

  /// No fault: the bridge does without.
  private void pictures() {
    good(
        "pictures",
        RedNoteMedia.imageMagick()
            .map(path -> path + " turns those that a chat does not show into JPEG.")
            .orElse(
                "no ImageMagick here, so some in AVIF and HEIC are left out where a chat does not"
                    + " show them. To have them: apt install imagemagick."));
  }

  private static Path existing(@Nullable Path folder) {
    var path = folder;
    while (path != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return path == null ? Path.of("/") : path;
  }

  private void store() {
    switch (config.data().store()) {
      case StoreConfig.Sqlite(var file, var _) when !Files.exists(file) -> {
        good("store", file + " is not there yet; the first start makes it.");
        config.rednote().ifPresent(r -> gateways(r, Optional.empty()));
      }
      case StoreConfig.Sqlite sqlite -> store(sqlite, sqlite.file().toString(), true);
      case StoreConfig.Postgres postgres -> store(postgres, "the PostgreSQL database", false);
    }
  }

  /// @param alone whether a store that opens proves that no bridge is running on it
  private void store(StoreConfig database, String name, boolean alone) {
    try (var store = Store.open(database)) {
      good("store", name + " opens; " + store.outbox().waiting() + " messages wait in it.");
      if (alone) {
        config.rednote().ifPresent(r -> gateways(r, Optional.of(store)));
      } else {
        config.rednote().ifPresent(r -> gatewayUnderLease(r, store));
      }
    } catch (StoreInUseException e) {
      // The running bridge has the gateway's one turn; a call beside it would endanger the account.
      good("store", "in use by a running bridge. Ask that one for the gateway: /status in a chat.");
    } catch (StoreException e) {
      bad("store", String.valueOf(e.getMessage()));
    }
  }

  /// The account is asked by one at a time: by us only while no node has its lease.
  private void gatewayUnderLease(RedNote rednote, Store store) {
    var duty = new Duty.Gateway(RedNote.LEASED);
    var id = "doctor-" + UUID.randomUUID();
    var held = new CountDownLatch(1);
    try (var holdings =
        Holdings.ofGuest(store.leases(), new Leases.Node(id, id), () -> List.of(duty))) {
      holdings.start((_, _) -> {
        held.countDown();
        return () -> {};
      });
      // A bridge that died a moment ago has its lease for three seconds more.
      if (held.await(FOR_THE_LEASE.toSeconds(), TimeUnit.SECONDS)) {
        gateways(rednote, Optional.of(store));
      } else {
        good(
            "gateway",
            "in use by the node "
                + holdings.holder(duty.lease()).orElse("of another bridge")
                + ", so it was not asked: /status in a chat tells.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void gateways(RedNote rednote, Optional<Store> store) {
    for (var source : rednote.sources()) {
      gateway(source, rednote, store);
    }
  }

  private void gateway(Source source, RedNote rednote, Optional<Store> store) {
    if (source.gateway() instanceof Gateway.SandboxGateway) {
      good("gateway", "the sandbox, which the bridge starts by itself.");
      return;
    }
    var name =
        rednote.sources().size() == 1 ? where(source) : source.account() + ", " + where(source);
    var ground =
        new OpenGateway.Ground(
            new Folder(config.data().file()).tool(source.account()), Optional.empty(), clock);
    try (var gateway = OpenGateway.of(source.gateway(), ground)) {
      good("gateway", name + " answers (" + gateway.health().get() + ").");
      if (gateway.hasAccount() && isQuiet(rednote)) {
        good("login", "not asked in quiet hours.");
      } else if (gateway.hasAccount()) {
        login(
            store
                .<NotePlatform>map(s -> guarded(gateway.platform(), source.account(), rednote, s))
                .orElse(gateway.platform()));
      }
    } catch (PlatformException e) {
      bad("gateway", name + ": " + sentence(e));
    }
  }

  private void engines() {
    for (var line : EngineExam.of(config.translation().engines(), clock)) {
      if (line.well()) {
        good("engine", line.sentence());
      } else {
        bad("engine", line.sentence());
      }
    }
  }

  private static boolean isQuiet(RedNote rednote) {
    var here = Clock.systemDefaultZone();
    return rednote
        .polling()
        .quiet()
        .flatMap(hours -> hours.end(here.instant(), here.getZone()))
        .isPresent();
  }

  private static String where(Source source) {
    return switch (source.gateway()) {
      case Gateway.XiaohongshuMcpGateway(var url, var _) -> url.toString();
      case Gateway.RssHubGateway(var url, var _) -> url.toString();
      case Gateway.RedbookGateway redbook -> String.join(" ", redbook.command());
      case Gateway.SandboxGateway _ -> "the sandbox";
    };
  }

  /// An account that is stopped stays untouched, and what the doctor asks counts like all else.
  private NotePlatform guarded(NotePlatform gateway, String account, RedNote rednote, Store store) {
    return new GuardedPlatform(
        gateway,
        account,
        new GuardedPlatform.Limits(rednote.polling().daily(), rednote.polling().quiet()),
        store.accounts(),
        new Tally(),
        Clock.systemDefaultZone(),
        _ -> {});
  }

  private void login(NotePlatform platform) {
    out.println("  asking RedNote who is logged in; this can take half a minute …");
    out.flush();
    try {
      var login = platform.login();
      if (login.loggedIn()) {
        good("login", "as " + login.name().orElse("somebody") + ".");
      } else {
        bad("login", "nobody is logged in at the gateway. Log in there with its QR code.");
      }
    } catch (PlatformException e) {
      bad("login", sentence(e));
    }
  }

  private void messenger(String name, Supplier<String> account) {
    try {
      good(name, "knows the bot " + account.get() + ".");
    } catch (ChatException e) {
      bad(name, sentence(e.failure()));
    } catch (IllegalArgumentException e) {
      // Its sentence names the setting.
      bad(name, String.valueOf(e.getMessage()));
    }
  }

  private static String sentence(ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.Unavailable(var detail) -> detail;
      case ChatFailure.Refused(var reason) -> reason;
      case ChatFailure.RateLimited(var pause) ->
          "asks to be left alone for " + pause.toSeconds() + " s. Look again then.";
      case ChatFailure.Closed _, ChatFailure.Moved _ -> "does not say who the bot is.";
    };
  }

  /// A tool that is missing or too old says itself what to install.
  private static String sentence(PlatformException e) {
    if (e.failure() instanceof Failure.GatewayOutdated(var detail) && !detail.isBlank()) {
      return detail + ".";
    }
    return new FailureSentence(new Wording()).say(Locale.ENGLISH, e.failure());
  }

  private void good(String what, String sentence) {
    out.println("✓ " + what + ": " + sentence);
  }

  private void bad(String what, String sentence) {
    well = false;
    out.println("✗ " + what + ": " + sentence);
  }
}
