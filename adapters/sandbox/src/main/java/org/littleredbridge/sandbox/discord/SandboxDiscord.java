package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Discord of its own on loopback: the REST interface, the gateway, and a proxy for clients that
/// insist on Discord's host names. It serves the demo and the tests and never talks to the real
/// service. May be used from any thread.
///
/// The wire is described at https://docs.discord.com/developers
public final class SandboxDiscord implements AutoCloseable {
  private final SandboxDiscordConfig config;
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final GuildRoutes guildRoutes;
  private final People people;
  private final RestFaults faults = new RestFaults();
  private final CallLog calls = new CallLog();
  private final Files files = new Files();
  private final Doors doors;

  private SandboxDiscord(SandboxDiscordConfig config, Clock clock) {
    this.config = config;
    this.world = new World(clock, "little-red-bridge", config.keep());
    this.shapes = new Shapes(world);
    this.gateway = new Gateway(world, shapes, config);
    var messages = new Messages(world, shapes, gateway, files);
    var interactions = new Interactions(world, shapes, gateway);
    var access = new Access(world);
    this.guildRoutes = new GuildRoutes(world, shapes, access, gateway.starts);
    this.people = new People(world, shapes, gateway, messages, interactions, guildRoutes);
    this.doors = new Doors(config, routing(access, clock, messages, interactions), gateway::talk);
  }

  /// Starts it; when this returns it answers.
  ///
  /// @throws SandboxDiscordException when a port is taken; the message says what to do
  public static SandboxDiscord start(SandboxDiscordConfig config) {
    return start(config, Clock.systemUTC());
  }

  /// Starts it with a clock of the caller's, on which rate limits, ids and tokens depend.
  public static SandboxDiscord start(SandboxDiscordConfig config, Clock clock) {
    return new SandboxDiscord(config, clock);
  }

  private HttpRouting.Builder routing(
      Access access, Clock clock, Messages messages, Interactions interactions) {
    long most = config.mostUploadBytes();
    var writing = new MessageRoutes(world, access, messages, gateway, most);
    var routes = new ArrayList<Route>();
    // Before `/webhooks/…/{message_id}`, which would take `@original` for an id.
    routes.addAll(writing.routes());
    routes.addAll(
        new ThreadRoutes(world, shapes, access, messages, writing, gateway, most).routes());
    routes.addAll(new InteractionRoutes(world, interactions, messages, most).routes());
    routes.addAll(guildRoutes.routes());
    var limits = new RateLimits(clock, config.limits());
    var routing = HttpRouting.builder();
    new RestApi(routes, config.token(), gateway, limits, faults, calls, clock).route(routing);
    new Pages(world, files, this::port).route(routing);
    new Controls(this, world, calls).route(routing);
    return routing;
  }

  int port() {
    return doors.restPort();
  }

  /// `http://127.0.0.1:PORT`; the REST interface is below `/api/v10`.
  public URI restUrl() {
    return URI.create("http://%s:%d".formatted(Loopback.ADDRESS, doors.restPort()));
  }

  /// `ws://127.0.0.1:PORT/` of the gateway, for clients that need no proxy.
  public URI gatewayUrl() {
    return URI.create("ws://%s:%d/".formatted(Loopback.ADDRESS, doors.gatewayPort()));
  }

  /// Where the CONNECT proxy listens.
  public InetSocketAddress proxy() {
    return new InetSocketAddress(InetAddress.ofLiteral(Loopback.ADDRESS), doors.proxyPort());
  }

  /// The authority a client behind the proxy must trust, as PEM.
  public String caPem() {
    return doors.caPem();
  }

  /// The file that holds it.
  public Path caFile() {
    return doors.caFile();
  }

  /// The bot's token, without `Bot `.
  public String token() {
    return config.token();
  }

  /// Who the bot is; its id is the application's id too.
  public SandboxUser bot() {
    return world.bot;
  }

  /// Sends what the proxy gets for a host to another port on loopback, so that a judge can stand
  /// between.
  ///
  /// @param host one of `discord.com`, `gateway.discord.gg`, `cdn.discordapp.com`
  public void through(String host, int port) {
    doors.through(host, port);
  }

  /// How often the proxy was asked for each other host.
  public Map<String, Long> refusedHosts() {
    return doors.refusedHosts();
  }

  SandboxGuild known(GuildState guild) {
    return new SandboxGuild(world, shapes, gateway, guild);
  }

  /// A new server with the bot in it.
  public SandboxGuild guild(String name) {
    return joined(SandboxGuild.found(world, world.ids.next(), name));
  }

