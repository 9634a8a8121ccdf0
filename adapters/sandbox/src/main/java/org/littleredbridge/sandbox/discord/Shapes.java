package org.littleredbridge.sandbox.discord;

import static org.littleredbridge.sandbox.discord.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// How Discord writes its things as JSON. Sources: the resource pages under
/// https://docs.discord.com/developers/resources
final class Shapes {
  private static final String JOINED = "2024-03-01T10:00:00.000000+00:00";
  // Source:
  // https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
  private static final List<String> PARTIAL =
      List.of(
          "id",
          "type",
          "name",
          "permissions",
          "last_message_id",
          "nsfw",
          "parent_id",
          "guild_id",
          "flags",
          "rate_limit_per_user",
          "topic",
          "position",
          "thread_metadata");
  private final World world;

  Shapes(World world) {
    this.world = world;
  }

  ObjectNode user(SandboxUser user) {
    var json =
        object()
            .put("id", user.id())
            .put("username", user.name())
            // Javacord 3.8.0 drops an event whose user has none.
            .put("discriminator", "0")
            .put("global_name", user.bot() ? null : user.name())
            .putNull("avatar")
            .put("public_flags", 0);
    if (user.bot()) {
      json.put("bot", true);
    }
    return json;
  }

  /// Without the user.
  ObjectNode bareMember(GuildState.Member member) {
    var json =
        object()
            .put("nick", member.nick().orElse(null))
            .putNull("avatar")
            .put("joined_at", JOINED)
            .putNull("premium_since")
            .put("deaf", false)
            .put("mute", false)
            .put("pending", false)
            .put("flags", 0)
            .putNull("communication_disabled_until");
    member.roles().forEach(json.putArray("roles")::add);
    return json;
  }

  ObjectNode member(GuildState.Member member) {
    return bareMember(member).set("user", user(member.user()));
  }

  ObjectNode role(GuildState.Role role) {
    var json =
        object()
            .put("id", role.id())
            .put("name", role.name())
            .put("color", 0)
            .put("hoist", false)
            .putNull("icon")
            .putNull("unicode_emoji")
            .put("position", role.position())
            .put("permissions", Long.toString(role.rights()))
            .put("managed", false)
            .put("mentionable", role.mentionable())
            .put("flags", 0);
    json.putObject("colors")
        .put("primary_color", 0)
        .putNull("secondary_color")
        .putNull("tertiary_color");
    return json;
  }

  ObjectNode channel(ChannelState channel) {
    var json = object().put("id", channel.id).put("type", channel.type).put("flags", 0);
    var last = channel.lastMessage();
    json.put("last_message_id", last.isEmpty() ? null : last);
    if (channel.recipient.isPresent()) {
      json.putArray("recipients").add(user(channel.recipient.get()));
      return json;
    }
    json.put("guild_id", channel.guild)
        .put("name", channel.name)
        .put("parent_id", channel.parent.orElse(null))
        .put("rate_limit_per_user", 0);
    return channel.thread() ? thread(channel, json) : regular(channel, json);
  }

  /// A channel as an interaction shows one that an option names.
  ObjectNode partial(ChannelState channel) {
    var whole = channel(channel);
    whole.put("permissions", Long.toString(world.rights(world.bot.id(), channel)));
    return whole.retain(PARTIAL);
  }

  private static ObjectNode regular(ChannelState channel, ObjectNode json) {
    json.put("position", 0).putNull("topic").put("nsfw", false);
    var overwrites = json.putArray("permission_overwrites");
    channel.overwrites.forEach((id, overwrite) ->
        overwrites
            .addObject()
            .put("id", id)
            .put("type", overwrite.type())
            .put("allow", Long.toString(overwrite.allow()))
            .put("deny", Long.toString(overwrite.deny())));
    if (channel.type == ChannelState.FORUM) {
      channel.describeTags(json);
      json.put("flags", channel.tagRequired ? 1 << 4 : 0);
      json.putNull("default_reaction_emoji").putNull("default_sort_order");
      json.put("default_forum_layout", 0);
    }
    return json;
  }

  private static ObjectNode thread(ChannelState channel, ObjectNode json) {
    json.put("owner_id", channel.owner)
        .put("message_count", channel.count())
        .put("total_message_sent", channel.count())
        .put("member_count", 1);
    json.putObject("thread_metadata")
        .put("archived", channel.archived)
        .put("locked", channel.locked)
        .put("auto_archive_duration", 4320)
        .put("archive_timestamp", Json.time(channel.created))
        .put("create_timestamp", Json.time(channel.created));
    channel.appliedTags.forEach(json.putArray("applied_tags")::add);
    return json;
  }

  /// What all answers about a server hold.
  ObjectNode guild(GuildState guild) {
    var json =
        object()
            .put("id", guild.id)
            .put("name", guild.name)
            .put("owner_id", guild.owner)
            // Deprecated; Javacord 3.8.0 never finishes its login without it.
            .put("region", "us-east")
            .put("verification_level", 1)
            .put("default_message_notifications", 1)
            .put("explicit_content_filter", 2)
            .put("mfa_level", 0)
            .put("premium_tier", 0)
            .put("premium_subscription_count", 0)
            .put("premium_progress_bar_enabled", false)
            .put("nsfw_level", 0)
            .put("nsfw", false)
            .put("preferred_locale", guild.locale)
            .put("afk_timeout", 300)
            .put("system_channel_flags", 0)
            .put("max_members", 500_000)
            .put("max_video_channel_users", 25)
            .put("widget_enabled", false);
    for (var none :
        new String[] {
          "icon",
          "splash",
          "discovery_splash",
          "banner",
          "description",
          "afk_channel_id",
          "system_channel_id",
          "rules_channel_id",
          "public_updates_channel_id",
          "safety_alerts_channel_id",
          "application_id",
          "vanity_url_code",
          "widget_channel_id"
        }) {
      json.putNull(none);
    }
    json.putArray("features").add("COMMUNITY");
    json.putArray("emojis");
    json.putArray("stickers");
    var roles = json.putArray("roles");
    guild.roles.values().forEach(role -> roles.add(role(role)));
    return json;
  }

  /// The gateway's event with all that the bot may see.
  ObjectNode guildCreate(GuildState guild) {
    var json = guild(guild);
    json.put("joined_at", JOINED)
        .put("large", false)
        .put("unavailable", false)
        .put("member_count", guild.members.size());
    var channels = json.putArray("channels");
    var threads = json.putArray("threads");
    for (var channel : world.channelsOf(guild.id)) {
      if (!world.botSees(channel)) {
        continue;
      }
      if (!channel.thread()) {
        channels.add(channel(channel));
      } else if (channel.announced && !channel.archived) {
        threads.add(channel(channel));
      }
    }
    var members = json.putArray("members");
    guild.members.values().stream().limit(250).forEach(member -> members.add(member(member)));
    for (var empty :
        new String[] {
          "voice_states",
          "presences",
          "stage_instances",
          "guild_scheduled_events",
          "soundboard_sounds"
        }) {
      json.putArray(empty);
    }
    return json;
  }

  Optional<ObjectNode> memberOf(String guild, String user) {
    return Optional.ofNullable(world.guilds.get(guild))
        .flatMap(found -> Optional.ofNullable(found.members.get(user)))
        .map(this::bareMember);
  }
}
