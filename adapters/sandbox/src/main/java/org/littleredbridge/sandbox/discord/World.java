package org.littleredbridge.sandbox.discord;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Servers, channels and people. Thread safe.
final class World {
  final Clock clock;
  final Snowflakes ids;
  final SandboxUser bot;
  final Map<String, GuildState> guilds = new ConcurrentSkipListMap<>();
  final Map<String, ChannelState> channels = new ConcurrentHashMap<>();
  final Map<String, SandboxUser> users = new ConcurrentHashMap<>();
  final Set<String> refusingDirect = ConcurrentHashMap.newKeySet();
  private final Map<String, ChannelState> direct = new ConcurrentHashMap<>();
  private final int keep;

  World(Clock clock, String botName, int keep) {
    this.clock = clock;
    this.keep = keep;
    this.ids = new Snowflakes(clock);
    this.bot = new SandboxUser(ids.next(), botName, true);
    users.put(bot.id(), bot);
  }

  SandboxUser user(String name, boolean isBot) {
    var user = new SandboxUser(ids.next(), name, isBot);
    users.put(user.id(), user);
    return user;
  }

  ChannelState channel(int type, String guild, Optional<String> parent, String owner, String name) {
    return channel(ids.next(), type, guild, parent, owner, name);
  }

  ChannelState channel(
      String id, int type, String guild, Optional<String> parent, String owner, String name) {
    var made =
        new ChannelState(
            id, type, guild, parent, Optional.empty(), owner, name, clock.instant(), keep);
    channels.put(id, made);
    return made;
  }

  /// The conversation with somebody; made when there is none.
  ChannelState directWith(SandboxUser user) {
    return direct.computeIfAbsent(
        user.id(),
        _ -> {
          var made =
              new ChannelState(
                  ids.next(),
                  ChannelState.DIRECT,
                  "",
                  Optional.empty(),
                  Optional.of(user),
                  bot.id(),
                  user.name(),
                  clock.instant(),
                  keep);
          channels.put(made.id, made);
          return made;
        });
  }

  Optional<ChannelState> find(String channel) {
    return Optional.ofNullable(channels.get(channel));
  }

  Optional<GuildState> guildOf(ChannelState channel) {
    return Optional.ofNullable(guilds.get(channel.guild));
  }

  List<ChannelState> channelsOf(String guild) {
    return channels.values().stream()
        .filter(channel -> channel.guild.equals(guild))
        .sorted(java.util.Comparator.comparing(channel -> Long.parseLong(channel.id)))
        .toList();
  }

  /// What somebody may do in a channel; a thread takes its parent's rules.
  long rights(String user, ChannelState channel) {
    if (channel.direct()) {
      return Right.all();
    }
    var ruling = channel.parent.filter(_ -> channel.thread()).flatMap(this::find);
    return guildOf(channel)
        .filter(guild -> guild.present)
        .map(guild -> guild.rights(user, Optional.of(ruling.orElse(channel))))
        .orElse(0L);
  }

  boolean botSees(ChannelState channel) {
    return Right.VIEW_CHANNEL.in(rights(bot.id(), channel));
  }
}
