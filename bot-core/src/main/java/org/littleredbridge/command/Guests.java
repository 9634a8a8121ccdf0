package org.littleredbridge.command;

import java.time.Instant;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.Settings;

/// People who pressed a button in an admitted community. A service may lead them into their private
/// chat and ask the same there again: it is still the community that asks, as long as it is
/// admitted.
record Guests(Settings settings, Admission admission) {
  private static final String GUEST_OF = "guest-of";
  private static final String BRIDGE = "bridge";

  /// Whether this person pressed a button in a community that is admitted now.
  boolean admits(String messenger, Member member) {
    return settings
        .get(ChannelId.person(messenger, member.id()), GUEST_OF)
        .map(key -> new Community(messenger, key.substring(messenger.length() + 1), ""))
        .filter(community -> admission.of(community) == Admission.Answer.ADMITTED)
        .isPresent();
  }

  /// Of several communities one will do, which keeps this from being written at every press.
  void keep(Member member, Community community, Instant now) {
    var messenger = community.messenger();
    if (!admits(messenger, member)) {
      var person = ChannelId.person(messenger, member.id());
      settings.set(person, GUEST_OF, community.key(), BRIDGE, now);
    }
  }
}
