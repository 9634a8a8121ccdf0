package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway: who is connected, and what they are told. Source:
/// https://docs.discord.com/developers/events/gateway
final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final String RESUME_URL = "wss://gateway.discord.gg";
  final GatewayTroubles troubles = new GatewayTroubles();
  final SessionStarts starts;
  private final World world;
  private final Shapes shapes;
  private final String token;
  private final Duration heartbeat;
  private final Map<String, GatewaySession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger identified = new AtomicInteger();
  private final AtomicInteger resumed = new AtomicInteger();
  private final AtomicInteger heartbeats = new AtomicInteger();

  Gateway(World world, Shapes shapes, SandboxDiscordConfig config) {
    this.world = world;
    this.shapes = shapes;
    this.token = config.token();
    this.heartbeat = config.heartbeat();
    this.starts = new SessionStarts(world.clock, config.sessions());
  }

  /// Tells every session that asked for it.
  void tell(Happening event) {
    sessions.values().forEach(session -> session.offer(event));
  }

  /// Talks with one client until it goes.
  void talk(WebSocketConnection connection) {
    var client = new GatewayClient(this, world, shapes, connection);
    connection.send(
        "{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":%d,\"_trace\":[]}}"
            .formatted(heartbeat.toMillis()));
    try {
      for (var text = connection.read(); text.isPresent(); text = connection.read()) {
        client.hear(text.get());
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("sandbox Discord gateway client broke off");
    } finally {
      client.gone();
      connection.finish();
    }
  }

  /// Whether this is the bot's token, and still good.
  boolean knows(String shown) {
    return !troubles.tokenRevoked() && (shown.equals(token) || shown.equals("Bot " + token));
  }

  /// A session is told from now on.
  void begun(GatewaySession made) {
    sessions.put(made.id, made);
  }

  /// A session was greeted.
  void greeted() {
    identified.incrementAndGet();
  }

  Optional<GatewaySession> session(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  void forget(GatewaySession session) {
    sessions.remove(session.id);
  }

  /// A session was resumed.
  void cameBack() {
    resumed.incrementAndGet();
  }

  void beaten() {
    heartbeats.incrementAndGet();
  }

  ObjectNode create(GuildState guild) {
    var json = shapes.guildCreate(guild);
    if (troubles.withoutRegion()) {
      json.remove("region");
    }
    return json;
  }

  void joined(GuildState guild) {
    tell(Happening.guild("GUILD_CREATE", create(guild), guild.id));
  }

  static void invalid(WebSocketConnection to, boolean resumable) {
    to.send("{\"t\":null,\"s\":null,\"op\":9,\"d\":" + resumable + "}");
  }

  /// How many are connected and identified now.
  int connected() {
    return (int) sessions.values().stream().filter(s -> s.connection().isPresent()).count();
  }

  int identified() {
    return identified.get();
  }

  int resumed() {
    return resumed.get();
  }

  int heartbeats() {
    return heartbeats.get();
  }

  /// Which shards are connected, such as `0/2`, sorted.
  List<String> connectedShards() {
    return sessions.values().stream()
        .filter(session -> session.connection().isPresent())
        .map(GatewaySession::shardOfShards)
        .sorted()
        .toList();
  }

  private void each(Consumer<WebSocketConnection> what) {
    sessions.values().forEach(session -> session.connection().ifPresent(what));
  }

  private void each(String shard, Consumer<WebSocketConnection> what) {
    sessions.values().stream()
        .filter(session -> session.shardOfShards().equals(shard))
        .forEach(session -> session.connection().ifPresent(what));
  }

  /// Uses up more sessions than the day has: the token is reset. Source:
  /// https://docs.discord.com/developers/events/gateway#session-start-limit-object
  void spent() {
    troubles.revokeToken(true);
    close(4004, "Authentication failed.");
  }

  /// Closes all connections; after some codes a session cannot be resumed. Source:
  /// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
  void close(int code, String reason) {
    each(open -> open.close(code, reason));
    if (code == NORMAL || code == GOING_AWAY || code == 4004 || code >= 4007 && code != 4008) {
      sessions.clear();
    }
  }

  void close(String shard, int code) {
    each(shard, open -> open.close(code, "Closed by the sandbox."));
  }

  void drop(String shard) {
    each(shard, WebSocketConnection::drop);
  }

  void forgetSessions(String shard) {
    sessions.values().removeIf(session -> session.shardOfShards().equals(shard));
  }

  void drop() {
    each(WebSocketConnection::drop);
  }

  void askToReconnect() {
    each(open -> open.send("{\"t\":null,\"s\":null,\"op\":7,\"d\":null}"));
  }

  void invalidate(boolean resumable) {
    each(open -> invalid(open, resumable));
    if (!resumable) {
      sessions.clear();
    }
  }

  void askForHeartbeat() {
    each(open -> open.send("{\"t\":null,\"s\":null,\"op\":1,\"d\":null}"));
  }

  void text(String anything) {
    each(open -> open.send(anything));
  }

  void bytes(byte[] anything) {
    each(open -> open.sendRaw(anything.clone()));
  }

  void garbage() {
    each(open -> {
      open.send("{\"op\":");
      open.send("[1,2,3]");
      open.sendBinary("this is no zlib".getBytes(StandardCharsets.UTF_8));
    });
  }

  void forgetSessions() {
    sessions.clear();
  }
}
