package org.littleredbridge.lease;

import java.util.Optional;

/// What the holder of a lease does.
public sealed interface Duty {
  /// The name of its lease.
  String lease();

  /// To ask a gateway: to poll, to comment, to look for answers, and to act on what members do.
  record Gateway(String account) implements Duty {
    @Override
    public String lease() {
      return "gateway:" + account;
    }
  }

  /// To listen on a connection of a bot.
  ///
  /// @param speaks the messenger for which the holder also sends
  record Connection(String lease, Optional<String> speaks) implements Duty {}
}
