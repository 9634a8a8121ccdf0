package org.littleredbridge.web;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.chat.Transcript;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.wording.Wording;

/// The browser: a chat whose channels are pages of our own, and beside it health and metrics over
/// HTTP. [#start()] makes it answer; [#listen] makes it take messages. Thread-safe.
public final class Web implements Messenger {
  private static final MessengerCapabilities CAPABILITIES =
      new MessengerCapabilities(
          20_000,
          20_000,
          4_000,
          18,
          18,
          50L << 20,
          // AVIF as every browser since 2024; HEIC is shown by one alone.
          Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"),
          false,
          words -> words.codePointCount(0, words.length()));
  private static final Duration PING = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final int LARGEST_BODY = 2 << 20;

  private final WebConfig config;
  private final Viewers viewers;
  private final Rooms rooms;
  private final ChatApi chat;
  private final MediaPages media;
  private final HealthPages health;
  private final Metrics metrics;
  private final Optional<Sessions> sessions;
  private volatile @Nullable WebServer server;

  /// @param transcript where the channels' messages live
  /// @param media the file of a key, while the cache has it
  /// @param status asked for every look at `/readyz` and `/metrics`; must be quick
  public Web(
      WebConfig config,
      Transcript transcript,
      Function<String, Optional<MediaFile>> media,
      Tally tally,
      Supplier<WebStatus> status,
      Clock clock) {
    this(config, transcript, media, tally, status, clock, PING);
  }

  Web(
      WebConfig config,
      Transcript transcript,
      Function<String, Optional<MediaFile>> media,
      Tally tally,
      Supplier<WebStatus> status,
      Clock clock,
      Duration ping) {
    this.config = config;
    this.viewers = new Viewers(ping);
    this.rooms = new Rooms(transcript, viewers, clock);
    this.chat = new ChatApi(rooms, viewers);
    this.media = new MediaPages(media);
    this.metrics = new Metrics(tally, viewers);
    this.health = new HealthPages(status, metrics);
    this.sessions = config.password().map(password -> new Sessions(password, clock));
  }

  /// Binds and answers. Called once.
  ///
  /// @throws IllegalStateException with a sentence when the address cannot be had
  public void start() {
    probe();
    var routing = HttpRouting.builder();
    route(routing);
    var started =
        WebServer.builder()
            .host(config.host())
            .port(config.port())
            .routing(routing)
            // An event is a small write after a small write: Nagle's delay would hold it back.
            .connectionOptions(connection -> connection.tcpNoDelay(true))
            .maxPayloadSize(LARGEST_BODY)
            .maxTcpConnections(1_000)
            .idleConnectionTimeout(Duration.ofMinutes(1))
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .build()
            .start();
    if (!started.isRunning()) {
      throw unbound("the server did not start", new IllegalStateException());
    }
    server = started;
  }

  /// Where the page is, for people on this machine.
  ///
  /// @throws IllegalStateException before [#start()]
  public URI url() {
    return URI.create("http://" + hosts().authority() + "/");
  }

  @Override
  public String name() {
    return Rooms.MESSENGER;
  }

  @Override
  public List<String> connections() {
    return config.chat() ? List.of(Rooms.MESSENGER) : List.of();
  }

  @Override
  public Listening listen(String connection, Listener listener) {
    return chat.open(listener);
  }

  @Override
  public MessengerCapabilities capabilities(ChannelId channel) {
    return CAPABILITIES;
  }

  @Override
  public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var name = channel.chat();
    if (!config.chat()) {
      throw gone("the browser chat is switched off (web.chat)");
    }
    if (!channel.equals(Rooms.id(name)) || !Rooms.validName(name)) {
      throw gone("the browser has no such channel");
    }
    if (!rooms.exists(name) && rooms.full()) {
      throw gone("the browser has as many channels as it can hold");
    }
    var replyTo = part.replyTo().filter(to -> to.channel().equals(channel)).map(MessageRef::id);
    try {
      var line = rooms.add(name, "sent:" + key, replyTo, Payload.of(part));
      return new Sent(new MessageRef(channel, Long.toString(line.id())));
    } catch (RuntimeException e) {
      throw new ChatException(new ChatFailure.Unavailable("the transcript did not take it"), e);
    }
  }

  @Override
  public boolean edit(ChannelId channel, MessageRef message, Part part) {
    if (!config.chat() || !message.channel().equals(channel)) {
      return false;
    }
    try {
      return rooms.change(channel.chat(), message.id(), Payload.of(part));
    } catch (RuntimeException e) {
      throw new ChatException(new ChatFailure.Unavailable("the transcript did not take it"), e);
    }
  }

  @Override
  public boolean manages(ChannelId channel, Member member) {
    return member.standing() == Member.Standing.MANAGES;
  }

  @Override
  public MessengerState state() {
    return MessengerState.WELL;
  }

  /// Ends the open streams, then lets requests in flight end; takes about a second at most.
  @Override
  public void close() {
    viewers.close(GRACE);
    var running = server;
    if (running != null) {
      running.stop();
    }
    metrics.close();
  }

  private void route(HttpRouting.Builder routing) {
    var answers = new Answers(new Wording());
    answers.catchErrors(routing);
    routing.addFilter(new Gate(this::hosts, sessions, answers));
    health.routing(routing);
    sessions.ifPresent(open -> new LoginPages(open, this::hosts).routing(routing));
    if (config.chat()) {
      PageFiles.chat(routing);
      routing.register("/api/channels", chat).register("/media", media);
    }
    var otherwise = config.chat() ? "web.no-page" : "web.chat-off";
    routing.any((_, _) -> {
      throw new Refusal(404, otherwise);
    });
  }

  private HostRule hosts() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("the browser's server was not started");
    }
    return new HostRule(config.host(), running.port(), sessions.isPresent());
  }

  // Helidon 4.5 only logs why it could not bind and returns as if it had.
  private void probe() {
    // Reused, as the server itself does: what a former run left behind does not count.
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()));
    } catch (UnknownHostException e) {
      throw unbound("this machine does not know that host", e);
    } catch (BindException e) {
      throw unbound(
          String.valueOf(e.getMessage()).contains("in use")
              ? "another program uses that port. End it, or set web.port to another number (0"
                  + " takes any free one)"
              : "that address is not this machine's, or the port is not allowed",
          e);
    } catch (IOException e) {
      throw unbound(String.valueOf(e.getMessage()), e);
    }
  }

  private IllegalStateException unbound(String reason, Exception cause) {
    return new IllegalStateException(
        "The browser page cannot open at "
            + config.host()
            + ", port "
            + config.port()
            + ": "
            + reason
            + ". See web.host and web.port in the configuration.",
        cause);
  }

  private static ChatException gone(String reason) {
    return new ChatException(new ChatFailure.Closed(ChatFailure.Cause.GONE, reason));
  }
}
