package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.littleredbridge.health.AccountLedger;

/// Stops and spendings of accounts.
final class SqlAccountLedger implements AccountLedger {
  // Asked before and after every call to the platform.
  private static final HotStatement STOP =
      new HotStatement("select * from account_stops where account = ?");
  private static final HotStatement SPEND =
      new HotStatement(
          """
          insert into account_days (account, day, spent) values (?, ?, 1)
          on conflict (account, day) do update set spent = account_days.spent + 1
          where account_days.spent < ?
          """);
  private static final HotStatement SPENT =
      new HotStatement("select spent from account_days where account = ? and day = ?");

  private final Database database;

  SqlAccountLedger(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Stop> stop(String account) {
    return database.list(STOP, SqlAccountLedger::stop, account).stream().findFirst();
  }

  private static Stop stop(ResultSet row) throws SQLException {
    return new Stop(
        row.getString("state"),
        row.getString("reason"),
        Columns.at(row, "since"),
        Columns.maybeAt(row, "until"));
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
    return ceiling >= 1
        && database.write(
            handle -> database.run(handle, SPEND, account, day.toString(), ceiling) == 1);
  }

  @Override
  public int spent(String account, LocalDate day) {
    return database.list(SPENT, row -> row.getInt("spent"), account, day.toString()).stream()
        .findFirst()
        .orElse(0);
  }
}