  /// A new server that one shard of so many serves, with the bot in it.
  public SandboxGuild guild(String name, int shard, int shards) {
    return joined(SandboxGuild.found(world, world.ids.next(shard, shards), name));
  }

  private SandboxGuild joined(GuildState state) {
    gateway.joined(state);
    return known(state);
  }

  /// The direct conversation of somebody with the bot.
  public SandboxChannel direct(SandboxUser user) {
    return world.directWith(user).handle();
  }

  /// Whether somebody takes direct messages of the bot.
  public void refuseDirect(SandboxUser user, boolean refuses) {
    if (refuses) {
      world.refusingDirect.add(user.id());
    } else {
      world.refusingDirect.remove(user.id());
    }
  }

  /// Somebody writes something.
  ///
  /// @return the message's id
  public String say(SandboxChannel channel, SandboxUser user, String text) {
    return people.say(channel, user, text);
  }

  /// Somebody answers a message; who wrote that is notified, as is usual in Discord.
  public String say(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    return people.say(channel, user, text, replyTo);
  }

  /// Somebody answers a message with the notification switched off.
  public String sayQuietly(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    return people.sayQuietly(channel, user, text, replyTo);
  }

  /// Somebody changes what they wrote.
  public void edit(SandboxChannel channel, String message, String text) {
    people.edit(channel, message, text);
  }

  /// Somebody deletes a message.
  public void delete(SandboxChannel channel, String message) {
    people.delete(channel, message);
  }

  /// Somebody uses a slash command. Options are found in what the bot registered; one that it did
  /// not register is sent as text.
  ///
  /// @param command its words, `follow` or `filter add`
  public SandboxInteraction slash(
      SandboxChannel channel, SandboxUser user, String command, Map<String, String> options) {
    return people.slash(channel, user, command, options);
  }

  /// Somebody is typing the value of one option of a slash command.
  public SandboxInteraction autocomplete(
      SandboxChannel channel,
      SandboxUser user,
      String command,
      Map<String, String> options,
      String focused) {
    return people.autocomplete(channel, user, command, options, focused);
  }

  /// Sends a payload that breaks clients. A slash command has the name `help`.
  public void hostile(Hostile what, SandboxChannel channel, SandboxUser user) {
    people.hostile(what, channel, user);
  }

  /// Somebody presses a button.
  public SandboxInteraction press(
      SandboxChannel channel, SandboxUser user, String message, String customId) {
    return people.press(channel, user, message, customId);
  }

  /// Somebody sends a form.
  ///
  /// @param fields what was typed, by the inputs' custom ids
  public SandboxInteraction submit(
      SandboxChannel channel, SandboxUser user, String customId, Map<String, String> fields) {
    return people.submit(channel, user, customId, fields);
  }

  /// Somebody uses a command of a message's menu.
  public SandboxInteraction menu(
      SandboxChannel channel, SandboxUser user, String message, String command) {
    return people.menu(channel, user, message, command);
  }

  /// What can be seen in a channel, oldest first, with what only one person sees.
  public List<SeenMessage> messages(SandboxChannel channel) {
    return people.known(channel).all().stream().map(SeenMessage::of).toList();
  }

  /// The threads and posts below a channel or forum, oldest first.
  public List<SandboxChannel> threads(SandboxChannel parent) {
    return world.channelsOf(parent.guild()).stream()
        .filter(c -> c.parent.filter(parent.id()::equals).isPresent() && c.thread())
        .map(ChannelState::handle)
        .toList();
  }

  /// The bytes of an attachment, if they are still kept.
  public Optional<byte[]> file(String attachment) {
    return files.get(attachment).map(Upload::bytes);
  }

  /// The latest calls of a route, oldest first; at most 5,000 of all routes are kept.
  ///
  /// @param route such as `POST /channels/{channel_id}/messages`
  public List<RestCall> calls(String route) {
    return calls.of(route);
  }

  /// How often a route was called since the start.
  public long callCount(String route) {
    return calls.count(route);
  }

  /// Makes the next calls of a route go wrong.
  public void fault(DiscordFault fault) {
    faults.add(fault);
  }

  /// Nothing goes wrong any more.
  public void clearFaults() {
    faults.clear();
  }

  /// The gateway's troubles and counters.
  public SandboxGateway gateway() {
    return new SandboxGateway(gateway);
  }

  /// What the bot registered for a server, with what it registered for all.
  public List<JsonNode> commands(SandboxGuild guild) {
    return guildRoutes.commandsIn(guild.id());
  }

  /// Stops answering; well below a second. Harmless when repeated.
  @Override
  public void close() {
    doors.close();
  }
}
