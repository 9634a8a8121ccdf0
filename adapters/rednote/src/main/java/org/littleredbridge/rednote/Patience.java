package org.littleredbridge.rednote;

import java.time.Duration;

/// How long the gateway may stay silent in each kind of call. Each is longer than the gateway's own
/// limit, since it goes on working when we hang up (source: the limits in xiaohongshu-mcp's code).
///
/// @param list profile, trending and search
/// @param body how long an answer may take from its first byte to its last
record Patience(
    Duration health,
    Duration login,
    Duration list,
    Duration comment,
    Duration reply,
    Duration detail,
    Duration notifications,
    Duration body) {
  static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(45),
          Duration.ofSeconds(90),
          Duration.ofSeconds(90),
          Duration.ofSeconds(330),
          Duration.ofSeconds(600),
          Duration.ofSeconds(200),
          Duration.ofSeconds(30));
}
