package org.littleredbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.lease.Duty;

/// What there is to do for a bridge, each under its lease.
public final class Duties {
  private Duties() {}

  /// To ask the gateway of an account, and to listen on each connection of the messengers that is
  /// known by now. Who holds the first connection of a messenger also sends for it.
  public static List<Duty> of(String account, List<Messenger> messengers) {
    var duties = new ArrayList<Duty>();
    duties.add(new Duty.Gateway(account));
    for (var messenger : messengers) {
      var speaks = Optional.of(messenger.name());
      for (var connection : messenger.connections()) {
        duties.add(new Duty.Connection(connection, speaks));
        speaks = Optional.empty();
      }
    }
    return duties;
  }
}
