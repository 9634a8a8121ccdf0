package org.littleredbridge.translate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was sent to paid engines, day by day. Thread-safe; each method is one transaction.
public interface Spending {
  /// Who pays.
  ///
  /// @param name `all`, `engine:NAME` or `community:KEY`
  /// @param limit characters a day
  record Account(String name, long limit) {
    public Account {
      if (name.isBlank() || limit < 0) {
        throw new IllegalArgumentException("an account has a name and no negative limit");
      }
    }
  }

  /// Adds to all accounts, or to none when one has no room.
  ///
  /// @param characters code points of what is to be sent
  /// @return the first account without room; empty when all paid
  Optional<Account> charge(LocalDate day, List<Account> accounts, long characters);

  /// Takes a charge back that came to nothing; never below zero.
  void refund(LocalDate day, List<Account> accounts, long characters);

  /// Characters of a day by the account's name.
  Map<String, Long> of(LocalDate day);
}
