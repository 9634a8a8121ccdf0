package org.littleredbridge.store;

import java.time.Duration;
import java.time.Instant;

/// Throws out what has long ended, once at each start. What tells that something was done already
/// (verdicts, keys of deliveries, and which message shows which note) stays for good.
final class Cleaning {
  private static final Duration EVENTS = Duration.ofDays(7);
  private static final Duration DELIVERIES = Duration.ofDays(30);

  private final Database database;

  Cleaning(Database database) {
    this.database = database;
  }

  void before(Instant now) {
    database.run(handle ->
        handle
            .createUpdate("delete from events where done_at < :old")
            .bind("old", now.minus(EVENTS))
            .execute());
    deliveries(now.minus(DELIVERIES));
    // What a crash left of private answers: each had a lane of its own.
    database.run(
        handle -> handle.execute("delete from lanes where due_at is null and channel like '%:!%'"));
  }

  private void deliveries(Instant old) {
    database.run(handle -> {
      // `why` goes on telling how they ended.
      handle
          .createUpdate(
              """
              update verdicts set (state, attempts, reason) = (
                  select state, attempts, reason from deliveries d
                  where d.id = verdicts.delivery)
              where (channel, note) in (
                  select channel, note from deliveries
                  where ended_at < :old and cargo = 'note')
                  and delivery in (select id from deliveries where ended_at < :old)
              """)
          .bind("old", old)
          .execute();
      handle
          .createUpdate(
              """
              delete from messages where note is null
                  and delivery in (select id from deliveries where ended_at < :old)
              """)
          .bind("old", old)
          .execute();
      // A key is never forgotten; what was said under it is.
      handle
          .createUpdate(
              """
              update deliveries set text = null, reason = null, ended_at = null
              where ended_at < :old and key is not null
              """)
          .bind("old", old)
          .execute();
      handle
          .createUpdate("delete from deliveries where ended_at < :old")
          .bind("old", old)
          .execute();
    });
  }
}
