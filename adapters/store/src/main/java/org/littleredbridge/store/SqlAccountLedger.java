package org.littleredbridge.store;

import java.time.LocalDate;
import java.util.Optional;
import org.littleredbridge.health.AccountLedger;

/// Stops and spendings of accounts.
final class SqlAccountLedger implements AccountLedger {
  private final Database database;

  SqlAccountLedger(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Stop> stop(String account) {
    return database.read(handle ->
        handle
            .createQuery("select * from account_stops where account = :account")
            .bind("account", account)
            .map((row, _) ->
                new Stop(
                    row.getString("state"),
                    row.getString("reason"),
                    Columns.at(row, "since"),
                    Columns.maybeAt(row, "until")))
            .findOne());
  }

  @Override
  public void stop(String account, Stop stop) {
    database.run(handle ->
        handle
            .createUpdate(
                """
                insert into account_stops (account, state, reason, since, until)
                values (:account, :state, :reason, :since, :until)
                on conflict (account) do update set
                    state = excluded.state, reason = excluded.reason,
                    since = excluded.since, until = excluded.until
                """)
            .bind("account", account)
            .bind("state", stop.state())
            .bind("reason", stop.reason())
            .bind("since", stop.since())
            .bind("until", stop.until())
            .execute());
  }

  @Override
  public void clear(String account) {
    database.run(handle ->
        handle
            .createUpdate("delete from account_stops where account = :account")
            .bind("account", account)
            .execute());
  }

  @Override
  public boolean spend(String account, LocalDate day, int ceiling) {
    if (ceiling < 1) {
      return false;
    }
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    insert into account_days (account, day, spent) values (:account, :day, 1)
                    on conflict (account, day) do update set spent = account_days.spent + 1
                    where account_days.spent < :ceiling
                    """)
                .bind("account", account)
                .bind("day", day.toString())
                .bind("ceiling", ceiling)
                .execute()
            == 1);
  }

  @Override
  public int spent(String account, LocalDate day) {
    return database.read(handle ->
        handle
            .createQuery("select spent from account_days where account = :account and day = :day")
            .bind("account", account)
            .bind("day", day.toString())
            .mapTo(Integer.class)
            .findOne()
            .orElse(0));
  }
}
