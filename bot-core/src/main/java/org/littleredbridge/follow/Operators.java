package org.littleredbridge.follow;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;

/// The people who run the bridge, as its configuration names them. Nobody is an operator by a name
/// in the browser: there anybody may call themselves anything.
public final class Operators {
  private final Set<String> names;

  private Operators(Set<String> names) {
    this.names = names;
  }

  /// @param names such as `telegram:7` or `discord:1234`: a messenger and the service's own id
  /// @throws IllegalArgumentException when one is none
  public static Operators of(Collection<String> names) {
    names.forEach(name -> {
      if (ChannelId.ofKey(name).thread().isPresent()) {
        throw new IllegalArgumentException("an operator is messenger:id, not " + name);
      }
    });
    return new Operators(
        names.stream()
            .filter(name -> !name.startsWith(Admission.BROWSER + ":"))
            .collect(Collectors.toUnmodifiableSet()));
  }

  public boolean has(String messenger, String memberId) {
    return names.contains(messenger + ":" + memberId);
  }

  public boolean none() {
    return names.isEmpty();
  }

  /// Where each can be spoken to alone.
  public List<ChannelId> places() {
    return names.stream()
        .sorted()
        .map(ChannelId::ofKey)
        .map(id -> ChannelId.person(id.messenger(), id.chat()))
        .toList();
  }
}
