package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.neovisionaries.ws.client.WebSocket;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.javacord.api.entity.intent.Intent;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection to Discord's gateway: makes it, watches it, and makes another one when it is
/// dead. Javacord does what a living connection needs and comes back by itself after a cut; all
/// that it cannot do is done here, by tearing it down and beginning anew. Thread-safe.
final class Ears implements AutoCloseable {
  /// Who is told what came. Called on the connection's thread; must not block.
  interface Listener {
    /// A session began: what was missed before it does not come again.
    void ready(JsonNode data);

    void event(String type, JsonNode data);
  }

  private static final Logger log = LoggerFactory.getLogger(Ears.class);
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);
  private static final int COME_BACK = 4000;
  private static final int GOING = 1000;
  private static final int ABRUPT = 100;
  private static final String PORTAL = "https://discord.com/developers/applications";

  private final DiscordConfig config;
  private final DiscordRest rest;
  private final Listener listener;
  private final Clock clock;
  private final Pace pace;
  private final Optional<LineTrust> trust;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicReference<MessengerState> state =
      new AtomicReference<>(trying("The bridge is connecting to Discord."));
  private volatile boolean closed;
  private volatile boolean contentRefused;
  private volatile Instant identified = Instant.MIN;
  private Optional<Thread> keeper = Optional.empty();

  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  Ears(DiscordConfig config, DiscordRest rest, Listener listener, Clock clock, Pace pace) {
    this.config = config;
    this.rest = rest;
    this.listener = listener;
    this.clock = clock;
    this.pace = pace;
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
    return state.get();
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
    wake();
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
    while (!closed) {
      var ending = attempt();
      failures = ending.worked() ? 1 : failures + 1;
      var pause = ending.pause();
      await(
          clock
              .instant()
              .plus(
                  pause.isPresent()
                      ? pause.get()
                      : pace.before(failures, ThreadLocalRandom.current().nextDouble())),
          () -> closed);
    }
  }

  private Ending attempt() {
    try {
      return listen(gateway());
    } catch (ChatException e) {
      return unreached(e.failure());
    } catch (RuntimeException e) {
      state.set(trying("The connection to Discord failed inside the bridge; it tries again."));
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
    state.set(trying("Discord cannot be reached; the bridge keeps trying. " + why));
    log.atWarn().addKeyValue("reason", why).log("discord not reached");
    return failure instanceof ChatFailure.RateLimited(var pause)
        ? Ending.after(pause)
        : Ending.FAILED;
  }

  private void stopped(String sentence) {
    var now = new MessengerState(Mood.STOPPED, sentence);
    if (!now.equals(state.getAndSet(now))) {
      log.atError().addKeyValue("state", sentence).log("discord stopped");
    }
  }

  private Ending tokenRefused() {
    stopped(
        "Discord refuses the bot's token. Copy the token from the page “Bot” of your application on "
            + PORTAL
            + " into discord.token and restart the bridge.");
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

  private Ending listen(String gateway) {
    DiscordWebSocketAdapter.setGateway(gateway);
    var talk = new Talk();
    var api = new LineApi(config, gateway, intents(), this::identifySlowly, talk::failed);
    try {
      // Javacord's constructor blocks until it is connected, and for ever when that hangs.
      Thread.ofVirtual().name("discord-connect").start(() -> talk.begin(api));
      return talk.watch();
    } finally {
      talk.end(closed ? GOING : ABRUPT);
      api.end();
    }
  }

  private Set<Intent> intents() {
    var intents = EnumSet.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
    if (readsAll()) {
      intents.add(Intent.MESSAGE_CONTENT);
    }
    return intents;
  }

  private void identifySlowly() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var next =
          identified.equals(Instant.MIN) ? clock.instant() : identified.plus(pace.identify());
      identified = next.isBefore(clock.instant()) ? clock.instant() : next;
      var wait = Duration.between(clock.instant(), next);
      while (wait.isPositive() && !closed) {
        changed.awaitNanos(wait.toNanos());
        wait = Duration.between(clock.instant(), next);
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Done {
    boolean isDone();
  }

  /// Waits for something, or until a time.
  private void await(Instant until, Done done) {
    lock.lock();
    try {
      while (!done.isDone()) {
        var left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
          return;
        }
        changed.awaitNanos(Math.min(left.toNanos(), TimeUnit.SECONDS.toNanos(1)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static MessengerState trying(String sentence) {
    return new MessengerState(Mood.TRYING, sentence);
  }

  /// One life of Javacord, with all its reconnects.
  private final class Talk implements Line.Hearer {
    private volatile Optional<Line> line = Optional.empty();
    private volatile Optional<WebSocket> socket = Optional.empty();
    private volatile boolean ended;
    private volatile boolean gone;
    private volatile boolean settled;
    private volatile boolean everSettled;
    private volatile boolean hopeless;
    private volatile Instant since = clock.instant();
    private volatile Instant answered = clock.instant();
    private volatile Duration heartbeat = Duration.ZERO;
    private volatile Optional<Integer> refusal = Optional.empty();

    void begin(LineApi api) {
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
          wake();
        }
      }
    }

    /// Blocks until this life is over.
    Ending watch() {
      while (!closed) {
        await(deadline(), this::over);
        if (closed) {
          break;
        }
        if (refusal.isPresent()) {
          return refused(refusal.get());
        }
        if (hopeless) {
          lost("Discord's gateway was not reached; the bridge keeps trying.");
          return everSettled ? Ending.LOST : Ending.FAILED;
        }
        if (!deadline().isAfter(clock.instant())) {
          if (!settled) {
            log.atWarn().addKeyValue("since", since).log("discord's gateway does not greet");
            lost("Discord's gateway does not greet the bridge; it keeps trying.");
            return everSettled ? Ending.LOST : Ending.FAILED;
          }
          log.atWarn()
              .addKeyValue("since", answered)
              .log("discord's gateway is silent, coming back");
          comeBack();
        }
      }
      return Ending.LOST;
    }

    private boolean over() {
      return closed || hopeless || refusal.isPresent();
    }

    private Instant deadline() {
      if (settled) {
        return answered.plusMillis((long) (heartbeat.toMillis() * pace.beats()));
      }
      return since.plus(everSettled ? pace.reconnect() : pace.login());
    }

    /// Cuts a connection so that Javacord resumes: Discord then sends what was missed.
    private void comeBack() {
      settled = false;
      since = clock.instant();
      lost("Discord's gateway fell silent; the bridge is coming back.");
      socket.ifPresent(silent -> silent.disconnect(COME_BACK, "", ABRUPT));
    }

    private void lost(String sentence) {
      state.set(trying(sentence));
    }

    private Ending refused(int code) {
      log.atWarn().addKeyValue("code", code).log("discord refused the connection for good");
      if (code == 4004) {
        return tokenRefused();
      }
      if (code == 4014 && readsAll()) {
        contentRefused = true;
        lost("Discord does not let the bot read all messages; the bridge goes on without.");
        return Ending.after(Duration.ZERO);
      }
      stopped(sentence(code));
      return Ending.after(pace.refused());
    }

    private static String sentence(int code) {
      var what =
          switch (code) {
            case 4010 -> "finds the shard of this connection wrong";
            case 4011 ->
                "wants this bot to be split into shards, which the bridge cannot do: it is in"
                    + " too many servers";
            case 4012 -> "no longer speaks the version of the gateway that the bridge speaks";
            case 4013 -> "does not know what the bridge asks to hear";
            default -> "does not let the bot hear what the bridge needs";
          };
      return "Discord "
          + what
          + " (close code "
          + code
          + "). Update the bridge; if this is its newest version, report it.";
    }

    /// Says good-bye, or just goes.
    void end(int how) {
      var polite = how == GOING && settled;
      ended = true;
      line.ifPresent(DiscordWebSocketAdapter::disconnect);
      socket.ifPresent(open -> open.disconnect(GOING, "", polite ? GOOD_BYE.toMillis() : ABRUPT));
      if (polite) {
        await(clock.instant().plus(GOOD_BYE), () -> gone);
      }
      socket.ifPresent(open -> {
        var raw = open.getSocket();
        try {
          if (raw != null) {
            raw.close();
          }
        } catch (IOException e) {
          log.atDebug().setCause(e).log("closing discord's gateway failed");
        }
      });
    }

    /// A connection could not be made; Javacord tries again by itself.
    void failed(int attempt) {
      // Before the first greeting there is no session to come back to.
      if (!everSettled) {
        hopeless = true;
        wake();
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
      answered = clock.instant();
    }

    @Override
    public void beatAnswered() {
      answered = clock.instant();
    }

    @Override
    public void ready(JsonNode data) {
      listener.ready(data);
      settle();
      log.atInfo().addKeyValue("servers", data.path("guilds").size()).log("listening to discord");
    }

    @Override
    public void resumed() {
      settle();
      log.atInfo().log("listening to discord again");
    }

    private void settle() {
      answered = clock.instant();
      settled = true;
      everSettled = true;
      state.set(MessengerState.WELL);
      wake();
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
          since = clock.instant();
          lost("The connection to Discord was lost; the bridge is coming back.");
        }
        if (Line.FINAL.contains(code)) {
          refusal = Optional.of(code);
        } else if (!everSettled && code != Line.BEGIN_AGAIN) {
          hopeless = true;
        }
      }
      wake();
    }

    @Override
    public boolean ended() {
      return ended;
    }
  }
}
