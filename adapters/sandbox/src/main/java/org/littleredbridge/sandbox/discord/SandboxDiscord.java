package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Discord of its own on loopback: the REST interface, the gateway, and a proxy for clients that
/// insist on Discord's host names. It serves the demo and the tests and never talks to the real
/// service. May be used from any thread.
///
/// The wire is described at https://docs.discord.com/developers
public final class SandboxDiscord implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxDiscord.class);
  private static final List<String> HOSTS =
      List.of("discord.com", "gateway.discord.gg", "cdn.discordapp.com");
  private static final int MOST_FILES = 10;
  private static final long FORM_BYTES = 1 << 20;
  private static final Duration GRACE = Duration.ofMillis(100);
  private final SandboxDiscordConfig config;
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final Messages messages;
  private final Interactions interactions;
  private final GuildRoutes guildRoutes;
  private final RestFaults faults = new RestFaults();
  private final CallLog calls = new CallLog();
  private final Files files = new Files();
  private final Certificates certificates = new Certificates(HOSTS);
  private final Path caFile;
  private final WebServer rest;
  private final WebSocketServer sockets;
  private final ConnectProxy proxy;

  private SandboxDiscord(SandboxDiscordConfig config, Clock clock) {
    this.config = config;
    this.world = new World(clock, "little-red-bridge", config.keep());
    this.shapes = new Shapes(world);
    this.gateway = new Gateway(world, shapes, config);
    this.messages = new Messages(world, shapes, gateway, files);
    this.interactions = new Interactions(world, shapes, gateway);
    var access = new Access(world);
    this.guildRoutes = new GuildRoutes(world, shapes, access);
    this.caFile = config.caFile().orElseGet(SandboxDiscord::temporary);
    certificates.write(caFile);
    // A port that is taken must not leave the others open.
    this.sockets = new WebSocketServer(config.gatewayPort(), gateway::talk);
    this.proxy =
        opened(() -> new ConnectProxy(config.proxyPort(), certificates.tls()), sockets::close);
    this.rest =
        opened(
            () -> started(config, routing(access, clock)),
            () -> {
              sockets.close();
              proxy.close();
            });
    proxy.map("discord.com", rest.port());
    proxy.map("cdn.discordapp.com", rest.port());
    proxy.map("gateway.discord.gg", sockets.port());
    sockets.start();
    proxy.start();
    log.atInfo()
        .addKeyValue("port", rest.port())
        .addKeyValue("gateway", sockets.port())
        .addKeyValue("proxy", proxy.port())
        .log("sandbox Discord answers");
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

  private static <T> T opened(Supplier<T> open, Runnable undo) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      undo.run();
      throw e;
    }
  }

  private HttpRouting.Builder routing(Access access, Clock clock) {
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

  private static WebServer started(SandboxDiscordConfig config, HttpRouting.Builder routing) {
    var server =
        WebServer.builder()
            .address(InetAddress.ofLiteral(Loopback.ADDRESS))
            .port(config.port())
            .backlog(4096)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .maxPayloadSize(config.mostUploadBytes() * (MOST_FILES + 1) + FORM_BYTES)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .routing(routing)
            .build();
    server.start();
    // Helidon tells a port that is taken to its own log only.
    if (!server.isRunning()) {
      throw SandboxDiscordException.portTaken(
          "REST interface", config.port(), new IOException("The server did not start."));
    }
    return server;
  }

  private static Path temporary() {
    try {
      var file = java.nio.file.Files.createTempFile("sandbox-discord-ca", ".pem");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new SandboxDiscordException(
          "The sandbox's Discord cannot write a temporary file. Free some space, or set caFile.",
          e);
    }
  }

  int port() {
    return rest.port();
  }

  /// `http://127.0.0.1:PORT`; the REST interface is below `/api/v10`.
  public URI restUrl() {
    return URI.create("http://%s:%d".formatted(Loopback.ADDRESS, rest.port()));
  }

  /// `ws://127.0.0.1:PORT/` of the gateway, for clients that need no proxy.
  public URI gatewayUrl() {
    return URI.create("ws://%s:%d/".formatted(Loopback.ADDRESS, sockets.port()));
  }

  /// Where the CONNECT proxy listens.
  public InetSocketAddress proxy() {
    return new InetSocketAddress(InetAddress.ofLiteral(Loopback.ADDRESS), proxy.port());
  }

  /// The authority a client behind the proxy must trust, as PEM.
  public String caPem() {
    return certificates.pem();
  }

  /// The file that holds it.
  public Path caFile() {
    return caFile;
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
    if (!HOSTS.contains(host)) {
      throw new SandboxDiscordException("The proxy does not know the host " + host + ".");
    }
    proxy.map(host, port);
  }

  /// How often the proxy was asked for each other host.
  public Map<String, Long> refusedHosts() {
    Map<String, Long> all = new TreeMap<>();
    proxy.refused().forEach((host, count) -> all.put(host, count.sum()));
    return all;
  }

  SandboxGuild known(GuildState guild) {
    return new SandboxGuild(world, shapes, gateway, guild);
  }

  /// A new server with the bot in it.
  public SandboxGuild guild(String name) {
    var state = SandboxGuild.found(world, name);
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
    return write(channel, user, object().put("content", text));
  }

  /// Somebody answers a message; who wrote that is notified, as is usual in Discord.
  public String say(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    var form = object().put("content", text);
    form.putObject("message_reference").put("message_id", replyTo);
    return write(channel, user, form);
  }

  /// Somebody answers a message with the notification switched off.
  public String sayQuietly(SandboxChannel channel, SandboxUser user, String text, String replyTo) {
    var form = object().put("content", text);
    form.putObject("message_reference").put("message_id", replyTo);
    form.putObject("allowed_mentions")
        .put("replied_user", false)
        .putArray("parse")
        .add("users")
        .add("roles")
        .add("everyone");
    return write(channel, user, form);
  }

  private String write(SandboxChannel channel, SandboxUser user, ObjectNode form) {
    return messages
        .post(world.ids.next(), known(channel), user, Messages.Draft.of(form, List.of()))
        .id();
  }

  /// Somebody changes what they wrote.
  public void edit(SandboxChannel channel, String message, String text) {
    var form = object().put("content", text);
    if (messages.edit(known(channel), message, form, List.of()).isEmpty()) {
      throw noMessage(message);
    }
  }

  /// Somebody deletes a message.
  public void delete(SandboxChannel channel, String message) {
    if (messages.delete(known(channel), message).isEmpty()) {
      throw noMessage(message);
    }
  }

  /// Somebody uses a slash command. Options are found in what the bot registered; one that it did
  /// not register is sent as text.
  ///
  /// @param command its words, `follow` or `filter add`
  public SandboxInteraction slash(
      SandboxChannel channel, SandboxUser user, String command, Map<String, String> options) {
    return begin(channel, user, InteractionState.COMMAND, command, options, "");
  }

  /// Somebody is typing the value of one option of a slash command.
  public SandboxInteraction autocomplete(
      SandboxChannel channel,
      SandboxUser user,
      String command,
      Map<String, String> options,
      String focused) {
    return begin(channel, user, InteractionState.AUTOCOMPLETE, command, options, focused);
  }

  private SandboxInteraction begin(
      SandboxChannel channel,
      SandboxUser user,
      int type,
      String command,
      Map<String, String> options,
      String focused) {
    var state = known(channel);
    var data =
        new SlashWords(world, interactions, guildRoutes.commandsIn(state.guild))
            .data(state.guild, command, options, focused);
    return started(type, state, user, data, Optional.empty(), command);
  }

  /// Sends a payload that breaks clients. A slash command has the name `help`.
  public void hostile(Hostile what, SandboxChannel channel, SandboxUser user) {
    var at = known(channel);
    switch (what) {
      case COMPONENTS_V2, NO_DISCRIMINATOR -> {
        var id = world.ids.next();
        var data = what.message(shapes, at, user, id, Json.time(world.clock.instant()));
        gateway.tell(
            new Happening(
                "MESSAGE_CREATE", data, Happening.GUILD_MESSAGES, Optional.of(at.guild), true));
      }
      case ONLY_CHANNEL, UNKNOWN_THREAD -> {
        var place = at;
        if (what == Hostile.UNKNOWN_THREAD) {
          place =
              world.channel(
                  ChannelState.PUBLIC_THREAD, at.guild, Optional.of(at.id), user.id(), "unknown");
          place.announced = false;
        }
        var data = object().put("id", world.ids.next()).put("name", "help").put("type", 1);
        var only = what == Hostile.ONLY_CHANNEL;
        interactions.start(
            new Interactions.Deed(
                InteractionState.COMMAND, place, user, data, Optional.empty(), "help", only));
      }
    }
  }

  private SandboxInteraction started(
      int type,
      ChannelState channel,
      SandboxUser user,
      ObjectNode data,
      Optional<StoredMessage> message,
      String name) {
    return new SandboxInteraction(
        interactions.start(new Interactions.Deed(type, channel, user, data, message, name, false)));
  }

  /// Somebody presses a button.
  public SandboxInteraction press(
      SandboxChannel channel, SandboxUser user, String message, String customId) {
    var state = known(channel);
    var pressed = state.message(message).orElseThrow(() -> noMessage(message));
    if (SeenMessage.of(pressed).buttons().stream().noneMatch(b -> b.customId().equals(customId))) {
      throw new SandboxDiscordException("The message has no button \"" + customId + "\".");
    }
    var data = object().put("custom_id", customId).put("component_type", 2).put("id", 1);
    return started(InteractionState.COMPONENT, state, user, data, Optional.of(pressed), customId);
  }

  /// Somebody sends a form.
  ///
  /// @param fields what was typed, by the inputs' custom ids
  public SandboxInteraction submit(
      SandboxChannel channel, SandboxUser user, String customId, Map<String, String> fields) {
    var data = object().put("custom_id", customId);
    var rows = data.putArray("components");
    new TreeMap<>(fields)
        .forEach((field, value) ->
            rows.addObject()
                .put("type", 1)
                .putArray("components")
                .addObject()
                .put("type", 4)
                .put("custom_id", field)
                .put("value", value));
    return started(InteractionState.MODAL, known(channel), user, data, Optional.empty(), customId);
  }

  /// Somebody uses a command of a message's menu.
  public SandboxInteraction menu(
      SandboxChannel channel, SandboxUser user, String message, String command) {
    var state = known(channel);
    var target = state.message(message).orElseThrow(() -> noMessage(message));
    var data =
        object()
            .put("id", world.ids.next())
            .put("name", command)
            .put("type", 3)
            .put("target_id", message);
    data.putObject("resolved").putObject("messages").set(message, target.json());
    return started(InteractionState.COMMAND, state, user, data, Optional.empty(), command);
  }

  /// What can be seen in a channel, oldest first, with what only one person sees.
  public List<SeenMessage> messages(SandboxChannel channel) {
    return known(channel).all().stream().map(SeenMessage::of).toList();
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

  private ChannelState known(SandboxChannel channel) {
    return world
        .find(channel.id())
        .orElseThrow(
            () -> new SandboxDiscordException("There is no channel " + channel.id() + "."));
  }

  private static SandboxDiscordException noMessage(String id) {
    return new SandboxDiscordException("There is no message " + id + " in that channel.");
  }

  /// Stops answering; well below a second. Harmless when repeated.
  @Override
  public void close() {
    proxy.close();
    sockets.close();
    rest.stop();
  }
}
