package org.littleredbridge.discord;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
/// The gateway may be split into shards, on each of which one process listens; who holds the first
/// one speaks for the bot.
///
/// Where it listens: text channels are `discord:CHANNEL`, threads and posts of forums
/// `discord:CHANNEL:THREAD`, the private chat with a person is `discord:@PERSON`, and
/// `discord:!INTERACTION:TOKEN` is the private answer to a command or press, which Discord takes
/// for 15 minutes.
public final class Discord implements Messenger {
  private final DiscordRest rest;
  private final Mouth mouth;
  private final Shards shards;
  private final Switchboard switchboard;
  private final Bulletin bulletin;
  private final Bot bot;

  /// @throws IllegalArgumentException with a sentence that names the wrong setting, such as a file
  ///   of certificates that cannot be read
  public Discord(DiscordConfig config, Wording wording, Clock clock) {
    this(config, wording, clock, Pace.DISCORD);
  }

  Discord(DiscordConfig config, Wording wording, Clock clock, Pace pace) {
    this(config, wording, clock, pace, SteadyClock.started());
  }

  /// @param steady waits are reckoned by this clock, which does not jump when the system's is set
  Discord(DiscordConfig config, Wording wording, Clock clock, Pace pace, Clock steady) {
    rest = new DiscordRest(config, steady);
    shards = new Shards(config, rest, new Bell(steady), pace);
    switchboard = new Switchboard(shards, rest);
    var places = new Places(rest, clock);
    mouth = new Mouth(rest, places);
    var earshot = new Earshot(config.messageContent());
    bulletin = new Bulletin(shards, earshot);
    bot =
        new Bot(
            config,
            rest,
            places,
            new Standings(rest, places, clock, switchboard::hears),
            shards,
            earshot,
            new Absence(rest, places, clock, pace.storeAgain()),
            wording,
            clock,
            pace);
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

  /// One for each shard, such as `discord:42:0`: at first as many as the setting says, or one, and
  /// more as soon as Discord has recommended more. Never fewer.
  @Override
  public List<String> connections() {
    return shards.names();
  }

  @Override
  public void held(Set<String> connections) {
    shards.held(connections);
  }

  @Override
  public Listening listen(String connection, Listener listener) {
    var shard = shards.shard(connection);
    return switchboard.listen(shard, new Hearing(shard, bot, listener));
  }

  @Override
  public MessengerCapabilities capabilities(ChannelId channel) {
    return mouth.capabilities(channel);
  }

  @Override
  public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var sent = mouth.send(channel, part, after, key);
    switchboard.spoke(sent.message());
    return sent;
  }

  @Override
  public boolean edit(ChannelId channel, MessageRef message, Part part) {
    return mouth.edit(channel, message, part);
  }

  @Override
  public boolean manages(ChannelId channel, Member member) {
    return bot.standings().manages(channel, member);
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
    var state = bulletin.of(List.copyOf(switchboard.hearings()));
    return rest.heldBack()
        .filter(_ -> state.mood() == Mood.WELL)
        .map(sentence -> new MessengerState(Mood.TRYING, sentence))
        .orElse(state);
  }

  @Override
  public void close() {
    shards.close();
    switchboard.close();
    rest.close();
  }
}
