package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.neovisionaries.ws.client.WebSocket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.javacord.api.util.ratelimit.Ratelimiter;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of Javacord for one shard, with all its reconnects: watches whether Discord greets,
/// answers heartbeats and lets us come back, and says when nothing more is to be hoped for.
/// Thread-safe.
final class Talk implements Line.Hearer {
  /// How a life ended.
  sealed interface End {
    /// Discord never greeted.
    record Failed() implements End {}

    /// It had worked for a while, or is not wanted any more.
    record Lost() implements End {}

    /// Discord closed with a code after which trying again makes no sense.
    record Refused(int code) implements End {}
  }

  private static final Logger log = LoggerFactory.getLogger(Talk.class);
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int COME_BACK = 4000;
  private static final int GOING = 1000;
  private static final int ABRUPT = 100;

  private final int shard;
  private final Ears.Listener listener;
  private final Pace pace;
  private final Bell bell;
  private final Report report;
  private volatile Optional<Line> line = Optional.empty();
  private volatile Optional<WebSocket> socket = Optional.empty();
  private volatile boolean ended;
  private volatile boolean gone;
  private volatile boolean queued;
  private volatile boolean settled;
  private volatile boolean everSettled;
  private volatile boolean hopeless;
  private volatile Instant since;
  private volatile Instant answered;
  private volatile Duration heartbeat = Duration.ZERO;
  private volatile Optional<Integer> refusal = Optional.empty();

  Talk(int shard, Ears.Listener listener, Pace pace, Bell bell, Report report) {
    this.shard = shard;
    this.listener = listener;
    this.pace = pace;
    this.bell = bell;
    this.report = report;
    since = bell.now();
    answered = bell.now();
  }

  /// The same turns; while this life waits for one, nobody can have greeted it. The last of many
  /// shards waits for minutes.
  Ratelimiter queued(Ratelimiter turns) {
    return () -> {
      queued = true;
      try {
        turns.requestQuota();
      } finally {
        since = bell.now();
        queued = false;
      }
    };
  }

  /// Connects; blocks until that succeeded or failed, and for ever when it hangs.
  void begin(LineApi api, Optional<LineTrust> trust) {
    try {
      var made = new Line(api, this, trust);
      line = Optional.of(made);
      if (ended) {
        made.disconnect();
      }
    } catch (RuntimeException e) {
      if (!ended) {
        log.atWarn().setCause(e).log("javacord could not begin");
        hopeless = true;
        bell.ring();
      }
    }
  }

  /// Blocks until this life is over.
  End watch(BooleanSupplier closed) throws InterruptedException {
    while (true) {
      bell.await(deadline(), () -> closed.getAsBoolean() || hopeless || refusal.isPresent());
      if (closed.getAsBoolean()) {
        return new End.Lost();
      }
      if (refusal.isPresent()) {
        return new End.Refused(refusal.get());
      }
      if (hopeless) {
        report.trying("Discord's gateway was not reached; the bridge keeps trying.");
        return over();
      }
      if (!deadline().isAfter(bell.now())) {
        if (!settled) {
          log.atWarn()
              .addKeyValue("shard", shard)
              .addKeyValue("since", since)
              .log("discord's gateway does not greet");
          report.trying("Discord's gateway does not greet the bridge; it keeps trying.");
          return over();
        }
        log.atWarn()
            .addKeyValue("shard", shard)
            .addKeyValue("since", answered)
            .log("discord's gateway is silent, coming back");
        comeBack();
      }
    }
  }

  private End over() {
    return everSettled ? new End.Lost() : new End.Failed();
  }

  private Instant deadline() {
    if (queued) {
      return bell.now().plus(LOOK_AGAIN);
    }
    if (settled) {
      return answered.plusMillis((long) (heartbeat.toMillis() * pace.beats()));
    }
    return since.plus(everSettled ? pace.reconnect() : pace.login());
  }

  /// Cuts a connection so that Javacord resumes: Discord then sends what was missed.
  private void comeBack() {
    settled = false;
    since = bell.now();
    report.trying("Discord's gateway fell silent; the bridge is coming back.");
    socket.ifPresent(silent -> silent.disconnect(COME_BACK, "", ABRUPT));
  }

  /// Whether Discord has greeted and was not lost since.
  boolean listens() {
    return settled;
  }

  /// Ends it.
  ///
  /// @param politely whether to say good-bye, after which Discord shows the bot as gone at once
  void end(boolean politely) {
    var polite = politely && settled;
    ended = true;
    line.ifPresent(DiscordWebSocketAdapter::disconnect);
    socket.ifPresent(open -> open.disconnect(GOING, "", polite ? GOOD_BYE.toMillis() : ABRUPT));
    if (polite) {
      try {
        bell.await(bell.now().plus(GOOD_BYE), () -> gone);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    socket.ifPresent(Talk::cut);
  }

  private static void cut(WebSocket open) {
    var raw = open.getSocket();
    try {
      if (raw != null) {
        raw.close();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("closing discord's gateway failed");
    }
  }

  /// A connection could not be made; Javacord tries again by itself.
  void failed(int attempt) {
    // Before the first greeting there is no session to come back to.
    if (!everSettled) {
      hopeless = true;
      bell.ring();
    } else if (attempt > 1) {
      log.atInfo().addKeyValue("attempt", attempt).log("discord's gateway not reached");
    }
  }

  @Override
  public void connecting(WebSocket made) {
    socket = Optional.of(made);
    if (ended) {
      throw new IllegalStateException("the bridge is going");
    }
  }

  @Override
  public void hello(Duration interval) {
    heartbeat = interval;
    answered = bell.now();
  }

  @Override
  public void beatAnswered() {
    answered = bell.now();
  }

  @Override
  public void ready(JsonNode data) {
    listener.ready(data);
    settle();
    log.atInfo()
        .addKeyValue("shard", shard)
        .addKeyValue("servers", data.path("guilds").size())
        .log("listening to discord");
  }

  @Override
  public void resumed() {
    settle();
    log.atInfo().addKeyValue("shard", shard).log("listening to discord again");
  }

  private void settle() {
    answered = bell.now();
    settled = true;
    everSettled = true;
    report.well();
    bell.ring();
  }

  @Override
  public void event(String type, JsonNode data) {
    listener.event(type, data);
  }

  @Override
  public void closed(int code) {
    gone = true;
    if (!ended) {
      if (settled) {
        settled = false;
        since = bell.now();
        report.trying("The connection to Discord was lost; the bridge is coming back.");
      }
      if (Line.FINAL.contains(code)) {
        refusal = Optional.of(code);
      } else if (!everSettled && code != Line.BEGIN_AGAIN) {
        hopeless = true;
      }
    }
    bell.ring();
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
