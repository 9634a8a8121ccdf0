package org.littleredbridge.sandbox.discord;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A server of the stand-in: makes its channels, threads, roles and members, and changes them. What
/// it makes is announced on the gateway. May be used from any thread.
public final class SandboxGuild {
  private final World world;
  private final Shapes shapes;
  private final Gateway gateway;
  private final GuildState state;

  SandboxGuild(World world, Shapes shapes, Gateway gateway, GuildState state) {
    this.world = world;
    this.shapes = shapes;
    this.gateway = gateway;
    this.state = state;
  }

  /// Its snowflake.
  public String id() {
    return state.id;
  }

  /// A text channel.
  public SandboxChannel text(String name) {
    return channel(ChannelState.TEXT, name).handle();
  }

  /// An announcement channel.
  public SandboxChannel announcement(String name) {
    return channel(ChannelState.ANNOUNCEMENT, name).handle();
  }

  /// A forum with these tags.
  public SandboxChannel forum(String name, String... tags) {
    var forum = world.channel(ChannelState.FORUM, state.id, Optional.empty(), state.owner, name);
    for (var tag : tags) {
      forum.tags.add(new ChannelState.Tag(world.ids.next(), tag, false));
    }
    tell("CHANNEL_CREATE", forum);
    return forum.handle();
  }

  /// The id of a forum's tag.
  public String tag(SandboxChannel forum, String name) {
    return of(forum).tags.stream()
        .filter(tag -> tag.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new SandboxDiscordException("The forum has no tag \"" + name + "\"."))
        .id();
  }

  /// Whether posts in the forum need a tag.
  public void requireTag(SandboxChannel forum, boolean required) {
    of(forum).tagRequired = required;
    tell("CHANNEL_UPDATE", of(forum));
  }

  /// A thread that the gateway announces.
  public SandboxChannel thread(SandboxChannel parent, String name) {
    var thread = makeThread(parent, name);
    tell("THREAD_CREATE", thread);
    return thread.handle();
  }

  /// A thread the gateway never speaks of, as one the bot has not joined yet after a restart.
  public SandboxChannel hiddenThread(SandboxChannel parent, String name) {
    var thread = makeThread(parent, name);
    thread.announced = false;
    return thread.handle();
  }

  private ChannelState makeThread(SandboxChannel parent, String name) {
    var of = of(parent);
    int type =
        of.type == ChannelState.ANNOUNCEMENT
            ? ChannelState.ANNOUNCEMENT_THREAD
            : ChannelState.PUBLIC_THREAD;
    return world.channel(type, state.id, Optional.of(of.id), state.owner, name);
  }

  /// Archives a thread, or opens it again; a locked one only moderators can open.
  public void archive(SandboxChannel thread, boolean archived, boolean locked) {
    of(thread).archived = archived;
    of(thread).locked = locked;
    tell("THREAD_UPDATE", of(thread));
  }

  /// Gives a channel or thread another name.
  public void rename(SandboxChannel channel, String name) {
    of(channel).name = name;
    tell(of(channel).thread() ? "THREAD_UPDATE" : "CHANNEL_UPDATE", of(channel));
  }

  /// Deletes a channel or thread with all its threads.
  public void delete(SandboxChannel channel) {
    var gone = of(channel);
    world.channels.remove(gone.id);
    world.channels.values().removeIf(c -> c.parent.filter(gone.id::equals).isPresent());
    tell(gone.thread() ? "THREAD_DELETE" : "CHANNEL_DELETE", gone);
  }

  /// A role with rights in the whole server.
  ///
  /// @return its snowflake
  public String role(String name, Right... rights) {
    var role =
        new GuildState.Role(world.ids.next(), name, Right.bits(rights), state.roles.size(), true);
    state.roles.put(role.id(), role);
    tellRole("GUILD_ROLE_CREATE", role);
    return role.id();
  }

  /// Replaces the rights of a role; the server's own id names the role that all have.
  public void setRights(String role, Right... rights) {
    var changed =
        state.roles.computeIfPresent(
            role,
            (_, old) ->
                new GuildState.Role(
                    old.id(), old.name(), Right.bits(rights), old.position(), old.mentionable()));
    if (changed == null) {
      throw new SandboxDiscordException("The server has no role " + role + ".");
    }
    tellRole("GUILD_ROLE_UPDATE", changed);
  }

