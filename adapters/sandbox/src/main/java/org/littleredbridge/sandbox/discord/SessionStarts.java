package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Counts the sessions that are begun: one at a time for each key, which is a shard's number modulo
/// the concurrency, and so many a day. Thread safe. Source:
/// https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
final class SessionStarts {
  /// What becomes of a session that is begun.
  enum Verdict {
    WELCOME,
    /// Another one with the same key began less than five seconds ago.
    TOO_SOON,
    /// The day's sessions are used up.
    SPENT
  }

  private static final Duration A_DAY = Duration.ofDays(1);
  private final Clock clock;
  private final SandboxDiscordConfig.Sessions limits;
  private final Map<Long, Long> last = new HashMap<>();
  private int shards;
  private int needed = 1;
  private int used;
  private long ends;

  SessionStarts(Clock clock, SandboxDiscordConfig.Sessions limits) {
    this.clock = clock;
    this.limits = limits;
    shards = limits.shards();
  }

  synchronized void recommend(int count) {
    shards = count;
  }

  synchronized void need(int count) {
    needed = count;
  }

  /// Whether the bot is in too many servers for so few shards.
  synchronized boolean tooFew(long count) {
    return count < needed;
  }

  /// Counts one that begins now.
  synchronized Verdict begin(long shard) {
    long now = clock.millis();
    day(now);
    if (used >= limits.starts()) {
      return Verdict.SPENT;
    }
    used++;
    var key = shard % limits.concurrency();
    var before = last.get(key);
    if (before != null && now - before < limits.apart().toMillis()) {
      return Verdict.TOO_SOON;
    }
    last.put(key, now);
    return Verdict.WELCOME;
  }

  /// How many were begun or tried within the day.
  synchronized int used() {
    return used;
  }

  /// As `GET /gateway/bot` tells it.
  synchronized void tell(ObjectNode answer) {
    long now = clock.millis();
    day(now);
    answer
        .put("shards", shards)
        .putObject("session_start_limit")
        .put("total", limits.starts())
        .put("remaining", limits.starts() - used)
        .put("reset_after", ends - now)
        .put("max_concurrency", limits.concurrency());
  }

  private void day(long now) {
    if (now >= ends) {
      ends = now + A_DAY.toMillis();
      used = 0;
    }
  }
}
