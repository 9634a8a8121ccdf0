package org.littleredbridge.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Throws out what has long ended: at each start, and once a day. What tells that something was
/// done already (verdicts, keys of deliveries, and which message shows which note) stays for good.
/// Goes in small steps, between which others write.
final class Cleaning implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cleaning.class);
  private static final Duration EVERY = Duration.ofDays(1);
  // Chat services repeat an event within hours, not days.
  private static final Duration EVENTS = Duration.ofDays(7);
  // The account's budget looks back a day.
  private static final Duration POSTINGS = Duration.ofDays(2);
  private static final int STEP = 300;

  private final Database database;
  private final Duration keep;
  private final Clock clock;
  private final EndedDeliveries deliveries = new EndedDeliveries();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// One step.
  private interface Step {
    /// @return how many rows it threw out; fewer than [#STEP] when it is done
    int run();
  }

  /// @param keep how long deliveries stay after their end
  Cleaning(Database database, Duration keep, Clock clock) {
    this.database = database;
    this.keep = keep;
    this.clock = clock;
  }

  /// Cleans now and every day, on a thread of its own.
  void start() {
    Thread.ofVirtual().name("store-cleaning").start(this::run);
  }

  private void run() {
    try {
      do {
        tryToClean();
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToClean() {
    try {
      clean();
    } catch (StoreException e) {
      if (!isClosed()) {
        // Nothing depends on it; whoever needs the store meets the same and says so.
        log.atWarn().setCause(e).log("clean-up failed; the next is in a day");
      }
    }
  }

  /// One whole clean-up.
  void clean() {
    var now = clock.instant();
    var old = now.minus(keep);
    inSteps(() -> events(now.minus(EVENTS)));
    inSteps(() -> database.write(handle -> deliveries.forget(handle, old, STEP)));
    inSteps(() -> database.write(handle -> deliveries.forgetMessages(handle, old, STEP)));
    var settled = now.minus(keep.compareTo(POSTINGS) > 0 ? keep : POSTINGS);
    inSteps(() -> postings(settled));
    inSteps(() -> days(settled));
    inSteps(() -> spending(settled));
    inSteps(() -> looks(old));
    inSteps(this::privateLanes);
    inSteps(() -> rechecks(old));
  }

  private void inSteps(Step step) {
    while (!isClosed() && step.run() >= STEP) {
      Thread.yield();
    }
  }

  private int events(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                delete from events where seq in (
                    select seq from events where done_at < :old limit :step)
                """)
            .bind("old", old)
            .bind("step", STEP)
            .execute());
  }

  private int postings(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                delete from postings where id in (
                    select id from postings where left_at < :old limit :step)
                """)
            .bind("old", old)
            .bind("step", STEP)
            .execute());
  }

  private int spending(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                delete from spending where (day, account) in (
                    select day, account from spending where day < :old limit :step)
                """)
            // A day earlier: the days are those of the machine's time zone.
            .bind("old", old.minus(Duration.ofDays(1)).toString().substring(0, 10))
            .bind("step", STEP)
            .execute());
  }

  private int looks(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                delete from looks where (feed, note) in (
                    select feed, note from looks where seen_at < :old limit :step)
                """)
            .bind("old", old)
            .bind("step", STEP)
            .execute());
  }

  private int days(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate("delete from account_days where day < :day")
            // A day earlier, since the ledger's days are those of the account's time zone.
            .bind("day", old.minus(Duration.ofDays(1)).toString().substring(0, 10))
            .execute());
  }

  /// Looks that never came about, since the account had no requests left for them.
  private int rechecks(Instant old) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                delete from note_looks where note in (
                    select note from note_looks where since < :old limit :step)
                """)
            .bind("old", old)
            .bind("step", STEP)
            .execute());
  }

  /// What a crash left of private answers: each had a lane of its own.
  private int privateLanes() {
    return database.write(
        handle -> handle.execute("delete from lanes where due_at is null and channel like '%:!%'"));
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
