package org.littleredbridge.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How many requests members may cause by asking for notes and searches: what the [Allowance] of
/// all that members ask leaves, a tenth of the account's day in one channel and a twentieth by one
/// member. Thread-safe.
final class AskingLimits {
  private static final int CHANNEL_SHARE = 10;
  private static final int MEMBER_SHARE = 20;

  // The account is stopped after more notes in a row that RedNote did not show; links with
  // made-up tokens are such.
  private static final int HIDDEN = 3;
  private static final Duration HIDDEN_SPAN = Duration.ofHours(1);

  private final Allowance allowance;
  private final Clock clock;
  private final Map<String, Integer> taken = new HashMap<>();
  private final Deque<Instant> hidden = new ArrayDeque<>();
  private LocalDate day = LocalDate.MIN;

  AskingLimits(Allowance allowance, Clock clock) {
    this.allowance = allowance;
    this.clock = clock;
  }

  /// Takes one request of the day.
  ///
  /// @param ceiling how many the account may make a day
  /// @return false when there is none left for this one
  synchronized boolean take(AskedNotes.Asker asker, int ceiling) {
    var today = LocalDate.now(clock);
    if (!today.equals(day)) {
      day = today;
      taken.clear();
    }
    var channel = "channel " + asker.channel().whole().key();
    var member = "member " + asker.channel().messenger() + ":" + asker.member().id();
    if (tooManyHidden()
        || taken.getOrDefault(channel, 0) >= Math.max(1, ceiling / CHANNEL_SHARE)
        || taken.getOrDefault(member, 0) >= Math.max(1, ceiling / MEMBER_SHARE)
        || !allowance.take()) {
      return false;
    }
    taken.merge(channel, 1, Integer::sum);
    taken.merge(member, 1, Integer::sum);
    return true;
  }

  /// RedNote did not show one.
  synchronized void hidden() {
    hidden.addLast(clock.instant());
  }

  private boolean tooManyHidden() {
    var since = clock.instant().minus(HIDDEN_SPAN);
    while (!hidden.isEmpty() && !hidden.getFirst().isAfter(since)) {
      hidden.removeFirst();
    }
    return hidden.size() >= HIDDEN;
  }
}
