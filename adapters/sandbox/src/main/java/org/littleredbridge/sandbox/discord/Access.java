package org.littleredbridge.sandbox.discord;

/// Finds things for the bot, or says no as Discord does.
final class Access {
  private final World world;

  Access(World world) {
    this.world = world;
  }

  /// A channel the bot may see.
  ChannelState channel(Call call) {
    return channel(call.at("channel_id"));
  }

  ChannelState channel(String id) {
    if (!Snowflakes.wellFormed(id)) {
      var errors = new FormErrors();
      errors.add("channel_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
      errors.check();
    }
    var channel = world.find(id).orElseThrow(Refusal::unknownChannel);
    if (!world.botSees(channel)) {
      throw Refusal.missingAccess();
    }
    return channel;
  }

  GuildState guild(Call call) {
    var guild = world.guilds.get(call.at("guild_id"));
    if (guild == null || !guild.present) {
      throw Refusal.unknownGuild();
    }
    return guild;
  }

  /// A message that is not somebody's private one.
  StoredMessage message(ChannelState channel, Call call) {
    return channel
        .message(call.at("message_id"))
        .filter(message -> message.onlyFor().isEmpty())
        .orElseThrow(Refusal::unknownMessage);
  }

  void need(ChannelState channel, Right... rights) {
    long has = world.rights(world.bot.id(), channel);
    for (var right : rights) {
      if (!right.in(has)) {
        throw Refusal.missingPermissions();
      }
    }
  }

  boolean may(ChannelState channel, Right right) {
    return right.in(world.rights(world.bot.id(), channel));
  }
}
