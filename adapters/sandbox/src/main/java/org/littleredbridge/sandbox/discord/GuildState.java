package org.littleredbridge.sandbox.discord;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A server: its roles and members. Thread safe.
final class GuildState {
  final String id;
  final String owner;
  final Map<String, Role> roles = new ConcurrentSkipListMap<>();
  final Map<String, Member> members = new ConcurrentHashMap<>();
  volatile String name;
  volatile String locale = "en-US";
  volatile boolean present = true;

  /// @param rights permission bits
  record Role(String id, String name, long rights, int position, boolean mentionable) {}

  /// @param roles ids, without the one that all have
  record Member(SandboxUser user, Optional<String> nick, Set<String> roles) {}

  GuildState(String id, String name, String owner) {
    this.id = id;
    this.name = name;
    this.owner = owner;
  }

  /// What a member may do, in a channel when one is named. Source:
  /// https://docs.discord.com/developers/topics/permissions#permission-overwrites
  long rights(String user, Optional<ChannelState> channel) {
    var member = members.get(user);
    if (member == null) {
      return 0;
    }
    if (owner.equals(user)) {
      return Right.all() | Right.ADMINISTRATOR.bit;
    }
    long base = of(id);
    for (var role : member.roles) {
      base |= of(role);
    }
    if (channel.isEmpty() || (base & Right.ADMINISTRATOR.bit) != 0) {
      return base;
    }
    return overwritten(base, member, channel.get().overwrites);
  }

  private long overwritten(
      long base, Member member, Map<String, ChannelState.Overwrite> overwrites) {
    long rights = applied(base, overwrites.get(id));
    long allow = 0;
    long deny = 0;
    for (var role : member.roles) {
      var overwrite = overwrites.get(role);
      if (overwrite != null) {
        allow |= overwrite.allow();
        deny |= overwrite.deny();
      }
    }
    return applied(rights & ~deny | allow, overwrites.get(member.user.id()));
  }

  private static long applied(
      long rights, ChannelState.@org.jspecify.annotations.Nullable Overwrite by) {
    return by == null ? rights : rights & ~by.deny() | by.allow();
  }

  private long of(String role) {
    var found = roles.get(role);
    return found == null ? 0 : found.rights;
  }
}
