package org.littleredbridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What to do about a clock that shows an earlier time than when the store was last used: whatever
/// waits until some moment would wait that much longer. So all such moments move back with the
/// clock.
final class TurnedBack {
  private static final Logger log = LoggerFactory.getLogger(TurnedBack.class);
  // Less is no harm, and corrections of seconds are usual.
  private static final Duration SLIGHT = Duration.ofSeconds(10);

  private static final List<String> MOVES =
      List.of(
          "update feeds set due_at = due_at - :by",
          "update feeds set polled_at = polled_at - :by where polled_at > :now",
          "update lanes set due_at = due_at - :by where due_at is not null",
          // Who follows is told what comes after that moment.
          "update subscriptions set since = since - :by where since > :now",
          "update deliveries set late_at = late_at - :by where late_at > :now",
          "update deliveries set failing_since = failing_since - :by where failing_since > :now",
          "update note_looks set since = since - :by where since > :now",
          "update replies set due_at = due_at - :by where due_at is not null",
          "update replies set look_at = look_at - :by where look_at is not null",
          "update replies set posting_at = posting_at - :by where posting_at > :now",
          "update replies set accepted_at = accepted_at - :by where accepted_at > :now",
          "update postings set left_at = left_at - :by where left_at > :now",
          "update account_stops set until = until - :by where until is not null");

  private TurnedBack() {}

  static void settle(Handle handle, Instant now) {
    var by = Duration.between(now, lastUsed(handle));
    if (by.compareTo(SLIGHT) <= 0) {
      return;
    }
    for (var move : MOVES) {
      var update = handle.createUpdate(move).bind("by", by.toMillis());
      (move.contains(":now") ? update.bind("now", now) : update).execute();
    }
    log.atWarn()
        .addKeyValue("by", by)
        .log("the system's clock was set back; what waits for a time was moved back with it");
  }

  private static Instant lastUsed(Handle handle) {
    return handle
        .createQuery(
            """
            select max(coalesce((select max(polled_at) from feeds), 0),
                coalesce((select max(left_at) from postings), 0),
                coalesce((select max(since) from subscriptions), 0),
                coalesce((select accepted_at from deliveries order by id desc limit 1), 0)) used
            """)
        .map((row, _) -> Columns.at(row, "used"))
        .one();
  }
}
