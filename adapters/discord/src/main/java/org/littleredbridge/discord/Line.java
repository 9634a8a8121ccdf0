package org.littleredbridge.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketException;
import com.neovisionaries.ws.client.WebSocketFrame;
import com.neovisionaries.ws.client.WebSocketState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Javacord's connection to the gateway, with every frame read here first.
///
/// Javacord drops events that it cannot read: components of version 2, threads that it has not
/// seen, users without a discriminator. So it gets none: [Hearer] takes them as they came, and
/// Javacord is shown only what the connection needs: greetings, heartbeats, and the number of each
/// event, which a RESUME names. A frame that nobody can read is dropped with a line in the log.
///
/// Source of opcodes and close codes:
/// https://docs.discord.com/developers/topics/opcodes-and-status-codes.
final class Line extends DiscordWebSocketAdapter {
  /// Who hears. Called on the connection's own thread; must not block and must not throw.
  interface Hearer {
    /// A connection is being made, the first or another one.
    void connecting(WebSocket socket);

    void hello(Duration heartbeat);

    void beatAnswered();

    void ready(JsonNode data);

    void resumed();

    void event(String type, JsonNode data);

    /// @param code 1006 when there was none
    void closed(int code);

    /// Whether nothing is to be heard or done any more.
    boolean ended();
  }

  static final int TOKEN_REFUSED = 4004;
  static final int TOO_FEW_SHARDS = 4011;
  static final int INTENT_REFUSED = 4014;

  /// Closes after which trying again makes no sense.
  static final Set<Integer> FINAL =
      Set.of(TOKEN_REFUSED, 4010, TOO_FEW_SHARDS, 4012, 4013, INTENT_REFUSED);

  /// With which Javacord closes itself to begin another session.
  static final int BEGIN_AGAIN = 4998;

  static final int CUT = 1006;

  private static final Logger log = LoggerFactory.getLogger(Line.class);
  private static final int LARGEST = 64 << 20;
  // Below this Javacord reserves all of its 120 frames a minute for heartbeats and never
  // identifies.
  private static final int QUICKEST_BEAT = 600;

  private final Hearer hearer;
  private final Optional<LineTrust> trust;
  private final JsonMapper json;

  /// Connects, and returns when that succeeded or failed.
  Line(LineApi api, Hearer hearer, Optional<LineTrust> trust) {
    // Before Javacord's constructor, which connects and lets frames come.
    this.hearer = hearer;
    this.trust = trust;
    json = JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
    super(api);
  }

  @Override
  public void onStateChanged(WebSocket socket, WebSocketState state) {
    if (state == WebSocketState.CONNECTING) {
      // Beside us Javacord has one who writes every frame into the finest log, with the tokens of
      // interactions and what people wrote.
      socket.clearListeners().addListener(this);
      hearer.connecting(socket);
      trust.ifPresent(own -> own.into(socket));
    }
  }

  @Override
  public void onTextMessage(WebSocket socket, @Nullable String text) throws Exception {
    if (hearer.ended()) {
      return;
    }
    // Of an empty frame there is no text at all.
    var frame = text == null ? Optional.<ObjectNode>empty() : read(text);
    if (text == null || frame.isEmpty()) {
      log.atWarn()
          .addKeyValue("length", text == null ? 0 : text.length())
          .log("discord sent what nobody can read");
      return;
    }
    var packet = frame.get();
    var data = packet.path("d");
    switch (packet.path("op").asInt()) {
      case 0 -> dispatched(socket, packet, data);
      case 10 -> hello(socket, packet, data);
      case 11 -> {
        hearer.beatAnswered();
        super.onTextMessage(socket, text);
      }
      case 1, 7, 9 -> super.onTextMessage(socket, text);
      default -> {
        // An opcode of later years.
      }
    }
  }

