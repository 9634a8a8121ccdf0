package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Into how many shards the gateway is split for this bot. Thread-safe.
///
/// The number is the setting's, or what Discord recommends: asked whenever a connection begins, and
/// every ten minutes, for the recommendation grows with the bot's servers. It never falls while the
/// bridge runs, because servers belong to shards by it: all processes of a bot must go by one
/// number, or what happens in some servers reaches nobody. So one that sees a connection held
/// elsewhere which it did not know goes by the larger number too; Discord takes more shards than it
/// recommends.
///
/// Source: https://docs.discord.com/developers/events/gateway#sharding.
final class Shards implements AutoCloseable {
  /// Where a connection begins, and as one of how many.
  record Start(String gateway, int shards) {}

  /// More than this is taken for a mistake.
  static final int MOST = 1_000;

  static final Duration AGAIN = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(Shards.class);
  private static final Pattern GATEWAY = Pattern.compile("wss://[A-Za-z0-9.-]+(:[0-9]+)?/?");

  private final DiscordRest rest;
  private final Bell bell;
  private final Pace pace;
  private final Turns turns;
  private final String bot;
  private final Optional<Integer> setting;
  private int count;
  private int recommended;
  private Instant asked = Instant.MIN;
  private Optional<Thread> asking = Optional.empty();
  private final List<Runnable> whenMore = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  Shards(DiscordConfig config, DiscordRest rest, Bell bell, Pace pace) {
    this.rest = rest;
    this.bell = bell;
    this.pace = pace;
    turns = new Turns(bell, pace.identify());
    bot = Places.MESSENGER + ":" + config.bot() + ":";
    setting = config.shards();
    count = setting.orElse(1);
  }

  /// The shard that serves a server; what is of no server comes on the first.
  ///
  /// Source: https://docs.discord.com/developers/events/gateway#sharding-sharding-formula.
  static int of(Optional<String> guild, int count) {
    return guild
        .filter(id -> count > 1 && id.matches("[0-9]{1,20}"))
        .map(id -> (int) Long.remainderUnsigned(Long.parseUnsignedLong(id) >>> 22, count))
        .orElse(0);
  }

  /// How many there are, as far as is known: one until Discord has said more.
  synchronized int count() {
    return count;
  }

  /// What the operator has set; empty when Discord is asked.
  Optional<Integer> setting() {
    return setting;
  }

  /// What Discord recommended last; 0 before it was asked.
  synchronized int recommended() {
    return recommended;
  }

  /// Called whenever there are more than before.
  void whenMore(Runnable told) {
    whenMore.add(told);
  }

  Turns turns() {
    return turns;
  }

  Bell bell() {
    return bell;
  }

  /// Whether Discord refuses the bot's token.
  boolean refused() {
    return rest.refused();
  }

  /// The names of all connections. Asks nobody, but lets Discord be asked from the first call on.
  List<String> names() {
    watch();
    return IntStream.range(0, count()).mapToObj(shard -> bot + shard).toList();
  }

  /// The shard of a connection.
  ///
  /// @throws IllegalArgumentException when it is none of this bot's
  int shard(String connection) {
    return parse(connection)
        .filter(shard -> shard < count())
        .orElseThrow(
            () -> new IllegalArgumentException(connection + " is no connection of this bot"));
  }

  private Optional<Integer> parse(String connection) {
    return Optional.of(connection)
        .filter(name -> name.startsWith(bot))
        .map(name -> name.substring(bot.length()))
        .filter(number -> number.matches("0|[1-9][0-9]{0,3}"))
        .map(Integer::valueOf)
        .filter(number -> number < MOST);
  }

  /// Connections that some process listens on now.
  void held(Collection<String> connections) {
    connections.forEach(name -> parse(name).ifPresent(shard -> grow(shard + 1, "another node")));
  }

  /// Asks Discord where to connect, and as one of how many. Discord counts sessions: some hundred a
  /// day, and then it revokes the token.
  ///
  /// @throws ChatException when Discord does not say, or asks to wait
  Start start() {
    var answer = ask();
    var url = answer.path("url").asText();
    if (!GATEWAY.matcher(url).matches()) {
      throw unavailable("Discord named a gateway that is no address");
    }
    var limit = answer.path("session_start_limit");
    turns.concurrency(limit.path("max_concurrency").asInt(1));
    // All shards may begin at once, on several nodes, and one too many costs the token.
    if (limit.has("remaining") && limit.path("remaining").asInt() < count()) {
      throw new ChatException(
          new ChatFailure.RateLimited(
              Duration.ofMillis(Math.max(1000, limit.path("reset_after").asLong(60_000)))));
    }
    return new Start(url, count());
  }

  private JsonNode ask() {
    var answer = rest.get(Route.of("/gateway/bot"));
    var told = answer.path("shards");
    if (told.canConvertToInt() && told.isIntegralNumber() && in(told.asInt())) {
      learn(told.asInt());
    } else if (setting.isEmpty()) {
      throw unavailable("Discord recommends a number of shards that cannot be");
    }
    return answer;
  }

  private static boolean in(int told) {
    return told >= 1 && told <= MOST;
  }

  private void learn(int told) {
    synchronized (this) {
      recommended = told;
      asked = bell.now();
    }
    if (setting.isEmpty()) {
      grow(told, "discord");
    }
  }

  private void grow(int to, String by) {
    synchronized (this) {
      if (to <= count) {
        return;
      }
      // Nodes whose settings differ work, but nobody can have meant that.
      log.atLevel(setting.isPresent() ? Level.WARN : Level.INFO)
          .addKeyValue("from", count)
          .addKeyValue("to", to)
          .addKeyValue("by", by)
          .log("discord's gateway has more shards now");
      count = to;
    }
    whenMore.forEach(Runnable::run);
    // Connections of a smaller number begin anew.
    bell.ring();
  }

  private synchronized void watch() {
    if (setting.isEmpty() && !closed && asking.isEmpty()) {
      asking = Optional.of(Thread.ofVirtual().name("discord-shards").start(this::keepAsking));
    }
  }

  private synchronized Instant due() {
    return asked.equals(Instant.MIN) ? bell.now() : asked.plus(AGAIN);
  }

  /// Who listens on nothing yet must learn that there is something to listen on.
  private void keepAsking() {
    int failures = 0;
    try {
      while (!closed) {
        bell.await(due(), () -> closed);
        if (!closed && !due().isAfter(bell.now())) {
          failures = asked() ? 0 : failures + 1;
        }
        if (failures > 0) {
          var chance = ThreadLocalRandom.current().nextDouble();
          bell.await(bell.now().plus(pace.before(failures, chance)), () -> closed);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean asked() {
    try {
      ask();
      return true;
    } catch (ChatException e) {
      log.atInfo()
          .addKeyValue("failure", e.failure())
          .log("discord does not say how many shards it wants");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("asking discord for its number of shards failed");
    }
    return false;
  }

  private static ChatException unavailable(String detail) {
    return new ChatException(new ChatFailure.Unavailable(detail));
  }

  @Override
  public void close() {
    closed = true;
    bell.ring();
  }
}
