package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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

/// Keeps a connection to Discord's gateway for one shard: makes it, and makes another one when it
/// is dead, or when there are more shards than before. Javacord does what a living connection needs
/// and comes back by itself after a cut; all that it cannot do is done here, by tearing it down and
/// beginning anew. Thread-safe.
final class Ears implements AutoCloseable {
  /// Who is told what came. Called on the connection's thread; must not block.
  interface Listener {
    /// A session began: what was missed before it does not come again.
    void ready(JsonNode data);

    void event(String type, JsonNode data);
  }

  private static final Logger log = LoggerFactory.getLogger(Ears.class);

  private final int shard;
  private final DiscordConfig config;
  private final Shards shards;
  private final Earshot earshot;
  private final Listener listener;
  private final Pace pace;
  private final Optional<LineTrust> trust;
  private final Bell bell;
  private final Report report;
  private final Renewal renewal;
  private volatile boolean closed;
  private Optional<Thread> keeper = Optional.empty();

  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  Ears(
      int shard,
      DiscordConfig config,
      Shards shards,
      Earshot earshot,
      Listener listener,
      Pace pace) {
    this.shard = shard;
    report = new Report(shard);
    renewal = new Renewal(shard, shards);
    this.config = config;
    this.shards = shards;
    this.earshot = earshot;
    this.listener = listener;
    this.pace = pace;
    bell = shards.bell();
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
      return listen(shards.start());
    } catch (ChatException e) {
      return unreached(e.failure());
    } catch (RuntimeException e) {
      report.trying("The connection to Discord failed inside the bridge; it tries again.");
      log.atError().setCause(e).addKeyValue("shard", shard).log("the connection to discord failed");
      return Ending.FAILED;
    }
  }

  private Ending unreached(ChatFailure failure) {
    if (shards.refused()) {
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
    log.atWarn().addKeyValue("shard", shard).addKeyValue("reason", why).log("discord not reached");
    return failure instanceof ChatFailure.RateLimited(var pause)
        ? Ending.after(pause)
        : Ending.FAILED;
  }

  private Ending tokenRefused() {
    report.tokenRefused();
    return Ending.after(pace.refused());
  }

  private Ending listen(Shards.Start start) throws InterruptedException {
    DiscordWebSocketAdapter.setGateway(start.gateway());
    var intents = earshot.intents();
    var talk = new Talk(shard, listener, pace, bell, report);
    var turn = talk.queued(renewal.turns(() -> closed || over(talk, start)));
    var api = new LineApi(config, shard, start, intents, turn, talk::failed);
    try {
      // Javacord's constructor blocks until it is connected, and for ever when that hangs.
      Thread.ofVirtual().name("discord-connect").start(() -> talk.begin(api, trust));
      return switch (talk.watch(() -> closed || over(talk, start))) {
        case Talk.End.Failed() -> Ending.FAILED;
        case Talk.End.Lost() -> outgrown(start) ? more() : Ending.LOST;
        case Talk.End.Refused(var code) -> refused(code, start, intents);
      };
    } finally {
      talk.end(closed || outgrown(start));
      api.end();
    }
  }

  /// Whether there are more shards now, and this one has nothing to lose or its turn to begin anew.
  private boolean over(Talk talk, Shards.Start start) {
    return talk.listens() ? renewal.due(start) : outgrown(start);
  }

  private boolean outgrown(Shards.Start start) {
    return shards.count() > start.shards();
  }

  private Ending more() {
    if (!closed) {
      report.trying("Discord wants more shards; the bridge connects anew.");
    }
    return Ending.after(Duration.ZERO);
  }

  private Ending refused(int code, Shards.Start start, Set<Intent> intents) {
    log.atWarn()
        .addKeyValue("shard", shard)
        .addKeyValue("code", code)
        .log("discord refused the connection for good");
    return switch (code) {
      case Line.TOKEN_REFUSED -> tokenRefused();
      case Line.TOO_FEW_SHARDS -> tooFew(start);
      default -> {
        if (code == Line.INTENT_REFUSED && intents.contains(Intent.MESSAGE_CONTENT)) {
          earshot.refuse();
          report.trying(
              "Discord does not let the bot read all messages; the bridge goes on without.");
          yield Ending.after(Duration.ZERO);
        }
        report.refused(code);
        yield Ending.after(pace.refused());
      }
    };
  }

  /// The bot has come into more servers than so few shards may serve. Discord recommends more of
  /// them then, so it is asked again at once.
  private Ending tooFew(Shards.Start start) {
    shards.start();
    if (outgrown(start)) {
      return more();
    }
    report.tooFewShards(start.shards(), shards.setting().isPresent(), shards.recommended());
    return Ending.after(pace.refused());
  }
}
