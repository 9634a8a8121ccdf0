package org.littleredbridge.discord;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.chat.SteadyClock;
import org.littleredbridge.wording.Wording;

/// Discord, for one bot: Javacord keeps the connection on which it listens, and everything that is
/// said goes through a REST client of our own. Thread-safe.
///
/// Where it listens: text channels are `discord:CHANNEL`, threads and posts of forums
/// `discord:CHANNEL:THREAD`, the private chat with a person is `discord:@PERSON`, and
/// `discord:!INTERACTION:TOKEN` is the private answer to a command or press, which Discord takes
/// for 15 minutes.
public final class Discord implements Messenger {
  private final DiscordConfig config;
  private final Wording wording;
  private final Clock clock;
  private final Pace pace;
  private final DiscordRest rest;
  private final Places places;
  private final Mouth mouth;
  private final Standings standings;
  private final AtomicReference<Optional<Hearing>> hearing =
      new AtomicReference<>(Optional.empty());

  /// @throws IllegalArgumentException with a sentence that names the wrong setting, such as a file
  ///   of certificates that cannot be read
  public Discord(DiscordConfig config, Wording wording, Clock clock) {
    this(config, wording, clock, Pace.DISCORD);
  }

  Discord(DiscordConfig config, Wording wording, Clock clock, Pace pace) {
    this.config = config;
    this.wording = wording;
    this.clock = clock;
    this.pace = pace;
    // Waits are reckoned by a clock that does not jump when the system's is set.
    rest = new DiscordRest(config, SteadyClock.started());
    places = new Places(rest, clock);
    mouth = new Mouth(rest, places);
    standings = new Standings(rest, places, clock);
  }

  /// Asks Discord who a bot is; listens to nothing, and may be asked beside a running bridge.
  ///
  /// @return the bot's public name
  /// @throws ChatException when Discord does not say
  /// @throws IllegalArgumentException as the constructor
  public static String account(DiscordConfig config, Clock clock) {
    try (var rest = new DiscordRest(config, SteadyClock.started())) {
      return rest.me().name();
    }
  }

  @Override
  public String name() {
    return Places.MESSENGER;
  }

  @Override
  public List<String> connections() {
    return List.of(Places.MESSENGER + ":" + config.bot() + ":0");
  }

  @Override
  public Listening listen(String connection, Listener listener) {
    var half =
        Optional.of(new Hearing(config, rest, places, standings, listener, wording, clock, pace));
    if (!hearing.compareAndSet(Optional.empty(), half)) {
      throw new IllegalStateException(connection + " is being listened on");
    }
    half.get().open();
    return () -> {
      if (hearing.compareAndSet(half, Optional.empty())) {
        half.get().close();
      }
    };
  }

  @Override
  public MessengerCapabilities capabilities(ChannelId channel) {
    return mouth.capabilities(channel);
  }

  @Override
  public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var sent = mouth.send(channel, part, after, key);
    hearing.get().ifPresent(half -> half.spoke(sent.message()));
    return sent;
  }

  @Override
  public boolean manages(ChannelId channel, Member member) {
    return standings.manages(channel, member);
  }

  /// The gateway may stay open for a while after the token was revoked; REST knows first.
  @Override
  public MessengerState state() {
    if (rest.refused()) {
      return new MessengerState(
          Mood.STOPPED,
          "Discord refuses the bot's token. Copy the token from the page “Bot” of your application"
              + " on https://discord.com/developers/applications into discord.token and restart the"
              + " bridge.");
    }
    var state =
        hearing
            .get()
            .map(Hearing::state)
            .orElseGet(
                () -> new MessengerState(Mood.TRYING, "The bridge does not listen to Discord."));
    return rest.heldBack()
        .filter(_ -> state.mood() == Mood.WELL)
        .map(sentence -> new MessengerState(Mood.TRYING, sentence))
        .orElse(state);
  }

  @Override
  public void close() {
    hearing.get().ifPresent(Hearing::close);
    rest.close();
  }
}
