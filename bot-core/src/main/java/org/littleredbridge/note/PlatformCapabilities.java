package org.littleredbridge.note;

import java.util.EnumSet;
import java.util.Set;

/// What a gateway can do. The bridge asks before it offers.
public record PlatformCapabilities(Set<Ability> abilities) {
  public enum Ability {
    CREATOR_NOTES,
    TRENDING,
    SEARCH,
    DETAIL,
    COMMENTS,
    POST_COMMENT,
    REPLY,
    /// Tells what the account is told: who commented, who mentioned it.
    NOTIFICATIONS,
    /// Gives the code to log in with.
    LOGIN_QR,
    /// Lists go on beyond their first page.
    CURSOR,
    /// Tells the id of a comment that it posted.
    COMMENT_ID,
    /// Trending can be asked for by channel.
    CHANNELS,
    /// Needs no account, so that none can be lost.
    NO_ACCOUNT
  }

  public PlatformCapabilities {
    abilities = Set.copyOf(abilities);
  }

  public static PlatformCapabilities of(Ability... abilities) {
    return new PlatformCapabilities(Set.of(abilities));
  }

  /// All that can be done with an account.
  public static PlatformCapabilities all() {
    return new PlatformCapabilities(EnumSet.complementOf(EnumSet.of(Ability.NO_ACCOUNT)));
  }

  public boolean can(Ability ability) {
    return abilities.contains(ability);
  }
}
