package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway: who is connected, and what they are told. Source:
/// https://docs.discord.com/developers/events/gateway
final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final int MOST_PAYLOAD = 4096;
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;
  private static final long PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15;
  private static final long ALL_INTENTS = (1 << 26) - 1;
  static final String RESUME_URL = "wss://gateway.discord.gg";
  private final World world;
  private final Shapes shapes;
  private final String token;
  private final Duration heartbeat;
  private final Map<String, GatewaySession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger identified = new AtomicInteger();
  private final AtomicInteger resumed = new AtomicInteger();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private final AtomicInteger refuseResumes = new AtomicInteger();
  private final AtomicInteger refuseIdentifies = new AtomicInteger();
  private volatile long allowedPrivileged;
  private volatile boolean zombie;
  private volatile boolean withoutRegion;
  private volatile boolean tokenRevoked;

  Gateway(World world, Shapes shapes, SandboxDiscordConfig config) {
    this.world = world;
    this.shapes = shapes;
    this.token = config.token();
    this.heartbeat = config.heartbeat();
    this.allowedPrivileged = PRIVILEGED;
  }

  /// Tells every session that asked for it.
  void tell(Happening event) {
    sessions.values().forEach(session -> session.offer(event));
  }

  /// Talks with one client until it goes.
  void talk(WebSocketConnection connection) {
    var client = new Client(connection);
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

  /// One client's side of the talk.
  private final class Client {
    private final WebSocketConnection connection;
    private Optional<GatewaySession> session = Optional.empty();

    private Client(WebSocketConnection connection) {
      this.connection = connection;
    }

    private void hear(String text) {
      var read = Json.read(text);
      if (text.length() > MOST_PAYLOAD || read.isEmpty() || !read.get().isObject()) {
        connection.close(4002, "Error while decoding payload.");
        return;
      }
      var data = read.get().path("d");
      switch (read.get().path("op").asInt(-1)) {
        case 1 -> beat();
        case 2 -> identify(data);
        case 6 -> resume(data);
        case 3, 4 -> known();
        case 8 -> members(data);
        default -> connection.close(4001, "Unknown opcode.");
      }
    }

    private void beat() {
      heartbeats.incrementAndGet();
      if (!zombie) {
        connection.send("{\"t\":null,\"s\":null,\"op\":11,\"d\":null}");
      }
    }

    private boolean known() {
      if (session.isEmpty()) {
        connection.close(4003, "Not authenticated.");
      }
      return session.isPresent();
    }

    private void identify(JsonNode data) {
      var problem = problem(data);
      if (problem.isPresent()) {
        connection.close(problem.get().code, problem.get().words);
        return;
      }
      if (refuseIdentifies.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        invalid(connection, false);
        return;
      }
      var shard = data.path("shard");
      var made =
          new GatewaySession(
              UUID.randomUUID().toString().replace("-", ""),
              data.path("intents").asLong(),
              data.path("compress").asBoolean(),
              shard.path(0).asLong(0),
              shard.path(1).asLong(1),
              connection);
      session = Optional.of(made);
      made.atOnce(() -> welcome(made));
      identified.incrementAndGet();
      log.atInfo().addKeyValue("intents", made.intents).log("sandbox Discord client identified");
    }

    private Optional<Problem> problem(JsonNode data) {
      if (session.isPresent()) {
        return Optional.of(new Problem(4005, "Already authenticated."));
      }
      if (tokenRevoked || !ours(data.path("token").asText())) {
        return Optional.of(new Problem(4004, "Authentication failed."));
      }
      var shard = data.path("shard");
      if (shard.isArray()
          && (shard.path(1).asLong() < 1
              || shard.path(0).asLong() < 0
              || shard.path(0).asLong() >= shard.path(1).asLong())) {
        return Optional.of(new Problem(4010, "Invalid shard."));
      }
      var intents = data.path("intents");
      if (!intents.isIntegralNumber() || (intents.asLong() & ~ALL_INTENTS) != 0) {
        return Optional.of(new Problem(4013, "Invalid intent(s)."));
      }
      if ((intents.asLong() & PRIVILEGED & ~allowedPrivileged) != 0) {
        return Optional.of(new Problem(4014, "Disallowed intent(s)."));
      }
      return Optional.empty();
    }

    private void welcome(GatewaySession made) {
      sessions.put(made.id, made);
      var ready = object().put("v", 10).put("session_type", "normal").put("session_id", made.id);
      ready.put("resume_gateway_url", RESUME_URL);
      ready.set("user", shapes.user(world.bot).put("verified", true).put("mfa_enabled", true));
      ready.putObject("application").put("id", world.bot.id()).put("flags", 0);
      ready.putArray("private_channels");
      var guilds = ready.putArray("guilds");
      var own =
          world.guilds.values().stream()
              .filter(guild -> guild.present && made.serves(Optional.of(guild.id)))
              .toList();
      own.forEach(guild -> guilds.addObject().put("id", guild.id).put("unavailable", true));
      made.dispatch("READY", ready);
      if ((made.intents & Happening.GUILDS) != 0) {
        own.forEach(guild -> made.dispatch("GUILD_CREATE", create(guild)));
      }
    }

    private void resume(JsonNode data) {
      if (tokenRevoked || !ours(data.path("token").asText())) {
        connection.close(4004, "Authentication failed.");
        return;
      }
      var known = Optional.ofNullable(sessions.get(data.path("session_id").asText()));
      long after = data.path("seq").asLong(-1);
      boolean refused = refuseResumes.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
      if (refused || known.isEmpty()) {
        invalid(connection, false);
        return;
      }
      if (after < 0 || after > known.get().sequence()) {
        connection.close(4007, "Invalid seq.");
        sessions.remove(known.get().id);
        return;
      }
      session = known;
      if (known.get().resume(after, connection)) {
        resumed.incrementAndGet();
      } else {
        session = Optional.empty();
        invalid(connection, false);
      }
    }

    private void members(JsonNode data) {
      var guild = world.guilds.get(data.path("guild_id").asText());
      if (!known() || guild == null) {
        return;
      }
      var chunk = object().put("guild_id", guild.id).put("chunk_index", 0).put("chunk_count", 1);
      var all = chunk.putArray("members");
      guild.members.values().forEach(member -> all.add(shapes.member(member)));
      session.ifPresent(to -> to.dispatch("GUILD_MEMBERS_CHUNK", chunk));
    }

    private void gone() {
      session.ifPresent(left -> {
        left.left(connection);
        int code = connection.closedWith();
        // A client that says good-bye is offline at once and cannot resume.
        if (code == NORMAL || code == GOING_AWAY) {
          sessions.remove(left.id);
        }
      });
    }
  }

  private record Problem(int code, String words) {}

  private boolean ours(String shown) {
    return shown.equals(token) || shown.equals("Bot " + token);
  }

  private ObjectNode create(GuildState guild) {
    var json = shapes.guildCreate(guild);
    if (withoutRegion) {
      json.remove("region");
    }
    return json;
  }

  void joined(GuildState guild) {
    tell(Happening.guild("GUILD_CREATE", create(guild), guild.id));
  }

  private static void invalid(WebSocketConnection to, boolean resumable) {
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

  private void each(java.util.function.Consumer<WebSocketConnection> what) {
    sessions.values().forEach(session -> session.connection().ifPresent(what));
  }

  /// Closes all connections; after some codes a session cannot be resumed. Source:
  /// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
  void close(int code, String reason) {
    each(open -> open.close(code, reason));
    if (code == NORMAL || code == GOING_AWAY || code == 4004 || code >= 4007 && code != 4008) {
      sessions.clear();
    }
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

  void refuseResumes(int times) {
    refuseResumes.set(times);
  }

  void refuseIdentifies(int times) {
    refuseIdentifies.set(times);
  }

  void zombie(boolean on) {
    zombie = on;
  }

  void withoutRegion(boolean on) {
    withoutRegion = on;
  }

  void revokeToken(boolean on) {
    tokenRevoked = on;
  }

  boolean tokenRevoked() {
    return tokenRevoked;
  }

  void allowPrivileged(boolean on) {
    allowedPrivileged = on ? PRIVILEGED : 0;
  }
}
