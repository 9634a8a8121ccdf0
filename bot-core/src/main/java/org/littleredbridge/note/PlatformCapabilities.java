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
    REPLY
  }

  public PlatformCapabilities {
    abilities = Set.copyOf(abilities);
  }

  public static PlatformCapabilities all() {
    return new PlatformCapabilities(EnumSet.allOf(Ability.class));
  }

  public boolean can(Ability ability) {
    return abilities.contains(ability);
  }
}
