package org.littleredbridge.command;

import java.util.Optional;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.lease.Holdings;

/// Which messengers another node serves.
public final class Elsewhere {
  private Elsewhere() {}

  /// The node that serves a messenger, unless it is this one, or nobody.
  ///
  /// @param nodes empty where there can be only one
  public static Optional<String> of(Optional<Holdings> nodes, Messenger messenger) {
    var connections = messenger.connections();
    return nodes
        .filter(here -> connections.stream().noneMatch(name -> here.lease(name).isPresent()))
        .flatMap(here -> connections.stream().findFirst().flatMap(here::holder))
        .filter(holder -> !holder.equals(nodes.map(Holdings::node).orElse("")));
  }
}
