package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.javacord.api.entity.intent.Intent;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessengerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection to Discord's gateway: makes it, and makes another one when it is dead.
/// Javacord does what a living connection needs and comes back by itself after a cut; all that it
/// cannot do is done here, by tearing it down and beginning anew. Thread-safe.
final class Ears implements AutoCloseable {
  /// Who is told what came. Called on the connection's thread; must not block.
  interface Listener {
    /// A session began: what was missed before it does not come again.
    void ready(JsonNode data);

    void event(String type, JsonNode data);
  }

  private static final Logger log = LoggerFactory.getLogger(Ears.class);

  private final DiscordConfig config;
  private final DiscordRest rest;
  private final Listener listener;
  private final Pace pace;
  private final Optional<LineTrust> trust;
  private final Bell bell;
  private final Turns turns;
  private final Report report = new Report();
  private volatile boolean closed;
  private volatile boolean contentRefused;
  private Optional<Thread> keeper = Optional.empty();

  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  Ears(DiscordConfig config, DiscordRest rest, Listener listener, Clock clock, Pace pace) {
    this.config = config;
    this.rest = rest;
    this.listener = listener;
    this.pace = pace;
    bell = new Bell(clock);
    turns = new Turns(bell, pace.identify(), () -> closed);
    trust =
        config
            .trust()
            .map(file -> new LineTrust(Trust.of(Optional.of(file)).context().getSocketFactory()));
  }

  /// Begins to listen and returns at once.
  void open() {
    keeper = Optional.of(Thread.ofVirtual().name("discord-ears").start(this::keep));
  }

  MessengerState state() {
    return report.state();
  }

  /// Whether Discord hands over what people write without being asked by a mention.
  boolean readsAll() {
    return config.messageContent() && !contentRefused;
  }

  /// Whether Discord has refused to let the bot read everything.
  boolean contentRefused() {
    return contentRefused;
  }

  @Override
  public void close() {
    closed = true;
    bell.ring();
    keeper.ifPresent(thread -> {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      thread.interrupt();
    });
  }

  /// How an attempt ended, and how long to wait before the next one.
  private record Ending(boolean worked, Optional<Duration> pause) {
    static final Ending FAILED = new Ending(false, Optional.empty());
    static final Ending LOST = new Ending(true, Optional.empty());

    static Ending after(Duration pause) {
      return new Ending(false, Optional.of(pause));
    }
  }

  private void keep() {
    int failures = 0;
    try {
      while (!closed) {
        var ending = attempt();
        failures = ending.worked() ? 1 : failures + 1;
        var pause = ending.pause();
        var chance = ThreadLocalRandom.current().nextDouble();
        bell.await(
            bell.now().plus(pause.isPresent() ? pause.get() : pace.before(failures, chance)),
            () -> closed);
      }
    } catch (InterruptedException _) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private Ending attempt() throws InterruptedException {
    try {
      return listen(gateway());
    } catch (ChatException e) {
      return unreached(e.failure());
    } catch (RuntimeException e) {
      report.trying("The connection to Discord failed inside the bridge; it tries again.");
      log.atError().setCause(e).log("the connection to discord failed");
      return Ending.FAILED;
    }
  }

  private Ending unreached(ChatFailure failure) {
    if (rest.refused()) {
      return tokenRefused();
    }
    var why =
        switch (failure) {
          case ChatFailure.Unavailable(var detail) -> detail;
          case ChatFailure.Refused(var reason) -> reason;
          case ChatFailure.RateLimited(var pause) ->
              "Discord asks to wait " + pause.toSeconds() + " s";
          case ChatFailure.Closed _, ChatFailure.Moved _ -> "Discord refused to name its gateway";
        };
    report.trying("Discord cannot be reached; the bridge keeps trying. " + why);
    log.atWarn().addKeyValue("reason", why).log("discord not reached");
    return failure instanceof ChatFailure.RateLimited(var pause)
        ? Ending.after(pause)
        : Ending.FAILED;
  }

  private Ending tokenRefused() {
    report.tokenRefused();
    return Ending.after(pace.refused());
  }

  /// Where the gateway is. Discord counts sessions: some hundred a day, and then it revokes the
  /// token.
  private String gateway() {
    var answer = rest.get(Route.of("/gateway/bot"));
    var url = answer.path("url").asText();
    if (!url.matches("wss://[A-Za-z0-9.-]+(:[0-9]+)?/?")) {
      throw new ChatException(
          new ChatFailure.Unavailable("Discord named a gateway that is no address"));
    }
    var limit = answer.path("session_start_limit");
    if (limit.has("remaining") && limit.path("remaining").asInt() <= 0) {
      throw new ChatException(
          new ChatFailure.RateLimited(
              Duration.ofMillis(Math.max(1000, limit.path("reset_after").asLong(60_000)))));
    }
    return url;
  }

  private Ending listen(String gateway) throws InterruptedException {
    DiscordWebSocketAdapter.setGateway(gateway);
    var talk = new Talk(listener, pace, bell, report);
    var api = new LineApi(config, gateway, intents(), turns, talk::failed);
    try {
      // Javacord's constructor blocks until it is connected, and for ever when that hangs.
      Thread.ofVirtual().name("discord-connect").start(() -> talk.begin(api, trust));
      return switch (talk.watch(() -> closed)) {
        case Talk.End.Failed() -> Ending.FAILED;
        case Talk.End.Lost() -> Ending.LOST;
        case Talk.End.Refused(var code) -> refused(code);
      };
    } finally {
      talk.end(closed);
      api.end();
    }
  }

  private Ending refused(int code) {
    log.atWarn().addKeyValue("code", code).log("discord refused the connection for good");
    if (code == 4004) {
      return tokenRefused();
    }
    if (code == 4014 && readsAll()) {
      contentRefused = true;
      report.trying("Discord does not let the bot read all messages; the bridge goes on without.");
      return Ending.after(Duration.ZERO);
    }
    report.refused(code);
    return Ending.after(pace.refused());
  }

  private Set<Intent> intents() {
    var intents = EnumSet.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
    if (readsAll()) {
      intents.add(Intent.MESSAGE_CONTENT);
    }
    return intents;
  }
}
