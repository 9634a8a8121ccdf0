package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's side of the talk. Source: https://docs.discord.com/developers/events/gateway
final class GatewayClient {
  private static final Logger log = LoggerFactory.getLogger(GatewayClient.class);
  private static final int MOST_PAYLOAD = 4096;
  private static final long ALL_INTENTS = (1 << 26) - 1;
  private final Gateway gateway;
  private final World world;
  private final Shapes shapes;
  private final WebSocketConnection connection;
  private final GatewayTroubles troubles;
  private Optional<GatewaySession> session = Optional.empty();

  GatewayClient(Gateway gateway, World world, Shapes shapes, WebSocketConnection connection) {
    this.gateway = gateway;
    this.world = world;
    this.shapes = shapes;
    this.connection = connection;
    troubles = gateway.troubles;
  }

  void hear(String text) {
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
    if (!troubles.zombie()) {
      connection.send("{\"t\":null,\"s\":null,\"op\":11,\"d\":null}");
    }
    gateway.beaten();
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
    var shard = data.path("shard");
    var verdict = gateway.starts.begin(shard.path(0).asLong(0));
    if (verdict == SessionStarts.Verdict.SPENT) {
      connection.close(4004, "Authentication failed.");
      gateway.spent();
      return;
    }
    if (verdict == SessionStarts.Verdict.TOO_SOON || troubles.refusesIdentify()) {
      Gateway.invalid(connection, false);
      return;
    }
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
    gateway.greeted();
    log.atInfo().addKeyValue("intents", made.intents).log("sandbox Discord client identified");
  }

  private Optional<Problem> problem(JsonNode data) {
    if (session.isPresent()) {
      return Optional.of(new Problem(4005, "Already authenticated."));
    }
    if (!gateway.knows(data.path("token").asText())) {
      return Optional.of(new Problem(4004, "Authentication failed."));
    }
    var shard = data.path("shard");
    if (!shard.isMissingNode() && !isShard(shard)) {
      return Optional.of(new Problem(4010, "Invalid shard."));
    }
    if (gateway.starts.tooFew(shard.path(1).asLong(1))) {
      return Optional.of(new Problem(4011, "Sharding required."));
    }
    var intents = data.path("intents");
    if (!intents.isIntegralNumber() || (intents.asLong() & ~ALL_INTENTS) != 0) {
      return Optional.of(new Problem(4013, "Invalid intent(s)."));
    }
    if (troubles.forbids(intents.asLong())) {
      return Optional.of(new Problem(4014, "Disallowed intent(s)."));
    }
    return Optional.empty();
  }

  private static boolean isShard(JsonNode shard) {
    return shard.size() == 2
        && shard.path(0).isIntegralNumber()
        && shard.path(1).isIntegralNumber()
        && shard.path(0).asLong() >= 0
        && shard.path(0).asLong() < shard.path(1).asLong();
  }

  private void welcome(GatewaySession made) {
    gateway.begun(made);
    var ready = object().put("v", 10).put("session_type", "normal").put("session_id", made.id);
    ready.put("resume_gateway_url", Gateway.RESUME_URL);
    ready.set("user", shapes.user(world.bot).put("verified", true).put("mfa_enabled", true));
    ready.putObject("application").put("id", world.bot.id()).put("flags", 0);
    ready.set("shard", made.shard());
    ready.putArray("private_channels");
    var guilds = ready.putArray("guilds");
    var own =
        world.guilds.values().stream()
            .filter(guild -> guild.present && made.serves(Optional.of(guild.id)))
            .toList();
    own.forEach(guild -> guilds.addObject().put("id", guild.id).put("unavailable", true));
    made.dispatch("READY", ready);
    if ((made.intents & Happening.GUILDS) != 0) {
      own.forEach(guild -> made.dispatch("GUILD_CREATE", gateway.create(guild)));
    }
  }

  private void resume(JsonNode data) {
    if (!gateway.knows(data.path("token").asText())) {
      connection.close(4004, "Authentication failed.");
      return;
    }
    var known = gateway.session(data.path("session_id").asText());
    long after = data.path("seq").asLong(-1);
    boolean refused = troubles.refusesResume();
    if (refused || known.isEmpty()) {
      Gateway.invalid(connection, false);
      return;
    }
    if (after < 0 || after > known.get().sequence()) {
      connection.close(4007, "Invalid seq.");
      gateway.forget(known.get());
      return;
    }
    session = known;
    if (known.get().resume(after, connection)) {
      gateway.cameBack();
    } else {
      session = Optional.empty();
      Gateway.invalid(connection, false);
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

  void gone() {
    session.ifPresent(left -> {
      left.left(connection);
      int code = connection.closedWith();
      // A client that says good-bye is offline at once and cannot resume.
      if (code == Gateway.NORMAL || code == Gateway.GOING_AWAY) {
        gateway.forget(left);
      }
    });
  }

  private record Problem(int code, String words) {}
}