  private Optional<ObjectNode> read(String text) {
    try {
      return json.readTree(text) instanceof ObjectNode packet && packet.path("op").isInt()
          ? Optional.of(packet)
          : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private void hello(WebSocket socket, ObjectNode packet, JsonNode data) throws Exception {
    int interval = data.path("heartbeat_interval").asInt();
    if (interval <= 0) {
      log.atWarn().log("discord's greeting names no heartbeat");
      return;
    }
    hearer.hello(Duration.ofMillis(interval));
    var shown = packet.objectNode().put("op", 10);
    shown.putObject("d").put("heartbeat_interval", Math.max(interval, QUICKEST_BEAT));
    super.onTextMessage(socket, shown.toString());
  }

  private void dispatched(WebSocket socket, ObjectNode packet, JsonNode data) throws Exception {
    var type = packet.path("t").asText();
    if (!packet.path("s").isInt()) {
      log.atWarn().addKeyValue("type", type).log("discord sent an event without its number");
      return;
    }
    switch (type) {
      case "READY" -> {
        if (data.path("session_id").asText().isBlank()) {
          log.atWarn().log("discord greeted without a session");
          return;
        }
        // Javacord first: a cut before it knows the session would not be resumed.
        super.onTextMessage(socket, shown(packet, "READY", greeting(data)));
        hearer.ready(data);
      }
      case "RESUMED" -> {
        hearer.resumed();
        super.onTextMessage(socket, shown(packet, "RESUMED", packet.objectNode()));
      }
      default -> {
        hearer.event(type, data);
        super.onTextMessage(socket, shown(packet, "HEARD_ELSEWHERE", packet.objectNode()));
      }
    }
  }

  private static String shown(ObjectNode packet, String type, ObjectNode data) {
    var shown = packet.objectNode().put("op", 0).put("s", packet.path("s").asInt()).put("t", type);
    shown.set("d", data);
    return shown.toString();
  }

  /// What Javacord needs of READY: no servers, for which it would wait, and a user that it can
  /// read.
  private static ObjectNode greeting(JsonNode data) {
    var greeting =
        JsonNodeFactory.instance.objectNode().put("session_id", data.path("session_id").asText());
    var resume = data.path("resume_gateway_url").asText();
    if (resume.startsWith("wss://")) {
      greeting.put("resume_gateway_url", resume);
    }
    greeting.putArray("guilds");
    greeting
        .putObject("user")
        .put("id", data.path("user").path("id").asText("0"))
        .put("username", data.path("user").path("username").asText("bot"))
        .put("discriminator", "0")
        .put("bot", true)
        .putNull("avatar");
    return greeting;
  }

  /// Large payloads come as zlib.
  @Override
  public void onBinaryMessage(WebSocket socket, byte[] bytes) throws Exception {
    var text = inflate(bytes);
    if (text.isPresent()) {
      onTextMessage(socket, text.get());
    } else if (!hearer.ended()) {
      log.atWarn().addKeyValue("length", bytes.length).log("discord sent what nobody can read");
    }
  }

  /// Unlike Javacord's, ends on a stream that breaks off, and on one that never ends.
  private static Optional<String> inflate(byte[] bytes) {
    var text = new ByteArrayOutputStream(bytes.length * 4);
    var buffer = new byte[8192];
    try (var inflater = new Inflater()) {
      inflater.setInput(bytes);
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished() || text.size() > LARGEST) {
          return Optional.empty();
        }
        text.write(buffer, 0, count);
      }
      return Optional.of(text.toString(StandardCharsets.UTF_8));
    } catch (DataFormatException _) {
      return Optional.empty();
    }
  }

  @Override
  public void onDisconnected(
      WebSocket socket, WebSocketFrame byServer, WebSocketFrame byUs, boolean closedByServer) {
    var frame = closedByServer ? byServer : byUs;
    int code = frame == null ? CUT : frame.getCloseCode();
    if (hearer.ended()) {
      hearer.closed(code);
      return;
    }
    log.atInfo()
        .addKeyValue("code", code)
        .addKeyValue("by", closedByServer ? "discord" : "us")
        .log("discord's gateway closed");
    hearer.closed(code);
    if (!FINAL.contains(code)) {
      super.onDisconnected(socket, byServer, byUs, closedByServer);
    }
  }

  @Override
  public void onError(WebSocket socket, WebSocketException cause) {
    log.atDebug().addKeyValue("error", cause.getError()).log("discord's gateway had a fault");
  }

  @Override
  public void onUnexpectedError(WebSocket socket, WebSocketException cause) {
    log.atWarn().addKeyValue("error", cause.getError()).log("discord's gateway had a fault");
  }

  @Override
  public void handleCallbackError(WebSocket socket, Throwable cause) {
    if (!hearer.ended()) {
      log.atError().setCause(cause).log("hearing discord failed");
    }
  }
}