  /// The role the bot itself has.
  public String botRole() {
    return member(world.bot).roles().iterator().next();
  }

  /// A new person in the server, with rights of their own.
  public SandboxUser member(String name, Right... rights) {
    var user = world.user(name, false);
    join(user, rights);
    return user;
  }

  /// Another bot in the server.
  public SandboxUser otherBot(String name) {
    var user = world.user(name, true);
    join(user);
    return user;
  }

  /// Somebody who is known comes into this server too.
  public void join(SandboxUser user, Right... rights) {
    Set<String> roles =
        rights.length == 0 ? Set.of() : Set.of(role("rights of " + user.name(), rights));
    var member = new GuildState.Member(user, Optional.empty(), roles);
    state.members.put(user.id(), member);
    gateway.tell(
        new Happening(
            "GUILD_MEMBER_ADD",
            shapes.member(member).put("guild_id", state.id),
            Happening.MEMBERS,
            Optional.of(state.id),
            true));
  }

  /// Replaces somebody's roles.
  public void setRoles(SandboxUser user, String... roles) {
    var changed = new GuildState.Member(user, member(user).nick(), Set.copyOf(List.of(roles)));
    state.members.put(user.id(), changed);
    gateway.tell(
        new Happening(
            "GUILD_MEMBER_UPDATE",
            shapes.member(changed).put("guild_id", state.id),
            user.id().equals(world.bot.id()) ? 0 : Happening.MEMBERS,
            Optional.of(state.id),
            true));
  }

  /// Takes rights away from the bot in one channel; none = gives them back.
  public void denyBot(SandboxChannel channel, Right... rights) {
    var of = of(channel);
    of.overwrites.put(world.bot.id(), new ChannelState.Overwrite(1, 0, Right.bits(rights)));
    tell("CHANNEL_UPDATE", of);
  }

  /// The bot is thrown out.
  public void kickBot() {
    state.present = false;
    gateway.tell(Happening.guild("GUILD_DELETE", Json.object().put("id", state.id), state.id));
  }

  /// The bot is invited (again).
  public void inviteBot() {
    state.present = true;
    gateway.joined(state);
  }

  private GuildState.Member member(SandboxUser user) {
    return Optional.ofNullable(state.members.get(user.id()))
        .orElseThrow(() -> new SandboxDiscordException(user.name() + " is not in the server."));
  }

  private ChannelState channel(int type, String name) {
    var made = world.channel(type, state.id, Optional.empty(), state.owner, name);
    tell("CHANNEL_CREATE", made);
    return made;
  }

  private ChannelState of(SandboxChannel channel) {
    return world
        .find(channel.id())
        .orElseThrow(
            () -> new SandboxDiscordException("There is no channel " + channel.id() + "."));
  }

  private void tell(String type, ChannelState channel) {
    gateway.tell(Happening.guild(type, shapes.channel(channel), state.id));
  }

  private void tellRole(String type, GuildState.Role role) {
    var data = Json.object().put("guild_id", state.id);
    data.set("role", shapes.role(role));
    gateway.tell(Happening.guild(type, data, state.id));
  }

  static GuildState found(World world, String id, String name) {
    var owner = world.user(name + "-owner", false);
    var guild = new GuildState(id, name, owner.id());
    // @everyone has the server's id.
    guild.roles.put(guild.id, new GuildState.Role(guild.id, "@everyone", ordinary(), 0, false));
    var botRole = new GuildState.Role(world.ids.next(), world.bot.name(), ordinary(), 1, false);
    guild.roles.put(botRole.id(), botRole);
    guild.members.put(
        world.bot.id(), new GuildState.Member(world.bot, Optional.empty(), Set.of(botRole.id())));
    guild.members.put(owner.id(), new GuildState.Member(owner, Optional.empty(), Set.of()));
    world.guilds.put(guild.id, guild);
    return guild;
  }

  private static long ordinary() {
    return Right.all()
        & ~Right.bits(
            Right.MANAGE_GUILD,
            Right.MANAGE_MESSAGES,
            Right.MANAGE_THREADS,
            Right.MENTION_EVERYONE);
  }
}
