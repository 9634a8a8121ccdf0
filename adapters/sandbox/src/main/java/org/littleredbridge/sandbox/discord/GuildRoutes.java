package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The bot itself, its servers and commands over REST. Sources: the pages for user, application,
/// guild and application commands under https://docs.discord.com/developers
final class GuildRoutes {
  private static final int MOST_COMMANDS = 100;
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final SessionStarts starts;
  private final Map<String, ArrayNode> commands = new ConcurrentHashMap<>();

  GuildRoutes(World world, Shapes shapes, Access access, SessionStarts starts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.starts = starts;
  }

  List<Route> routes() {
    var global = "/applications/{application_id}/commands";
    var local = "/applications/{application_id}/guilds/{guild_id}/commands";
    return List.of(
        Route.of("GET", "/gateway", true, _ -> Answer.ok(gateway())),
        Route.of("GET", "/gateway/bot", false, _ -> Answer.ok(gatewayBot())),
        Route.of("GET", "/users/@me", false, _ -> Answer.ok(shapes.user(world.bot))),
        Route.of("GET", "/users/@me/guilds", false, _ -> Answer.ok(guilds())),
        Route.of("GET", "/users/{user_id}", false, this::user),
        Route.of("POST", "/users/@me/channels", false, this::direct),
        Route.of("GET", "/oauth2/applications/@me", false, _ -> Answer.ok(application())),
        Route.of("GET", "/applications/@me", false, _ -> Answer.ok(application())),
        Route.of("GET", "/guilds/{guild_id}", false, c -> Answer.ok(shapes.guild(access.guild(c)))),
        Route.of("GET", "/guilds/{guild_id}/channels", false, this::channels),
        Route.of("GET", "/guilds/{guild_id}/roles", false, this::roles),
        Route.of("GET", "/guilds/{guild_id}/members/{user_id}", false, this::member),
        Route.of("GET", "/guilds/{guild_id}/threads/active", false, this::threads),
        Route.of("DELETE", "/users/@me/guilds/{guild_id}", false, this::leave),
        Route.of("GET", global, false, this::listed),
        Route.of("PUT", global, false, this::replace),
        Route.of("GET", local, false, this::listed),
        Route.of("PUT", local, false, this::replace));
  }

  /// The commands that hold in a server: its own and those for all.
  List<JsonNode> commandsIn(String guild) {
    var all = new java.util.ArrayList<JsonNode>();
    commands.getOrDefault(guild, Json.array()).forEach(all::add);
    commands.getOrDefault("", Json.array()).forEach(all::add);
    return all;
  }

  private static ObjectNode gateway() {
    return object().put("url", Gateway.RESUME_URL);
  }

  private ObjectNode gatewayBot() {
    var json = gateway();
    starts.tell(json);
    return json;
  }

  private ObjectNode application() {
    var json =
        object()
            .put("id", world.bot.id())
            .put("name", world.bot.name())
            .putNull("icon")
            .put("description", "")
            .put("bot_public", true)
            .put("bot_require_code_grant", false)
            .put("flags", 1 << 19)
            .put("verify_key", "0".repeat(64))
            .putNull("team")
            .put("summary", "");
    json.set("owner", shapes.user(new SandboxUser("100000000000000001", "owner", false)));
    json.set("bot", shapes.user(world.bot));
    return json;
  }

  private JsonNode guilds() {
    var all = Json.array();
    world.guilds.values().stream()
        .filter(guild -> guild.present)
        .forEach(guild ->
            all.addObject()
                .put("id", guild.id)
                .put("name", guild.name)
                .putNull("icon")
                .put("owner", false)
                .put(
                    "permissions",
                    Long.toString(guild.rights(world.bot.id(), java.util.Optional.empty()))));
    return all;
  }

  private Answer user(Call call) {
    var user = world.users.get(call.at("user_id"));
    if (user == null) {
      throw new Refusal(404, 10013, "Unknown User");
    }
    return Answer.ok(shapes.user(user));
  }

  private Answer direct(Call call) {
    var errors = new FormErrors();
    var id = call.object().path("recipient_id");
    errors.snowflake("recipient_id", id);
    if (id.isMissingNode()) {
      errors.required("recipient_id");
    }
    errors.check();
    var user = world.users.get(id.asText());
    if (user == null || user.bot()) {
      throw new Refusal(400, 50033, "Invalid Recipient(s)");
    }
    if (world.refusingDirect.contains(user.id())) {
      throw MessageRoutes.cannotReach();
    }
    return Answer.ok(shapes.channel(world.directWith(user)));
  }

  private Answer channels(Call call) {
    var all = Json.array();
    world.channelsOf(access.guild(call).id).stream()
        .filter(channel -> !channel.thread())
        .forEach(channel -> all.add(shapes.channel(channel)));
    return Answer.ok(all);
  }

  private Answer roles(Call call) {
    var all = Json.array();
    access.guild(call).roles.values().forEach(role -> all.add(shapes.role(role)));
    return Answer.ok(all);
  }

  private Answer member(Call call) {
    var member = access.guild(call).members.get(call.at("user_id"));
    if (member == null) {
      throw new Refusal(404, 10007, "Unknown Member");
    }
    return Answer.ok(shapes.member(member));
  }

  private Answer threads(Call call) {
    var json = object();
    var all = json.putArray("threads");
    world.channelsOf(access.guild(call).id).stream()
        .filter(c -> c.thread() && !c.archived && world.botSees(c))
        .forEach(thread -> all.add(shapes.channel(thread)));
    json.putArray("members");
    return Answer.ok(json);
  }

  private Answer leave(Call call) {
    access.guild(call).present = false;
    return Answer.nothing();
  }

  private void own(Call call) {
    if (!call.at("application_id").equals(world.bot.id())) {
      throw new Refusal(
          403, 20012, "You are not authorized to perform this action on this application");
    }
    if (call.path().containsKey("guild_id") && !world.guilds.containsKey(call.at("guild_id"))) {
      throw Refusal.missingAccess();
    }
  }

  private Answer listed(Call call) {
    own(call);
    return Answer.ok(commands.getOrDefault(call.at("guild_id"), Json.array()));
  }

  private Answer replace(Call call) {
    own(call);
    var errors = new FormErrors();
    if (!(call.form() instanceof ArrayNode asked)) {
      errors.add("_errors", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
      errors.check();
      return Answer.nothing();
    }
    if (asked.size() > MOST_COMMANDS) {
      throw new Refusal(400, 30032, "Maximum number of application commands reached (100).");
    }
    CommandRules.check(asked, errors);
    errors.check();
    var made = Json.array();
    for (var one : asked) {
      var command = ((ObjectNode) one).deepCopy();
      command.put("id", world.ids.next()).put("application_id", world.bot.id());
      command.put("version", world.ids.next());
      if (!command.has("type")) {
        command.put("type", 1);
      }
      if (!command.has("description")) {
        command.put("description", "");
      }
      if (call.path().containsKey("guild_id")) {
        command.put("guild_id", call.at("guild_id"));
      }
      made.add(command);
    }
    commands.put(call.at("guild_id"), made);
    return Answer.ok(made);
  }
}
