package org.littleredbridge.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.translate.Spending;

/// What was sent to paid engines.
final class SqlSpending implements Spending {
  private final Database database;

  SqlSpending(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> charge(LocalDate day, List<Account> accounts, long characters) {
    return database.write(handle -> {
      // Always in the same order, so that two bridges never wait for each other's rows.
      var inOrder =
          accounts.stream().sorted((one, other) -> one.name().compareTo(other.name())).toList();
      inOrder.forEach(account -> add(handle, day, account, 0));
      var full =
          accounts.stream()
              .filter(account -> spent(handle, day, account) > account.limit() - characters)
              .findFirst();
      if (full.isEmpty()) {
        inOrder.forEach(account -> add(handle, day, account, characters));
      }
      return full;
    });
  }

  /// With nothing to add it holds the row until the transaction ends.
  private static void add(Handle handle, LocalDate day, Account account, long characters) {
    handle
        .createUpdate(
            """
            insert into spending (day, account, characters) values (:day, :account, :characters)
            on conflict (day, account) do update set
                characters = spending.characters + excluded.characters
            """)
        .bind("day", day.toString())
        .bind("account", account.name())
        .bind("characters", characters)
        .execute();
  }

  private static long spent(Handle handle, LocalDate day, Account account) {
    return handle
        .createQuery("select characters from spending where day = :day and account = :account")
        .bind("day", day.toString())
        .bind("account", account.name())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void refund(LocalDate day, List<Account> accounts, long characters) {
    database.run(handle ->
        accounts.stream()
            .map(Account::name)
            .sorted()
            .forEach(name ->
                handle
                    .createUpdate(
                        """
                        update spending set characters =
                            case when characters > :back then characters - :back else 0 end
                        where day = :day and account = :account
                        """)
                    .bind("back", characters)
                    .bind("day", day.toString())
                    .bind("account", name)
                    .execute()));
  }

  @Override
  public Map<String, Long> of(LocalDate day) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select account, characters from spending
                where day = :day and characters > 0
                """)
            .bind("day", day.toString())
            .reduceRows(
                new java.util.HashMap<>(),
                (days, row) -> {
                  days.put(
                      row.getColumn("account", String.class),
                      row.getColumn("characters", Long.class));
                  return days;
                }));
  }
}
