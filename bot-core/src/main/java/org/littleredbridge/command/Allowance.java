package org.littleredbridge.command;

import java.time.Clock;
import java.time.LocalDate;
import org.littleredbridge.health.Sources;

/// How many requests members may cause in a day, all together: a quarter of the account's, so that
/// they do not take the place of what channels follow. Begins anew at midnight of the clock's zone,
/// and with each start. Thread-safe.
final class Allowance {
  private static final int SHARE = 4;

  private final Sources platform;
  private final Clock clock;
  private LocalDate day = LocalDate.MIN;
  private int taken;

  Allowance(Sources platform, Clock clock) {
    this.platform = platform;
    this.clock = clock;
  }

  /// Takes one; false: none is left today.
  synchronized boolean take() {
    var today = LocalDate.now(clock);
    if (!today.equals(day)) {
      day = today;
      taken = 0;
    }
    if (taken >= Math.max(1, platform.dailyCeiling() / SHARE)) {
      return false;
    }
    taken++;
    return true;
  }
}
