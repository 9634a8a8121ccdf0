package org.littleredbridge.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxGuild;
import org.littleredbridge.sandbox.discord.SandboxUser;
import org.littleredbridge.wording.Wording;

/// A Discord with one server, and the messenger on it, for tests of the half that listens. All that
/// it says goes through the proxy and is trusted by the extra certificate.
final class Town implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);
  static final Pace QUICK =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          2.5,
          Duration.ofMillis(20),
          Duration.ofMillis(600),
          Duration.ofMillis(200),
          Duration.ofMillis(10));

  private static final JsonMapper JSON = new JsonMapper();
  // Javacord cannot do with less; see Line.
  private static final Duration HEARTBEAT = Duration.ofMillis(600);

  final SandboxDiscord service;
  final SandboxGuild guild;
  final SandboxChannel lobby;
  final SandboxUser ann;
  final Heard heard = new Heard();
  final Discord discord;

  Town() {
    this(false, QUICK);
  }

  Town(boolean messageContent, Pace pace) {
    service = SandboxDiscord.start(SandboxDiscordConfig.unlimited().withHeartbeat(HEARTBEAT));
    guild = service.guild("Tea House");
    lobby = guild.text("lobby");
    ann = guild.member("ann");
    discord = messenger(service.token(), messageContent, pace);
  }

  Discord messenger(String token, boolean messageContent, Pace pace) {
    return new Discord(
        new DiscordConfig(
            token, Optional.of(service.proxy()), Optional.of(service.caFile()), messageContent),
        new Wording(),
        Clock.systemUTC(),
        pace);
  }

  Town listening() {
    heard.on(discord);
    awaitWell(discord);
    return this;
  }

  static void awaitWell(Discord discord) {
    await(
        () -> discord.state().mood() == MessengerState.Mood.WELL,
        () -> "it gets well, but it is " + discord.state());
  }

  /// A message of the bot's in the lobby.
  String note() {
    return discord
        .send(
            org.littleredbridge.chat.ChannelId.of("discord", lobby.id()),
            new org.littleredbridge.chat.Part.Say("a note", Optional.empty()),
            Optional.empty(),
            "note")
        .message()
        .id();
  }

  <T extends Event> List<T> all(Class<T> kind) {
    return heard.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends Event> T awaitEvent(Class<T> kind) {
    await(() -> !all(kind).isEmpty(), () -> kind.getSimpleName() + " is heard");
    return all(kind).getFirst();
  }

  static void await(BooleanSupplier condition, String what) {
    await(condition, () -> what);
  }

  static void await(BooleanSupplier condition, java.util.function.Supplier<String> what) {
    var end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what.get());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    discord.close();
    service.close();
  }
}
