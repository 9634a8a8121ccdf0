package org.littleredbridge.chat;

import java.util.Locale;
import java.util.Optional;

/// A person in a channel.
///
/// @param id the service's own id
/// @param standing what the service said about this person's rights together with the event
/// @param language in which this person uses the service, where it tells
public record Member(String id, String name, Standing standing, Optional<Locale> language) {
  public Member(String id, String name, Standing standing) {
    this(id, name, standing, Optional.empty());
  }

  public enum Standing {
    /// Administers the channel's community.
    MANAGES,
    /// Takes part and changes nothing.
    TAKES_PART,
    /// The service did not say; [Messenger#manages] asks it.
    NOT_SAID
  }
}
